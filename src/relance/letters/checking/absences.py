"""What a letter lacks, measured on the whole of it: thanks, interest, something of this interview, brevity…."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from relance.letters.checking.codes import applies, finding
from relance.letters.checking.lexicon import words
from relance.letters.checking.message import Finding, Message, Severity
from relance.letters.checking.names import name_parts
from relance.letters.checking.patterns import family
from relance.letters.checking.text import Letter, Sentence, fold
from relance.letters.checking.weighing import brings

# Words counted at the first figure a warning, past the second an error (T-13, F-04).
_LENGTHS = {"thanks": (120, 200), "followup": (100, 180), "voicemail": (75, 10_000)}
_ALIKE = 0.8


def absences(message: Message, letter: Letter) -> Iterator[Finding]:
    """Findings without words. Nothing is asked of a letter in a language the checker does not read."""
    yield from _length(message, letter)
    yield from _same(message, letter)
    if letter.language == "other" or not any(sentence.kind == "body" for sentence in letter.sentences):
        return
    if applies("thanks-missing", message) and not brings(letter, "thanks", pattern=_says(letter, "thanks")):
        yield finding("thanks-missing", message)
    wish = applies("interest-missing", message) and (_says(letter, "interest") or _says(letter, "stance"))
    if applies("interest-missing", message) and not brings(letter, "interest", pattern=wish):
        yield finding("interest-missing", message)
    if applies("availability-missing", message) and not _available(message, letter):
        yield finding("availability-missing", message)
    if (
        applies("nothing-specific", message)
        and not recalls_the_debrief(message, letter)
        and not brings(letter, "specific", pattern=specific(message, letter))
    ):
        yield finding("nothing-specific", message)
    if (
        applies("nothing-new", message)
        and not message.attachments
        and not brings(letter, "new", pattern=_brings_news(message, letter))
    ):
        yield finding("nothing-new", message)
    if (
        applies("feedback-not-asked", message)
        and _feedback_expected(message)
        and not brings(letter, "feedback", pattern=_says(letter, "feedback"))
    ):
        yield finding("feedback-not-asked", message)


def _says(letter: Letter, name: str) -> bool:
    looked = family(name, letter.language)
    return any(looked.found(sentence) for sentence in letter.sentences if sentence.kind != "greeting")


def _brings_news(message: Message, letter: Letter) -> bool:
    """Something told that the interview did not hold; a letter rich in words of its own brings some."""
    if _says(letter, "news"):
        return True
    about = message.about
    known = _stems(
        f"{about.role} {about.organisation} {about.candidate} {about.recipient.name} {' '.join(about.debrief)}",
        letter.language,
    )
    own = {
        stem
        for sentence in letter.sentences
        if sentence.kind == "body"
        for stem in _sentence_stems(sentence, letter.language)
    }
    return len(own - known - words("generic_" + letter.language)) >= 12


def _available(message: Message, letter: Letter) -> bool:
    """An offer to talk; in a reply to an invitation, a slot taken or proposed when slots were asked for."""
    if message.where == "reply_invite":
        return not message.about.invited or _says(letter, "confirms")
    pattern = _says(letter, "availability") or _says(letter, "opening")
    return brings(letter, "availability", pattern=pattern)


def _feedback_expected(message: Message) -> bool:
    refusal = message.about.refusal
    return refusal is not None and not refusal.reasons and refusal.feedback_requested_on is None


def _length(message: Message, letter: Letter) -> Iterator[Finding]:
    if not applies("too-long", message) or message.where not in _LENGTHS:
        return
    warn, error = _LENGTHS[message.where]
    if letter.words > warn:
        grave: Severity = "error" if letter.words > error else "warning"
        yield finding("too-long", message, grave=grave, words=str(letter.words), most=str(warn))


# ── the same text to two interviewers (T-04) ─────────────────────────────────────────────────────────────────────


def _same(message: Message, letter: Letter) -> Iterator[Finding]:
    if not applies("same-text", message):
        return
    spans = (*letter.text, letter.closing)
    mine = _bare_words(" ".join(message.body[start:end] for start, end in spans), message)
    for other in message.about.other_messages:
        if mine and _likeness(mine, _bare_words(_without_ends(other), message)) > _ALIKE:
            yield finding("same-text", message)
            return


def _likeness(one: list[str], other: list[str]) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() <= _ALIKE or matcher.quick_ratio() <= _ALIKE:
        return 0.0
    return matcher.ratio()


def _without_ends(text: str) -> str:
    """Another letter without its greeting and signature, as far as its lines tell."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 2 and len(lines[0].split()) <= 6:
        lines = lines[1:]
    while len(lines) > 1 and len(lines[-1].split()) <= 3 and not lines[-1].rstrip().endswith((",", ".", "!")):
        lines.pop()
    return " ".join(lines)


_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset({"madame", "monsieur", "mme", "m", "mr", "mrs", "ms", "maitre", "dr", "docteur"})


def _bare_words(text: str, message: Message) -> list[str]:
    """The words of a text, names and civilities apart."""
    names = set(name_parts(message.about.recipient.name)) | set(name_parts(message.about.candidate)) | _TITLES
    found = _WORD.findall(text)
    return [
        fold(word)
        for index, word in enumerate(found)
        if fold(word) not in names and not _inner_capital(found, index, text)
    ]


def _inner_capital(found: list[str], index: int, text: str) -> bool:
    """A capitalised word that does not open a sentence is taken for a name."""
    word = found[index]
    return len(word) > 2 and word[0].isupper() and index > 0 and f"{found[index - 1]} {word}" in text


# ── something that could only have been written after this interview (T-08) ──────────────────────────────────────


def recalls_the_debrief(message: Message, letter: Letter) -> bool:
    """Whether a sentence holds what was noted after the interview: no opinion is needed then."""
    known = _known_stems(message, letter.language)
    facts = [_stems(fact, letter.language) - known for fact in message.about.debrief]
    everything = set().union(*facts)
    anchored = family("anchored", letter.language)
    for sentence in letter.sentences:
        if sentence.kind != "greeting":
            shared = (_sentence_stems(sentence, letter.language) - known) & everything
            if len(shared) >= 2 or any(fact and fact <= shared for fact in facts):
                return True
            if shared and anchored.found(sentence):
                return True
    return False


def specific(message: Message, letter: Letter) -> bool:
    """Whether the letter seems to hold something of this interview: a thing said, seen or left out."""
    known = _known_stems(message, letter.language)
    anchored = family("anchored", letter.language)
    loose = 0
    for sentence in letter.sentences:
        if sentence.kind == "greeting":
            continue
        own = _sentence_stems(sentence, letter.language) - known - words("generic_" + letter.language)
        if len(own) >= 2 and anchored.found(sentence):
            return True
        loose += len(own)
    return loose >= 11


def _known_stems(message: Message, language: str) -> set[str]:
    """The words any letter of this case may hold: they show nothing of the interview."""
    about = message.about
    return _stems(f"{about.role} {about.organisation} {about.candidate} {about.recipient.name}", language)


def _sentence_stems(sentence: Sentence, language: str) -> set[str]:
    return {_stem(word, language) for word in sentence.flat.split() if len(word) > 3 and word[0].isalpha()} | {
        word for word in sentence.flat.split() if word.isdigit() and len(word) > 1
    }


def _stems(text: str, language: str) -> set[str]:
    return {_stem(fold(word), language) for word in _WORD.findall(text) if len(word) > 3}


def _stem(word: str, language: str) -> str:
    """A crude stem, enough to know a word again in another number or tense."""
    return word[: 6 if language == "fr" else 5]
