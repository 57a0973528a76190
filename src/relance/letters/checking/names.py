"""Names and civilities: whether the letter speaks to the person it goes to (B-07)."""

import re
from collections.abc import Iterator
from functools import cache

from relance.letters.checking.codes import finding
from relance.letters.checking.lexicon import words
from relance.letters.checking.message import Finding, Message
from relance.letters.checking.text import Letter, Token, fold, tokens

_MAN = frozenset({"m", "mr", "monsieur", "sir", "mister", "messieurs"})
_WOMAN = frozenset({"mme", "madame", "mlle", "mademoiselle", "mrs", "ms", "miss", "madam", "mesdames", "ma'am"})
_UNMARRIED = frozenset({"mlle", "mademoiselle", "miss"})
_NEUTRAL = frozenset(
    {
        "me",
        "maitre",
        "dr",
        "docteur",
        "docteure",
        "pr",
        "prof",
        "professeur",
        "professeure",
        "mx",
        "professor",
        "doctor",
    }
)
_ARTICLES = frozenset({"la", "le", "l", "les"})
_CIVILITIES = _MAN | _WOMAN | _NEUTRAL
_PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "le",
        "la",
        "l",
        "les",
        "von",
        "van",
        "der",
        "den",
        "ben",
        "bin",
        "el",
        "al",
        "ait",
        "san",
        "st",
        "saint",
        "sainte",
        "mac",
        "mc",
        "o",
        "da",
        "di",
        "dos",
        "abd",
        "ould",
    ]
)


@cache
def side(civility: str) -> str:
    """«m» or «f» for a civility that says it, empty for the others."""
    word = fold(civility).strip(" .").split(" ")[0]
    return "m" if word in _MAN else "f" if word in _WOMAN else ""


def name_parts(name: str) -> list[str]:
    """The folded words of a name, particles and initials left out."""
    parts = [part for part in re.split(r"[^\w]+", fold(name)) if part]
    return [part for part in parts if len(part) > 1 and part not in _PARTICLES and part not in _CIVILITIES]


def distance(one: str, other: str, most: int = 2) -> int:
    """Edits from one word to another, two letters swapped counting for one; above `most`, any larger number."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != wanted))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def slips(word: str, right: str) -> bool:
    """Whether a word is nearly, and not quite, a name."""
    if word == right or word[:1].isdigit():
        return False
    most = 1 if len(right) <= 6 else 2
    return len(right) >= 3 and distance(word, right, most) <= most and len(word) >= 3


def wrong_names(message: Message, letter: Letter) -> Iterator[Finding]:
    """Names and civilities of the greeting and of the text that are not the recipient's."""
    wrong = _in_greeting(message, letter)
    if wrong:
        span, right = wrong
        yield finding(
            "wrong-name",
            message,
            span,
            fix=right or None,
            found=message.body[slice(*span)],
            right=_right(message),
        )
    for span, right in _in_text(message, letter):
        yield finding(
            "wrong-name",
            message,
            span,
            fix=right or None,
            found=message.body[slice(*span)],
            right=_right(message),
        )


def _right(message: Message) -> str:
    return f"{message.about.recipient.civility} {message.about.recipient.name}".strip()


def _in_greeting(message: Message, letter: Letter) -> tuple[tuple[int, int], str] | None:
    """The wrong words of the greeting, with the right ones."""
    start, end = letter.greeting
    pieces = [token for token in tokens(message.body, start, end) if token.text[0].isalpha()]
    flats = [fold(token.text).strip("'’") for token in pieces]
    titles = {index + 1 for index, flat in enumerate(flats) if flat in _ARTICLES and index}
    named = [
        (token, flat)
        for index, (token, flat) in enumerate(zip(pieces, flats, strict=True))
        if _could_be_name(flat)
        and message.body[token.start - 1 : token.start] not in set("[{<(")
        and index not in titles
        and not (titles and index > min(titles))
    ]
    said = {side(flat) for flat in flats if flat in _CIVILITIES} - {""}
    wrong_civility = _civility_clash(said, flats, message)
    parts = name_parts(message.about.recipient.name)
    about = message.about
    theirs = set(
        name_parts(f"{about.organisation} {about.recipient.title} {about.role} {about.sender_organisation}")
    )
    strangers = [one for one in _strangers(named, parts, flats) if one[1] not in theirs or one[1] in parts]
    if wrong_civility is not None:
        token = pieces[flats.index(wrong_civility)]
        return (token.start, max([token.end, *(t.end for t, _ in strangers)])), "" if strangers else _civility_like(
            token.text, message
        )
    if strangers:
        return (strangers[0][0].start, strangers[-1][0].end), _nearest(strangers, message)
    return None


def _could_be_name(flat: str) -> bool:
    """Whether a word of the greeting may be a name: neither a civility nor a word of greetings."""
    return flat not in _CIVILITIES and flat not in words("greeting") and flat not in _PARTICLES and len(flat) > 1


def _civility_clash(said: set[str], flats: list[str], message: Message) -> str | None:
    """The civility of the greeting that is not the recipient's."""
    right = side(message.about.recipient.civility)
    if not right or len(said) != 1:
        return None
    if said != {right}:
        return next(flat for flat in flats if side(flat) and side(flat) != right)
    mine = fold(message.about.recipient.civility).strip(" .")
    if mine not in _UNMARRIED:
        return next((flat for flat in flats if flat in _UNMARRIED), None)
    return None


def _civility_like(word: str, message: Message) -> str:
    """The right civility, written out or short as the wrong one was."""
    woman = side(message.about.recipient.civility) == "f"
    if message.locale.startswith("en"):
        civility = message.about.recipient.civility
        return civility.rstrip(".") if woman or civility else "Mr"
    if len(word) <= 3:
        return "Mme" if woman else "M."
    return "Madame" if woman else "Monsieur"


def _strangers(named: list[tuple[Token, str]], parts: list[str], flats: list[str]) -> list[tuple[Token, str]]:
    """Names of the greeting that are none of the recipient's."""
    if not parts:
        return []
    unknown = [(token, flat) for token, flat in named if not all(_known(piece, parts) for piece in _pieces(flat))]
    known = [flat for _, flat in named if all(_known(piece, parts) for piece in _pieces(flat))]
    several = "et" in flats or "and" in flats
    alone = len(parts) == 1 and not any(flat in _CIVILITIES for flat in flats)
    kept = []
    for token, flat in unknown:
        near = any(slips(piece, part) for piece in _pieces(flat) for part in parts)
        capital = token.text[0].isupper()
        if near or (capital and not (several and known) and not alone):
            kept.append((token, flat))
    return kept


def _pieces(flat: str) -> list[str]:
    return [piece for piece in re.split(r"['’-]", flat) if len(piece) > 1 and piece not in _PARTICLES] or [flat]


def _known(word: str, parts: list[str]) -> bool:
    return word in parts or any(_short_for(word, part) for part in parts)


def _short_for(word: str, part: str) -> bool:
    """Tom for Thomas, Kate for Katherine."""
    return (len(word) >= 3 and part.startswith(word) and len(part) - len(word) >= 2) or part in words(
        "nicknames"
    ).get(word, ())


def _nearest(strangers: list[tuple[Token, str]], message: Message) -> str:
    """What to put instead: the parts of the recipient's name nearest to the words found."""
    own = [part for part in re.split(r"\s+", message.about.recipient.name) if part]
    if len(strangers) == 1 and own:
        near = [part for part in own if slips(strangers[0][1], fold(part))]
        return near[0] if near else own[-1] if len(own) > 1 else own[0]
    return message.about.recipient.name if len(strangers) == len(own) else ""


_BODY_NAME = re.compile(
    r"\b(madame|monsieur|mme|mlle|mademoiselle|mrs|ms|mr|miss|m|maître|maitre|me|dr|docteur)\b\.?[ \u00a0\u202f]+"
    r"((?:(?:de|du|le|la|van|ben|el|d['’])[ \u00a0]?)?[A-ZÀ-Þ][\w'’-]+(?:[ \u00a0][A-ZÀ-Þ][\w'’-]+)?)",
    re.IGNORECASE,
)
_THIRD = re.compile(r",\s*(?:qui|que|dont|chez|a |avait|est|was|who|whom|has|de |du |votre|your|notre|our|accepte)")
_VOCATIVE = re.compile(
    r"(?:,\s*|^)(madame|monsieur|mademoiselle|maître|sir|madam)\s*,(?!\s*(?:monsieur|madame|messieurs))",
    re.IGNORECASE,
)


def _in_text(message: Message, letter: Letter) -> Iterator[tuple[tuple[int, int], str]]:
    recipient = message.about.recipient
    parts = name_parts(recipient.name)
    right = side(recipient.civility)
    others = (
        set(name_parts(message.about.candidate))
        | set(name_parts(message.about.agency))
        | set(name_parts(message.about.sender))
    )
    for start, end in letter.text:
        text = message.body[start:end]
        for match in _BODY_NAME.finditer(text):
            if not match[2][0].isupper() and not match[2].split()[-1][0].isupper():
                continue
            wrong = _body_name_wrong(match, text, parts, right, others)
            if wrong:
                yield (start + match.start(1), start + match.end(2)), _right_in_text(match, message, wrong)
        if right:
            for match in _VOCATIVE.finditer(text):
                if side(match[1]) not in {"", right}:
                    yield (start + match.start(1), start + match.end(1)), _civility_like(match[1], message)


def _body_name_wrong(match: re.Match[str], text: str, parts: list[str], right: str, others: set[str]) -> str:
    """«name» or «civility» when the person named in the text is the recipient under a wrong name, else empty."""
    found = name_parts(match[2])
    if not found or not parts:
        return ""
    last = found[-1]
    mine = [piece for piece in found if piece in parts]
    if mine and last in parts:
        clash = right and side(match[1]) and side(match[1]) != right
        return "civility" if clash and last == parts[-1] else ""
    same_side = not right or side(match[1]) in {"", right}
    if (
        same_side
        and last not in others
        and slips(last, parts[-1])
        and not (last.rstrip("s") == parts[-1].rstrip("s") and False)
    ):
        return "name"
    before = text[: match.start()].rstrip()
    after = text[match.end() :].lstrip()
    vocative = after.startswith(",") and (before.endswith((",", ".", "!", "?")) or not before)
    spoken_to = vocative and len(match[1]) > 3 and " " not in match[2] and not _THIRD.match(after)
    return "name" if spoken_to and last not in others else ""


def _right_in_text(match: re.Match[str], message: Message, wrong: str) -> str:
    civility = match[1] if wrong == "name" else _civility_like(match[1], message)
    own = message.about.recipient.name.split()
    name = match[2] if wrong == "civility" else (" ".join(own) if " " in match[2] else own[-1] if own else "")
    gap = ". " if civility.lower() == "m" else " "
    return f"{civility}{gap}{name}"
