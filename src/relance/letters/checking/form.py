# ruff: noqa: E501 -- a pattern is read whole, on its line
"""The form of a letter: how it opens and closes, its subject, its voice, its region's words, its attachments."""

import re
from collections.abc import Iterator

from relance.letters.checking.codes import finding
from relance.letters.checking.lexicon import words
from relance.letters.checking.message import Finding, Message
from relance.letters.checking.names import name_parts, side
from relance.letters.checking.patterns import family
from relance.letters.checking.text import Letter, Token, fold, tokens
from relance.letters.checking.weighing import blames, brings


def forms(message: Message, letter: Letter) -> Iterator[Finding]:
    """Findings on the letter's form."""
    if not any(map(str.isalnum, message.body)):
        return
    if letter.language != "other":
        if letter.greeting[1] <= letter.greeting[0]:
            yield finding("no-greeting", message)
        if not brings(letter, "closing", pattern=letter.closing[1] > letter.closing[0]):
            yield finding("no-closing", message)
    if message.subject is not None and not message.subject.strip():
        yield finding("no-subject", message)
    yield from _mismatch(message, letter)
    yield from _shouting(message, letter)
    yield from _tu_and_vous(message, letter)
    yield from _region(message, letter)
    yield from _attachment(message, letter)


# ── the closing repeats the opening (2.11) ───────────────────────────────────────────────────────────────────────

_FORMULA_ADDRESS = re.compile(
    r"(?:agréer|agréez|agreer|agreez|recevoir|recevez|accepter|acceptez|croire|croyez|prie|assurance|présente|adresse)\s*(?:,|\s)\s*"
    r"(?P<address>(?:(?:cher|chère|chers|chères)\s+)?(?:madame|monsieur|mesdames|messieurs|mademoiselle|maître|docteur|professeur)"
    r"(?:\s*,\s*(?:madame|monsieur|messieurs)|\s+(?:et\s+)?(?:cher |chère )?(?:monsieur|madame)|\s+(?:la|le)\s+[\w'’-]+(?:\s+(?:de|du|des|général\w*|délégu\w*|adjoint\w*|[a-zà-ÿ]+))*?|\s+l['’][\w'’ -]+?|\s+[A-ZÀ-Þ][\w'’-]+)?)"
    r"\s*(?:,|\.|à\s|en\s|l['’]expression|l['’]assurance|mes\s|nos\s|ma\s|notre\s|mon\s)",
    re.IGNORECASE,
)


_LEADING_ADDRESS = re.compile(
    r"(?:^|[.!?\n]\s*)(?P<address>(?:chère |cher )?(?:madame|monsieur|mesdames|messieurs|mademoiselle|maître|docteur)(?:\s+(?:la|le)\s+\w+|,\s*(?:monsieur|messieurs))?)\s*,\s*"
    r"(?:je vous prie|veuillez|recevez|agréez|nous vous prions|croyez)",
    re.IGNORECASE,
)


# How far from the end of a letter its closing formula is looked for.
_CLOSING_REACH = 500


def _mismatch(message: Message, letter: Letter) -> Iterator[Finding]:
    for first, end in (letter.closing, *letter.text[-1:]):
        start = max(first, end - _CLOSING_REACH)
        match = _FORMULA_ADDRESS.search(message.body, start, end) or _LEADING_ADDRESS.search(
            message.body[:end], max(0, start - 1)
        )
        if match:
            opening = message.body[slice(*letter.greeting)]
            if _differs(opening, match["address"], message):
                yield finding(
                    "closing-mismatch",
                    message,
                    match.span("address"),
                    fix=_opening_address(opening),
                    opening=opening.strip(" ,"),
                )
            return
    if message.locale == "en-GB" and letter.closing[1] > letter.closing[0]:
        yield from _faithfully(message, letter)


def _address(text: str) -> tuple[frozenset[str], bool, bool]:
    """Whom an address speaks to: its civilities, whether plural, whether it bears a title."""
    found = [fold(token.text).strip("'’") for token in tokens(text)]
    kinds = set()
    for word in found:
        if word in {"mesdames", "messieurs"}:
            kinds.add("f" if word == "mesdames" else "m")
        elif side(word):
            kinds.add("mlle" if word in {"mademoiselle", "mlle"} else side(word))
        elif word in {"maitre", "me"}:
            kinds.add("maitre")
        elif word in {"docteur", "docteure", "dr"}:
            kinds.add("docteur")
        elif word in {"professeur", "professeure", "pr"}:
            kinds.add("professeur")
    titled = any(a in {"la", "le", "l"} for a in found[1:])
    return frozenset(kinds), bool({"mesdames", "messieurs"} & set(found)), titled


def _differs(opening: str, closing: str, message: Message) -> bool:
    mine, plural, titled = _address(opening)
    last, last_plural, last_titled = _address(closing)
    if not mine:
        right = side(message.about.recipient.civility)
        return bool(right and last in ({"m"}, {"f"}) and last != {right})
    if mine != last:
        return True
    return plural != last_plural or (
        titled != last_titled and not opening.lower().startswith(("bonjour", "bonsoir"))
    )


def _opening_address(opening: str) -> str | None:
    """The address of the opening as the closing should repeat it, without greeting word or name."""
    match = re.search(
        r"\b(madame|monsieur|mesdames|messieurs|maître|docteur|professeur)(?:\s*,\s*(monsieur|messieurs)|\s+(?:la|le|l['’])\s*[\w'’ -]+)?",
        opening,
        re.IGNORECASE,
    )
    return match.group().strip() if match else None


def _faithfully(message: Message, letter: Letter) -> Iterator[Finding]:
    opening = fold(message.body[slice(*letter.greeting)])
    match = re.search(
        r"yours faithfully|faithfully yours|faithfully", message.body[slice(*letter.closing)], re.IGNORECASE
    )
    named = re.search(r"\b(?:dear|hello|hi)\b", opening) and not re.search(
        r"\b(?:sir|madam|sirs|recruiter|manager|team|all)\b", opening
    )
    if match and named:
        start = letter.closing[0] + match.start()
        yield finding(
            "closing-mismatch", message, (start, start + len(match.group())), fix="Yours sincerely", opening=opening
        )


# ── shouting ─────────────────────────────────────────────────────────────────────────────────────────────────────

_MARKS = re.compile(r"[!?]{2,}|(?:! ?){2,}|(?:[!?][ \u00a0\u202f]?){3,}")


def _shouting(message: Message, letter: Letter) -> Iterator[Finding]:
    names = _case_words(message)
    for start, end in (letter.greeting, *letter.text, letter.closing):
        for match in _MARKS.finditer(message.body, start, end):
            span = match.start(), match.start() + len(match.group().rstrip())
            yield finding("shouting", message, span, fix=match.group()[0])
        for first, last in _loud(tokens(message.body, start, end), names):
            yield finding(
                "shouting", message, (first.start, last.end), fix=message.body[first.start : last.end].lower()
            )
    if message.subject:
        for first, last in _loud(tokens(message.subject), names):
            yield finding("shouting", message, (first.start, last.end), part="subject")
        for match in _MARKS.finditer(message.subject):
            yield finding("shouting", message, match.span(), part="subject")


def _case_words(message: Message) -> set[str]:
    about = message.about
    texts = (
        about.organisation,
        about.role,
        about.candidate,
        about.recipient.name,
        about.recipient.title,
        about.agency,
        about.sender,
        about.sender_organisation,
        *about.debrief,
    )
    return {fold(token.text) for text in texts for token in tokens(text)}


def _loud(pieces: list[Token], names: set[str]) -> Iterator[tuple[Token, Token]]:
    """Runs of words in capitals that are neither acronyms nor names."""
    run: list[Token] = []
    for index, token in enumerate([*pieces, Token("", 0, 0)]):
        if _in_capitals(token, names) and not _after_name(pieces, index):
            run.append(token)
            continue
        if run and _is_loud(run):
            yield run[0], run[-1]
        run = []


def _in_capitals(token: Token, names: set[str]) -> bool:
    letters = [char for char in token.text if char.isalpha()]
    flat = fold(token.text)
    return (
        len(letters) > 1
        and token.text.upper() == token.text
        and not any(char.isdigit() for char in token.text)
        and flat not in names
    )


def _after_name(pieces: list[Token], index: int) -> bool:
    """«Mme DUPONT», «Claire DUPONT»: a surname in capitals."""
    if index >= len(pieces) or not index:
        return False
    before = pieces[index - 1]
    if before.text == "." and index > 1:
        before = pieces[index - 2]
    return (
        bool(side(before.text))
        or fold(before.text) in {"me", "maitre", "dr", "docteur", "pr"}
        or (
            before.text.istitle()
            and not {fold(before.text), fold(pieces[index].text)} & (words("small_words") | words("loud"))
        )
    )


_LOUD_ENDINGS = ("ment", "tion", "tions", "ance", "ence", "able", "ible", "issime", "ing", "ful")


def _is_loud(run: list[Token]) -> bool:
    flats = [fold(token.text).split("'")[-1] for token in run]
    if any(flat in words("loud") for flat in flats):
        return True
    plain = [
        flat
        for flat in flats
        if flat in words("small_words")
        or re.search(
            r"(?:ment|tion|ance|ence|able|ible|euse|eux|ing|ght|ould|ais|ait|ons|ez|ee|er|ir|ive|elle|ly|ed|if|ifs|el|eur|ique|isme|ive)$",
            flat,
        )
    ]
    return (
        len(plain) >= 2
        or (len(run) == 1 and len(flats[0]) >= 7 and flats[0].endswith(_LOUD_ENDINGS))
        or (len(run) >= 4 and bool(plain))
    )


# ── tu and vous (2.10) ───────────────────────────────────────────────────────────────────────────────────────────


def _tu_and_vous(message: Message, letter: Letter) -> Iterator[Finding]:
    if letter.language != "fr":
        return
    tu = list(_address_words(letter, "tu-words"))
    if not tu:
        return
    vous = list(_address_words(letter, "vous-words"))
    if message.about.tu_offered:
        # Where tu is the rule, a vous is the team: «bosser avec vous».
        if len(vous) > len(tu):
            yield finding("tu-vous-mix", message, tu[0])
        return
    yield finding("tu-vous-mix", message, tu[0])


def _address_words(letter: Letter, name: str) -> Iterator[tuple[int, int]]:
    looked = family(name, "fr")
    for sentence in letter.sentences:
        for span in looked.spans(sentence):
            yield sentence.place(*span)


# ── words of another region ───────────────────────────────────────────────────────────────────────────────


def _region(message: Message, letter: Letter) -> Iterator[Finding]:
    if letter.language != "fr" or not message.locale.startswith("fr"):
        return
    table = "foreign-in-quebec" if message.locale == "fr-CA" else "foreign-elsewhere"
    looked = family(table, "fr")
    role = fold(f"{message.about.role} {message.about.organisation}")
    seen: set[str] = set()
    if message.subject and (subject := _subject_word(message)):
        yield subject
        seen.add(_singular(fold(subject.excerpt)))
    for sentence in letter.sentences:
        for start, end in looked.spans(sentence):
            word = _singular(sentence.flat[start:end])
            if word in seen or (word == "entretien" and "entretien" in role):
                continue
            seen.add(word)
            span = sentence.place(start, end)
            yield finding(
                "foreign-region-word",
                message,
                span,
                fix=_local(message.body[slice(*span)], message),
                word=message.body[slice(*span)],
            )


def _subject_word(message: Message) -> Finding | None:
    subject = message.subject or ""
    wanted = r"\b(?:entretien|e-?mails?|mails?)\b" if message.locale == "fr-CA" else r"\bentrevues?\b"
    match = re.search(wanted, subject, re.IGNORECASE)
    if match is None or re.match(r"\s+(?:des|du|de la|m[eé]nager|pr[eé]ventif)\b", subject[match.end() :]):
        return None
    if "entretien" in fold(message.about.role) and fold(match.group()) == "entretien":
        return None
    return finding(
        "foreign-region-word",
        message,
        match.span(),
        part="subject",
        fix=_local(match.group(), message),
        word=match.group(),
    )


def _singular(word: str) -> str:
    return word.strip().rstrip("s").replace("e-mail", "mail").replace("email", "mail")


def _local(word: str, message: Message) -> str | None:
    flat = fold(word)
    plural = "s" if flat.endswith("s") else ""
    if flat.startswith("entrevue"):
        return None
    if "mail" in flat and message.locale == "fr-CA":
        return "courriel" + plural
    return None


# ── attachments ──────────────────────────────────────────────────────────────────────────────────────────────────


def _attachment(message: Message, letter: Letter) -> Iterator[Finding]:
    if message.attachments is None or message.attachments:
        return
    looked = family("attachment", letter.language)
    for sentence, opinion in zip(letter.sentences, letter.opinions, strict=True):
        spans = looked.spans(sentence)[:1]
        if sentence.kind != "greeting" and blames(
            "attachment-missing", opinion.get("attachment-missing", 0.0), pattern=bool(spans)
        ):
            yield finding("attachment-missing", message, sentence.place(*(spans or [(0, len(sentence.flat))])[0]))
            return


def other_names(message: Message) -> set[str]:
    """Folded words of the people of the case."""
    about = message.about
    return set(name_parts(about.recipient.name)) | set(name_parts(about.candidate)) | set(name_parts(about.sender))
