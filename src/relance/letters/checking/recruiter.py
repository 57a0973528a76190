"""The recruiter's side: a refusal gives its reason, news give the date of the next (Q-01, Q-02, Q-04, Q-07)."""

from collections.abc import Iterator

from relance.letters.checking.absences import _stems
from relance.letters.checking.codes import applies, finding
from relance.letters.checking.lexicon import words
from relance.letters.checking.message import Finding, Message
from relance.letters.checking.patterns import family
from relance.letters.checking.text import Letter, fold
from relance.letters.checking.weighing import blames, brings

_STOPPED = frozenset({"stopped", "closed", "cancelled", "canceled", "filled", "ended"})


def duties(message: Message, letter: Letter) -> Iterator[Finding]:
    """What a recruiter's message owes its reader."""
    if letter.language == "other" or not any(map(str.isalnum, message.body)):
        return
    if applies("no-reason", message) and not _explained(message, letter):
        yield finding("no-reason", message)
    if applies("no-next-date", message) and not _stopped(message, letter) and not _dated(letter):
        yield finding("no-next-date", message)


def _explained(message: Message, letter: Letter) -> bool:
    """Whether a reason is given, in whatever words: those a person noted for it, or an unlawful one, too."""
    noted = message.about.process.reasons if message.about.process else ()
    body = fold(message.body)
    if any(len(reason) > 8 and fold(reason).strip(" .") in body for reason in noted):
        return True
    if any(blames("unlawful-ground", one.get("unlawful-ground", 0.0), pattern=False) for one in letter.opinions):
        return True
    return brings(letter, "reason", pattern=_gives_reason(message, letter))


def _gives_reason(message: Message, letter: Letter) -> bool:
    looked = family("reason", letter.language)
    process = message.about.process
    told = _stems(" ".join(process.reasons) if process else "", letter.language) - words(
        "generic_" + letter.language
    )
    wrapped = family("unlawful-ground", letter.language)
    for sentence in letter.sentences:
        if sentence.kind == "greeting":
            continue
        if looked.found(sentence) or wrapped.found(sentence):
            return True
        stems = {word[: 6 if letter.language == "fr" else 5] for word in sentence.flat.split()}
        if len(told & stems) >= min(2, len(told) or 9):
            return True
    return False


def _stopped(message: Message, letter: Letter) -> bool:
    process = message.about.process
    if process and process.state:
        return process.state in _STOPPED
    looked = family("process-stopped", letter.language)
    return any(looked.found(sentence) for sentence in letter.sentences)


def _dated(letter: Letter) -> bool:
    return brings(letter, "nextdate", pattern=_gives_date(letter))


def _gives_date(letter: Letter) -> bool:
    """A day on which, or before which, news will come."""
    when = family("coming-date", letter.language)
    news = family("news-to-come", letter.language)
    body = [sentence for sentence in letter.sentences if sentence.kind != "greeting"]
    return any(when.found(sentence) and news.found(sentence) for sentence in body)
