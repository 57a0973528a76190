"""`draft`: a letter made of the case's own facts, or the one question whose answer it lacks. Pure.

What it promises: the same facts give the same letter; no two recipients of a case read the same text; nothing
is said that the facts do not say; no note goes in that could not be fitted to a sentence.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib import resources

from relance.etiquette.facts import Done, Facts, Person
from relance.letters.drafting import recipes
from relance.letters.drafting.asking import Missing, missing_fact, missing_name, missing_phone
from relance.letters.drafting.pool import Pool, Told, gather, whole_sentence
from relance.letters.drafting.recipes import PURPOSES, Paragraphs, Part, Purpose
from relance.letters.drafting.render import Span, marked, pick, unmark
from relance.letters.drafting.scene import LOCALES, Scene, locale_of
from relance.letters.drafting.tidy import tidied, tidied_person
from relance.letters.grammar import civility, days
from relance.letters.grammar.elision import upper_first
from relance.letters.grammar.spacing import space

_ANSWERS = frozenset(
    {
        "reply_invite",
        "withdraw",
        "acknowledge_offer",
        "ask_feedback",
        "thank_and_ask_feedback",
        "thank_after_rejection",
    }
)
_KNOWN = re.compile(r"(?:le|la|les|mon|ma|mes|votre|vos|cette|ce) |l’")
_FILES = ("shared", "thanks", "followup", "replies", "refusal", "short")


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be read again and sent.

    `used` names the facts of the debrief it is made of, by their path in the case; `spans` where each stands in
    `body` (characters); `alternatives` how many variants differ; `unfitted` the notes left out for lack of a
    sentence; `kind` one of «email», «letter» (on paper), «note» (LinkedIn), «script» (to be said); `missing` the
    question that was passed over by `allow_plain`.
    """

    subject: str
    body: str
    used: tuple[str, ...]
    spans: tuple[Span, ...]
    alternatives: int
    kind: recipes.Kind
    locale: str
    unfitted: tuple[str, ...] = ()
    missing: Missing | None = None


def draft(
    facts: Facts,
    action: str,
    to: str,
    *,
    locale: str | None = None,
    variant: int = 0,
    sent_on: date | None = None,
    flags: tuple[str, ...] | None = None,
    thread: str | None = None,
    slots: tuple[datetime, ...] = (),
    until: date | None = None,
    finished: Mapping[str, str] | None = None,
    allow_plain: bool = False,
    references: bool = False,
) -> Draft | Missing:
    """Write `action` to the person whose id is `to`, or say which fact is missing.

    `flags` are the plan's (include_thanks, mention:<id>), told from the facts when None; `thread` is the subject
    being answered; `slots` the moments offered in reply to an invitation; `until` the day asked for (ask_time)
    or imposed (inform_competing_offer); `finished` the user's sentences for notes that could not be fitted, by
    path, or under «debrief» for the one thing to recall; `references` whether somebody agreed to be named (C-03):
    else none is promised. ValueError for an unknown action, person or locale.
    """
    purpose, person = _known(facts, action, to, locale)
    facts, person = tidied(facts), tidied_person(person)
    scene = Scene(
        facts,
        action,
        person,
        locale or locale_of(facts),
        variant,
        sent_on,
        absent=_absent(facts, action, person, flags),
        include_thanks=_include_thanks(facts, action, person, flags),
        slots_offered=slots,
        until=until,
        references=references,
    )
    pool = _pool(scene, finished or {})
    lacking = _lacking(scene, purpose, pool)
    if lacking and not allow_plain:
        return lacking
    return replace(_compose(scene, purpose, pool, thread), missing=lacking)


def _known(facts: Facts, action: str, to: str, locale: str | None) -> tuple[Purpose, Person]:
    if action not in PURPOSES:
        raise ValueError(f"unknown action: {action}")
    if locale is not None and locale not in LOCALES:
        raise ValueError(f"unknown locale: {locale}")
    person = next((person for person in facts.people if person.id == to), None)
    if person is None:
        raise ValueError(f"unknown person: {to}")
    return PURPOSES[action], person


def _absent(facts: Facts, action: str, person: Person, flags: tuple[str, ...] | None) -> tuple[Person, ...]:
    """Whom the thanks also go to: the interviewers nobody has an address for, through the main contact (PL-09)."""
    if flags is None:
        if action != "thanks" or not person.main_contact or person.agency:
            return ()
        return tuple(
            p for p in facts.people if p.interviewed and not p.has_address and p.name and p.id != person.id
        )
    ids = {flag.removeprefix("mention:") for flag in flags if flag.startswith("mention:")}
    return tuple(someone for someone in facts.people if someone.id in ids and someone.name)


def _include_thanks(facts: Facts, action: str, person: Person, flags: tuple[str, ...] | None) -> bool:
    """Whether thanks that never left are said here (PL-10, PL-21, AMB-09)."""
    if flags is not None:
        return "include_thanks" in flags
    done = [event for event in facts.events if isinstance(event, Done)]
    thanked = any(event.action == "thanks" and (not event.to or person.id in event.to) for event in done)
    followed = any(event.action == "followup1" for event in done)
    return action in _ANSWERS | {"followup1"} and not thanked and not followed and bool(facts.events)


def _pool(scene: Scene, finished: Mapping[str, str]) -> Pool:
    pool = gather(
        scene.facts.debrief, scene.lang, finished, avoid_you=(scene.tu and scene.lang == "fr") or scene.agency
    )
    if "debrief" in finished:
        own = gather_own(finished["debrief"])
        return Pool({**pool.told, "missed": (own, *pool.of("missed"))}, pool.unfitted)
    return pool


def gather_own(text: str) -> Told:
    """The user's answer to «what do you wish to recall?», as a fact of its own."""
    return Told("debrief", "missed", None, whole_sentence(text))


def _lacking(scene: Scene, purpose: Purpose, pool: Pool) -> Missing | None:
    if not scene.facts.candidate.name and purpose.kind != "note":
        return missing_name(scene)
    if scene.action == "voicemail" and not scene.facts.candidate.phone:
        return missing_phone(scene)
    chosen = recipes.facts_for_thanks if scene.action == "thanks" else recipes.facts_for_followup
    if purpose.needs_fact and not chosen(scene, pool):
        return missing_fact(scene, pool)
    return None


def _compose(scene: Scene, purpose: Purpose, pool: Pool, thread: str | None) -> Draft:
    paragraphs = purpose.build(scene, pool)
    while True:
        text, used, count = _said(scene, paragraphs)
        body, spans = unmark(space(_framed(scene, purpose, text), scene.locale), used)
        fits = (not purpose.characters or len(body) <= purpose.characters) and word_count(body) <= purpose.words
        if fits or not _shorten(paragraphs):
            break
    subject = _subject(scene, purpose, thread)
    return Draft(
        subject, body, tuple(dict.fromkeys(used)), spans, count, purpose.kind, scene.locale,
        tuple(note.path for note in pool.unfitted),
    )  # fmt: skip


def word_count(text: str) -> int:
    """Words as a reader counts them: figures and marks standing alone are none."""
    return sum(bool(re.search(r"\w", word)) for word in text.replace("\u00a0", " ").replace("\u202f", " ").split())


def _said(scene: Scene, paragraphs: Paragraphs) -> tuple[list[str], list[str], int]:
    """The paragraphs in words, the paths of the facts they mark, and how many wordings open the letter."""
    used: list[str] = []
    counts: list[int] = []
    texts: list[list[str]] = []
    for paragraph in paragraphs:
        texts.append([])
        for part in paragraph:
            before = " ".join(sentence for said in texts for sentence in said)
            texts[-1].append(_sentence(scene, part, used, counts, before))
    joined = [" ".join(sentence for sentence in said if sentence) for said in texts]
    return [text for text in joined if text], used, counts[0]


def _sentence(scene: Scene, part: Part, used: list[str], counts: list[int], before: str) -> str:
    table = wordings(scene.lang)
    if isinstance(part, str):
        role = part.lstrip("?")
        said, count = pick(role, table[role], scene.slots, scene.voice, before)
        counts.append(count)
        return said
    used.append(part.path)
    if part.note is None:
        return marked(part.sentence, len(used) - 1)
    role = f"shared.{part.field}_{_shape(part, scene.lang)}"
    fact = marked(part.note.text, len(used) - 1)
    # «known»: a fact that is named as known to both («la refonte», «mon stage»), which «parler de» calls for.
    known = fact if _KNOWN.match(part.note.text) else ""
    said, count = pick(role, table[role], {**scene.slots, "fact": fact, "known": known}, scene.voice, before)
    counts.append(count)
    return said


def _shape(told: Told, lang: str) -> str:
    """The shape that chooses a frame; an argument of one's own («my years at…») is not framed as a domain is."""
    if told.note is None or told.field != "strength" or told.note.shape != "np":
        return told.note.shape if told.note else ""
    if re.match(r"(?:mon|ma|mes|my) ", told.note.text):
        return "own"
    return "np" if lang == "en" or re.match(r"(?:le|la|les) |l’", told.note.text) else "bare"


def _shorten(paragraphs: Paragraphs) -> bool:
    """Drop what may be dropped: optional roles first, then the longer of two facts. False at the end."""
    for paragraph in reversed(paragraphs):
        for part in paragraph:
            if isinstance(part, str) and part.startswith("?"):
                paragraph.remove(part)
                return True
    facts = [(paragraph, part) for paragraph in paragraphs for part in paragraph if isinstance(part, Told)]
    if len(facts) < 2:
        return False
    longest, part = max(facts, key=lambda pair: len(pair[1].note.text if pair[1].note else pair[1].sentence))
    longest.remove(part)
    return True


def _framed(scene: Scene, purpose: Purpose, paragraphs: list[str]) -> str:
    if purpose.kind in {"note", "script"}:
        first = civility.names(scene.person.name).first if scene.tu else ""
        hello = (
            f"{scene.address.opening}\n" if purpose.kind == "note" and (scene.address.reference or first) else ""
        )
        signed = f"\n{scene.facts.candidate.name}" if purpose.kind == "note" and scene.facts.candidate.name else ""
        return hello + "\n".join(paragraphs) + signed
    head = (
        [f"{days.day(scene.sent_on, scene.locale, year=True)}"]
        if purpose.kind == "letter" and scene.sent_on
        else []
    )
    if head and scene.lang == "fr":
        head = [f"Le {head[0]}"]
    return "\n\n".join([*head, scene.address.opening, *paragraphs, _closing(scene, purpose)])


def _closing(scene: Scene, purpose: Purpose) -> str:
    candidate = scene.facts.candidate
    phone = candidate.phone if candidate.phone and purpose.kind == "email" else ""
    return "\n".join(line for line in (_formula(scene, purpose), candidate.name, phone) if line)


def _formula(scene: Scene, purpose: Purpose) -> str:
    vocative = scene.address.vocative
    if scene.lang == "en":
        if not scene.address.reference:
            return "Yours faithfully," if scene.locale == "en-GB" else "Sincerely,"
        if purpose.kind == "letter":
            return "Yours sincerely," if scene.locale == "en-GB" else "Sincerely,"
        return "Kind regards," if scene.locale == "en-GB" else "Best regards,"
    if purpose.kind == "letter" and not scene.tu:
        who = f", {vocative}, " if vocative else " "
        if scene.locale == "fr-CA" and vocative:
            who = f", {scene.address.opening.removeprefix('Bonjour ').rstrip(',')}, "
        verb = {"fr-CA": "Veuillez recevoir", "fr-BE": "Recevez"}.get(scene.locale, "Je vous prie d’agréer")
        wish = "mes plus cordiales salutations" if scene.locale == "fr-CA" else "mes salutations distinguées"
        return f"{verb}{who}{wish}.\n".replace("  ", " ")
    if scene.tu:
        return {"fr-BE": "Bien à toi,", "fr-CA": "Au plaisir,"}.get(scene.locale, "Bien cordialement,")
    return {
        "fr-BE": "Bien à vous,",
        "fr-CH": "Meilleures salutations,",
        "fr-CA": "Cordialement,",
        "fr-MA": "Cordialement,",
    }.get(scene.locale, "Bien cordialement,")


def _subject(scene: Scene, purpose: Purpose, thread: str | None) -> str:
    if not purpose.subject:
        return ""
    if thread:
        bare = re.sub(r"^(?:\s*(?:re|ré|rép|fw|fwd|tr)\s*:\s*)+", "", " ".join(thread.split()), flags=re.IGNORECASE)
        return space(f"Re : {bare}" if scene.lang == "fr" else f"Re: {bare}", scene.locale)
    date_slots = {"du_jour": f"du {scene.slots['date_absolue']}", "on_day": f"on {scene.slots['date_absolue']}"}
    slots = {
        **scene.slots,
        **date_slots,
        "titre": scene.slots["titre"] or ("ma candidature" if scene.lang == "fr" else "my application"),
    }
    table = wordings(scene.lang)
    role = purpose.subject
    if scene.who != "seen" and f"{role}_notseen" in table:
        role = f"{role}_notseen"
    said, _ = pick(role, table[role], slots, scene.voice)
    if len(said) > 72 and " – " in said and scene.facts.role:
        said = upper_first(min(said.split(" – "), key=lambda part: slots["titre"] in part))
    return space(said, scene.locale)


@cache
def wordings(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Every wording of a language by role: «thanks.open», «withdraw.decision»."""
    folder = resources.files(__package__).joinpath("wordings")
    table: dict[str, tuple[str, ...]] = {}
    for name in _FILES:
        data = tomllib.loads(folder.joinpath(f"{lang}_{name}.toml").read_text(encoding="utf-8"))
        for key, value in data.items():
            roles = value if isinstance(value, dict) else {key: value}
            group = key if isinstance(value, dict) else name
            table |= {f"{group}.{role}": tuple(options) for role, options in roles.items()}
    return table
