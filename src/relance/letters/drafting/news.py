"""The recruiter's letters: news that say the real state and the next date, a no that says why (Q-01 to Q-08). Pure.

What they promise: nothing is said that is not decided; a no without a reason is not written, it asks for one; for
several candidates of one opening, different words.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Literal, TypeAlias

from relance.letters.drafting import naming
from relance.letters.drafting.asking import Missing
from relance.letters.drafting.letter import Draft
from relance.letters.drafting.render import Voice, marked, pick, unmark
from relance.letters.drafting.scene import LOCALES
from relance.letters.drafting.tidy import one_line
from relance.letters.grammar import civility, days
from relance.letters.grammar.elision import lower_first, upper_first
from relance.letters.grammar.spacing import space

NewsPurpose: TypeAlias = Literal[
    "acknowledge", "still_running", "slowed", "standby", "stopped", "refusal_with_reasons", "invite", "offer"
]
Roles: TypeAlias = list[list[str]]

NEWS_PURPOSES: tuple[NewsPurpose, ...] = (
    "acknowledge",
    "still_running",
    "slowed",
    "standby",
    "stopped",
    "refusal_with_reasons",
    "invite",
    "offer",
)
_MOST_REASONS = 2
# Roles that say a reason, and which one.
_REASONED: Mapping[str, int] = {"news.why": 0, "no.reason": 0, "no.reason_more": 1}
_SUBJECTS: Mapping[NewsPurpose, str] = {
    "acknowledge": "received",
    "refusal_with_reasons": "no",
    "invite": "invite",
    "offer": "offer",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one candidate is to be told, and by whom.

    `interview_on` is the last interview's date; `reasons` are a person's words, why a no, why a process stopped or
    slowed; `next_on` is the day of the next news, or by which an offer is answered; `place` and `crowd` tell this
    candidate among those written to together.
    """

    candidate: str
    civility: str = ""
    organisation: str = ""
    role: str = ""
    interview_on: date | None = None
    sender: str = ""
    sender_title: str = ""
    phone: str = ""
    reasons: tuple[str, ...] = ()
    next_on: date | None = None
    start_on: date | None = None
    slots: tuple[datetime, ...] = ()
    place: int = 0
    crowd: int = 1


def draft_news(
    told: Told, purpose: NewsPurpose, *, locale: str, sent_on: date, variant: int = 0
) -> Draft | Missing:
    """Write to a candidate, or ask for what the letter may not go without (QL-02, QL-05).

    ValueError for a purpose or a locale that is not known.
    """
    if purpose not in NEWS_PURPOSES:
        raise ValueError(f"unknown purpose: {purpose}")
    if locale not in LOCALES:
        raise ValueError(f"unknown locale: {locale}")
    lacking = _lacking(told, purpose, locale)
    if lacking:
        return lacking
    address = civility.address(one_line(told.candidate), told.civility, None, locale)
    opening = address.opening
    if locale.startswith("fr") and opening == "Bonjour,":
        opening = f"Bonjour {civility.names(one_line(told.candidate)).full},"
    voice = _voice(told, purpose, locale, variant)
    slots = _slots(told, locale, sent_on)
    used: list[str] = []
    counts: list[int] = []
    paragraphs: list[str] = []
    for roles in _roles(told, purpose):
        said = []
        for role in roles:
            if role in _REASONED:
                used.append(f"reasons[{_REASONED[role]}]")
                slots["reason"] = marked(_reason(told.reasons[_REASONED[role]]), len(used) - 1)
            sentence, count = pick(role, _table(locale)[role], slots, voice, " ".join(paragraphs))
            said.append(sentence)
            counts.append(count)
        paragraphs.append(" ".join(sentence for sentence in said if sentence))
    closing = _closing(told, locale)
    text = "\n\n".join(line for line in (opening, *paragraphs, closing) if line)
    body, spans = unmark(space(text, locale), used)
    subject, _ = pick(
        f"subjects.{_subject(purpose)}", _table(locale)[f"subjects.{_subject(purpose)}"], slots, voice
    )
    return Draft(space(subject, locale), body, tuple(used), spans, max(counts, default=1), "email", locale)


def _lacking(told: Told, purpose: NewsPurpose, locale: str) -> Missing | None:
    french = locale.startswith("fr")
    if purpose == "refusal_with_reasons" and not any(reason.strip() for reason in told.reasons):
        question = "Pourquoi ce refus ? Une raison qui tient au poste, en une phrase."
        return Missing(
            "reasons", question if french else "Why this no? One reason that is about the job, in a sentence."
        )
    if purpose in {"still_running", "slowed", "standby"} and told.next_on is None:
        question = "Quel jour donnerez-vous la prochaine nouvelle ?"
        return Missing("next_on", question if french else "On which day will you give the next news?")
    if not told.sender.strip():
        question = "De quel nom signez-vous ?" if french else "What name do you sign with?"
        return Missing("sender", question)
    return None


def _roles(told: Told, purpose: NewsPurpose) -> Roles:
    """The sentences of a letter, by paragraph."""
    thanks = ["news.thanks"] if told.interview_on else []
    why = ["news.why"] if told.reasons else []
    coming = ["news.next"] if told.next_on else []
    if purpose == "acknowledge":
        return [["news.received"], [*coming, "news.welcome"]]
    if purpose == "still_running":
        return [[*thanks, "news.running"], [*coming, "news.welcome"]]
    if purpose in {"slowed", "standby"}:
        return [thanks, [f"news.{purpose}", *why], [*coming, "news.sorry"]]
    if purpose == "stopped":
        return [thanks, ["news.stopped", *why], ["news.regret", "no.wish"]]
    if purpose == "refusal_with_reasons":
        more = ["no.reason_more"] if len(told.reasons) > 1 else []
        return [thanks, ["no.decision", "no.reason", *more], ["no.grace", "no.wish"]]
    if purpose == "invite":
        asked = ["invite.slots", "invite.other"] if told.slots else ["invite.no_slots"]
        return [["invite.open"], asked]
    start = ["offer.start"] if told.start_on else []
    return [["offer.open", *start], [*(["offer.answer"] if told.next_on else []), "news.welcome"]]


def _reason(text: str) -> str:
    """A person's reason after a colon: one line, no capital but a name's or an acronym's, no full stop."""
    line = one_line(text).rstrip(" .;!…")
    first = line.split(" ", 1)[0]
    return line if first[1:] != first[1:].lower() else lower_first(line)


def _voice(told: Told, purpose: NewsPurpose, locale: str, variant: int) -> Voice:
    seed = f"{told.organisation}|{told.role}|{purpose}"
    return Voice(locale, False, None, frozenset({"vous"}), seed, told.place, max(told.crowd, 1), variant)  # noqa: FBT003


def _slots(told: Told, locale: str, sent_on: date) -> dict[str, str]:
    french = locale.startswith("fr")
    title = naming.post(one_line(told.role), None)
    met = told.interview_on
    ago = days.lapse(met, sent_on, locale) if met else None
    on = days.day(met, locale) if met else ""
    shown = [days.moment(slot, locale) for slot in told.slots[:4]]
    shared = {
        "titre": upper_first(title) or told.organisation or ("votre candidature" if french else "your application"),
        "next_day": days.day(told.next_on, locale, weekday=True) if told.next_on else "",
        "start_day": days.day(told.start_on, locale, weekday=True) if told.start_on else "",
    }
    if french:
        return shared | {
            "poste": naming.the_post(title),
            "du_jour": f"du {on}" if on else "",
            "quand": (ago or f"le {on}") if on else "",
            "slots": _either([f"le {moment}" for moment in shown], "ou"),
        }
    return shared | {
        "post": f"the {title} role" if title else "the role",
        "on_day": f"on {on}" if on else "",
        "when": (ago or f"on {on}") if on else "",
        "slots": _either([f"on {moment}" for moment in shown], "or"),
    }


def _either(moments: list[str], word: str) -> str:
    return f" {word} ".join(part for part in (", ".join(moments[:-1]), moments[-1]) if part) if moments else ""


def _closing(told: Told, locale: str) -> str:
    formula = {"fr-CH": "Meilleures salutations,", "fr-BE": "Bien à vous,", "fr-CA": "Cordialement,"}.get(
        locale, "Bien cordialement,"
    )
    if not locale.startswith("fr"):
        formula = "Kind regards," if locale == "en-GB" else "Best regards,"
    signed = (one_line(part) for part in (told.sender, told.sender_title, told.organisation, told.phone))
    return "\n".join(part for part in (formula, *signed) if part)


def _subject(purpose: NewsPurpose) -> str:
    return _SUBJECTS.get(purpose, "news")


@cache
def _tables(lang: str) -> Mapping[str, tuple[str, ...]]:
    folder = resources.files(__package__).joinpath("wordings")
    data = tomllib.loads(folder.joinpath(f"{lang}_news.toml").read_text(encoding="utf-8"))
    return {f"{group}.{role}": tuple(said) for group, roles in data.items() for role, said in roles.items()}


def _table(locale: str) -> Mapping[str, tuple[str, ...]]:
    return _tables(locale[:2])


def news_message(told: Told, purpose: NewsPurpose, written: Draft, *, sent_on: date) -> dict[str, object]:
    """The JSON shape of `relance check` for this letter, the candidate being its recipient."""
    state = {"still_running": "running", "slowed": "slowed", "standby": "standby", "stopped": "stopped"}.get(
        purpose
    )
    case = {
        "role": told.role,
        "organisation": told.organisation,
        "recipient": {"name": told.candidate, "civility": told.civility, "title": ""},
        "sender": {"name": told.sender, "organisation": told.organisation},
        "process": {
            **({"state": state} if state else {}),
            "reasons": list(told.reasons[:_MOST_REASONS]),
            **({"next_news": told.next_on.isoformat()} if told.next_on else {}),
        },
        **({"interview_date": told.interview_on.isoformat()} if told.interview_on else {}),
    }
    return {
        "purpose": purpose,
        "locale": written.locale,
        "case": case,
        "subject": written.subject,
        "body": written.body,
        "attachments": [],
        "sent_on": sent_on.isoformat(),
    }
