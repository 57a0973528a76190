# ruff: noqa: E501 -- a pattern is read whole, on its line
"""Another organisation where the hiring one belongs (B-07)."""

import re
from collections.abc import Iterator

from relance.letters.checking.codes import finding
from relance.letters.checking.lexicon import words
from relance.letters.checking.mentions import Mention, house_share, names_in
from relance.letters.checking.message import Finding, Message, Part
from relance.letters.checking.names import distance, name_parts
from relance.letters.checking.tense import PAST, TOLD, WISH, clause
from relance.letters.checking.text import Letter, Sentence, fold
from relance.letters.checking.weighing import blames

_NAME = r"(?P<name>[A-ZÀ-Þ][\w&’'+-]*(?:[ \u00a0](?:(?:(?:de|du|des|d['’]|la|le|les|et|&|and|of|the|en|sur|for) ?){1,2})?[A-ZÀ-Þ0-9][\w&’'+-]*){0,5})"
_KIND = r"(?:la |le |l['’]|les |the )?(?:(?:société|entreprise|groupe|cabinet|maison|étude|agence|banque|association|clinique|hôpital|start-up|enseigne|mairie|école|restaurant|hôtel|laboratoire|fondation|collège|lycée|ferme|garage|company|firm|group|studio|bank|school|hospital|charity|foundation)\s+)?"
_FRENCH = re.compile(
    r"(?:(?i:rejoindre|rejoigne|rejoindrai|rejoins|rejoindrais|intégrer|intègre|intégrerai|integrer|servir|servira|servirait|représenter|quitter\s+\w+\s+pour)(?:\s+(?:bientôt|un jour|enfin|donc|vite|aussi|rapidement))?\s+"
    r"|(?:l['’](?:équipe|aventure|univers|esprit)|la (?:famille|maison|team)|(?<!de )votre (?:société|entreprise|groupe|maison|cabinet|étude|agence|atelier|école|hôtel|clinique))\s+"
    r"|(?i:motivation pour|intérêt pour|interet pour|attirée? par|séduite? par|équipes? (?:de|d['’]|du|chez)|valeurs (?:de|d['’]|du))\s*"
    r"|(?i:travailler|évoluer|evoluer|postes?|candidature|collaborer|entretien|entrevue|m['’]investir|contribuer|place|avenir|opportunité|exercer|envie|arrivée|fonctions?|carrière|venir|commencer)\s[^.!?;:\n]{0,40}?(?:chez|au sein (?:de|du|d['’]))\s*)"
    + _KIND
    + _NAME,
)
_ENGLISH = re.compile(
    r"(?:(?i:join|joining)(?:\s+(?:you\s+)?(?:all\s+)?(?:at|everyone at))?|represent|future (?:of|at|with)|(?:interest|interested) in joining|team at|life at|time at|role (?:at|with)|position (?:at|with)|post at|job (?:at|with)|career (?:at|with)|opportunity (?:at|with)|interview at|work(?:ing)? (?:at|for)|fit (?:for|at)|asset (?:to|at)|addition to|application to|application with|contribute to|contributing to)\s+"
    + _KIND
    + _NAME,
)
# A name after «chez», «at»… in a sentence that wishes, and tells nothing past.
_AT = re.compile(
    r"(?:(?i:chez|c['’]est pour|grandir avec|avancer avec|couleurs (?:de|d['’])|que propose|qu['’]offre|working at|working for|myself at|myself with|career at|grow with|start at|place like)\s*)"
    + _KIND
    + _NAME
)
_SLIP = re.compile(_NAME)


def wrong_organisations(message: Message, letter: Letter) -> Iterator[Finding]:
    """Names of organisations, where the letter speaks of the job, that are not the one that hires."""
    if not message.about.organisation.strip():
        return
    known = _known(message)
    seen: set[tuple[int, int]] = set()
    for sentence in letter.sentences:
        if sentence.kind in {"body", "closing"}:
            said = list(_in(message.body, (sentence.start, sentence.end), message, known))
            for span in sorted({*_weighed(message, letter, sentence, said)}):
                if not any(start < span[1] and span[0] < end for start, end in seen):
                    seen.add(span)
                    yield _one(message, span, "body")
    if message.subject:
        for span in _in(message.subject, (0, len(message.subject)), message, known):
            yield _one(message, span, "subject")


def _weighed(
    message: Message, letter: Letter, sentence: Sentence, said: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The names that a pattern and the learned opinion, or the opinion alone, take for another house."""
    left = list(said)
    for mention in strangers(message, sentence):
        share = house_share(message, letter, sentence, mention)
        near = [span for span in said if span[0] < mention.end and mention.start < span[1]]
        left = [span for span in left if span not in near]
        if blames("wrong-organisation", share, pattern=bool(near)):
            yield near[0] if near else (mention.start, mention.end)
    yield from left


def strangers(message: Message, sentence: Sentence) -> Iterator[Mention]:
    """The names of a sentence that the case does not know, people apart."""
    known = _known(message)
    for mention in names_in(message.body, sentence):
        before = message.body[sentence.start : mention.start]
        civil = fold(mention.name.split()[0]) in _CIVILITIES
        if not civil and not _is_known(mention.name, message, known) and not _person(before):
            yield mention


def _one(message: Message, span: tuple[int, int], part: Part) -> Finding:
    right = message.about.organisation
    return finding("wrong-organisation", message, span, part=part, fix=right, right=right)


def _in(text: str, place: tuple[int, int], message: Message, known: set[str]) -> Iterator[tuple[int, int]]:
    pattern = _ENGLISH if message.locale.startswith("en") else _FRENCH
    for match in pattern.finditer(text, *place):
        before = text[place[0] : match.start("name")]
        name, span = _trimmed(match["name"], match.start("name"))
        past = not _WISHED.search(before) and PAST.search(clause(before))
        civil = fold(name.split()[0]) in _CIVILITIES
        if name and not past and not civil and not _is_known(name, message, known) and not _person(before):
            yield span
    sentence = text[slice(*place)]
    if WISH.search(sentence) and not PAST.search(sentence) and not TOLD.search(sentence):
        for match in _AT.finditer(text, *place):
            name, span = _trimmed(match["name"], match.start("name"))
            civil = bool(name) and fold(name.split()[0]) in _CIVILITIES
            if name and not civil and not _is_known(name, message, known):
                yield span
    for match in _SLIP.finditer(text, *place):
        name, span = _trimmed(match["name"], match.start("name"))
        if name and _slip(name, message, known) and not _person(text[place[0] : span[0]]):
            yield span


_CIVILITIES = frozenset(
    {
        "m",
        "mme",
        "mlle",
        "me",
        "dr",
        "mr",
        "mrs",
        "ms",
        "monsieur",
        "madame",
        "maitre",
        "docteur",
        "miss",
        "judge",
        "sir",
        "lady",
        "lord",
        "captain",
        "père",
        "sœur",
    }
)
_WISHED = re.compile(
    r"(?i:rejoindre|rejoigne|rejoindrai|rejoins|rejoindrais|intégrer|intègre|intégrerai|servir|servira|servirait|join|joining)(?:\s+\w+)?\s+(?:la |le |l['’]|les |the )?$"
)


def _person(before: str) -> bool:
    return bool(
        re.search(
            r"(?:\bM\.|\bMme|\bMlle|\bMiss|\bJudge|\bSir|\bLady|\bLord|\bMe|\bDr|\bMr\.?|\bMrs\.?|\bMs\.?|\bMonsieur|\bMadame|\bMaître)[ \u00a0]?$",
            before,
        )
    )


def _trimmed(name: str, start: int) -> tuple[str, tuple[int, int]]:
    """A name without a trailing possessive or a lone article."""
    name = re.sub(r"['’]s?$", "", name)
    return name, (start, start + len(name))


def _parts(name: str) -> list[str]:
    return [
        part
        for part in re.split(r"[^\w&]+", fold(name))
        if len(part) > 1 and part not in words("organisation_kinds")
    ]


def _known(message: Message) -> set[str]:
    about = message.about
    texts = (
        about.organisation,
        about.agency,
        about.role,
        about.sender_organisation,
        about.recipient.title,
        *about.debrief,
    )
    found = {part for text in texts for part in _parts(text)}
    for person in (about.candidate, about.recipient.name, about.sender):
        found.update(name_parts(person))
    return found


def _another(parts: list[str], strange: list[str], right: list[str]) -> bool:
    """«Marsh & Dolan» where «Marsh & Doyle» hires: one word is shared, another stands in the place of the right one."""
    left = [part for part in right if part not in parts]
    return bool(left) and len(parts) >= 2 and len(strange) <= len(left) and set(parts) & set(right) != set()


def _acronym(name: str) -> str:
    return "".join(
        part[0]
        for part in re.split(r"[^\w]+", fold(name))
        if part and part not in {"de", "du", "des", "la", "le", "les", "et", "d", "l", "of", "the", "and"}
    )


def _is_known(name: str, message: Message, known: set[str]) -> bool:
    parts = _parts(name)
    organisation = message.about.organisation
    strange = [
        part
        for part in parts
        if part not in known and part not in words("places") and part not in words("not_organisations")
    ]
    if not strange:
        return True
    if set(parts) & set(_parts(organisation)):
        return not _another(parts, strange, _parts(organisation))
    flat = fold(name).replace(".", "").replace(" ", "")
    full = fold(organisation).replace(" ", "")
    if flat in full or flat == _acronym(organisation) or _acronym(name) == full:
        return True
    if all(part in words("places") or part in words("not_organisations") or part.isdigit() for part in parts):
        return True
    return len(parts) == 1 and any(
        piece.startswith(parts[0]) or parts[0].startswith(piece)
        for piece in _parts(organisation)
        if min(len(parts[0]), len(piece)) >= 4
    )


def _slip(name: str, message: Message, known: set[str]) -> bool:
    """A name that is the organisation's but for a letter."""
    mine = _parts(name)
    right = _parts(message.about.organisation)
    if len(mine) != 1 or mine[0] in known or len(mine[0]) < 6:
        return False
    return any(
        len(part) >= 6 and distance(mine[0], part, 1) == 1 and mine[0].rstrip("s") != part.rstrip("s")
        for part in right
    )
