"""`read`: what a message says, decided without a clock, a network or a file of the user's."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from relance.mail.reading import machines, phones, promises, slots
from relance.mail.reading.calendar_parts import invites, starts
from relance.mail.reading.confidence import calibrated
from relance.mail.reading.dates import Here
from relance.mail.reading.feedback import reasons
from relance.mail.reading.kinds import decide, deciding_words, weigh
from relance.mail.reading.languages import language_of
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.parsing import parse
from relance.mail.reading.relevance import Stray, concerns_a_case, is_threaded, unrelated
from relance.mail.reading.sentences import Sentence, sentences
from relance.mail.reading.shapes import Kind, ParsedMessage, Reading

_ZONES = {
    "FR": "Europe/Paris", "BE": "Europe/Brussels", "CH": "Europe/Zurich", "LU": "Europe/Luxembourg",
    "MA": "Africa/Casablanca", "CA": "America/Toronto", "CA-QC": "America/Toronto", "GB": "Europe/London",
    "UK": "Europe/London", "IE": "Europe/Dublin", "US": "America/New_York", "DE": "Europe/Berlin",
    "NL": "Europe/Amsterdam", "MC": "Europe/Monaco",
}  # fmt: skip
_SUFFIXES = {
    "fr": "FR",
    "be": "BE",
    "ch": "CH",
    "lu": "LU",
    "ma": "MA",
    "ca": "CA-QC",
    "quebec": "CA-QC",
    "uk": "GB",
    "ie": "IE",
    "us": "US",
}
_QUEBEC = pattern("reading", "QUEBEC")
_AMERICAN = pattern("reading", "AMERICAN")


@dataclass(frozen=True, slots=True)
class _Place:
    region: str
    tz: tzinfo
    here: Here


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    margin: float
    because: tuple[str, ...]
    is_human: bool


def read(raw: bytes, *, region: str | None = None, tz: str | tzinfo | None = None) -> Reading:
    """What a raw message says.

    `region` (FR, BE, CH, CA-QC, MA, GB, US…) tells how 03/04 and local numbers are written; `tz` is the employer's
    zone, used when the Date header says none (+0000). Without them, both are guessed from the message.
    """
    return read_parsed(parse(raw), region=region, tz=tz)


def read_parsed(message: ParsedMessage, *, region: str | None = None, tz: str | tzinfo | None = None) -> Reading:
    """The same, for a message already taken apart."""
    text = sentences(message.text)
    language = language_of(message.text, message.subject, message.body[:2000])
    place = _place(message, language, region, tz)
    if message.failures:
        return _bounce(message, language, place)
    if message.report_type in {"delivery-status", "disposition-notification"}:
        return _robot(message, language, place, machines.Robot(topic="notice", because=(message.subject,)))
    robot = machines.examine(message, text, place.here)
    if robot.topic == "absence" and machines.declared(message) is None and _tells_more(text, place.here):
        # A person on leave who writes the news all the same.
        robot = machines.Robot(is_machine=False)
    if robot.topic in {"absence", "challenge", "left", "mailbox"}:
        return _robot(message, language, place, robot)
    return _said(message, language, place, text, _find(message, text, robot, place.here))


def _tells_more(text: tuple[Sentence, ...], here: Here) -> bool:
    kind, margin = decide(weigh(text, here))
    if kind in {"offer", "rejection", "process_stopped"}:
        return margin >= 0.5
    return kind in {"invitation", "question"} and margin >= 1.6


def _find(message: ParsedMessage, text: tuple[Sentence, ...], robot: machines.Robot, here: Here) -> _Found:
    weighed = weigh(text, here)
    kind, margin = decide(weighed)
    # A person decided what an ATS carries, unless its headers say that nobody did.
    decided = kind in {"rejection", "invitation", "offer", "process_stopped", "delay", "question"}
    is_human = not robot.is_machine or (decided and machines.declared(message) is None and margin >= 1.0)
    loud = weighed.of(kind) >= 3.0 and kind in {"rejection", "process_stopped", "offer"}
    if robot.topic == "receipt" and not loud:
        return _Found("acknowledgement", 2.0, robot.because, is_human)
    by_desk = machines.speaks_for_an_office(message)
    strong = kind not in {"acknowledgement", "other"} and margin > 0.0
    stray = unrelated(message, text, strong=strong, by_desk=by_desk)
    foreign = weighed.of("unrelated")
    if stray is None and foreign >= 2.4 and foreign >= weighed.of(kind) - 0.2 and not is_threaded(message):
        stray = Stray(deciding_words(weighed, "unrelated"), is_bulk=by_desk)
    if stray is not None:
        return _Found("unrelated", 1.0, stray.words, is_human and not stray.is_bulk and not by_desk)
    if kind == "other" and machines.declared(message) and not concerns_a_case(message, text):
        return _Found("auto_reply", 0.6, (message.subject,), is_human)
    if _invites_by_calendar(message) and kind in {"acknowledgement", "other", "question"}:
        return _Found("invitation", 1.6, ("METHOD:REQUEST",), is_human)
    return _Found(kind, margin, deciding_words(weighed, kind), is_human)


def _invites_by_calendar(message: ParsedMessage) -> bool:
    return any(invites(data) for data in message.calendars)


def _said(
    message: ParsedMessage, language: str, place: _Place, text: tuple[Sentence, ...], found: _Found
) -> Reading:
    told = promises.tell(text, place.here, found.kind)
    feedback = reasons(text) if found.kind in {"rejection", "other", "acknowledgement"} else ()
    return Reading(
        kind=found.kind,
        confidence=calibrated(found.kind, found.margin, has_words=bool(found.because)),
        language=language,
        is_human=found.is_human,
        text=message.text,
        promised_date=told.promised.day if told.promised else None,
        reply_deadline=told.deadline.day if told.deadline else None,
        proposed_slots=_slots(message, text, place) if found.kind == "invitation" else (),
        feedback_given=bool(feedback),
        feedback=feedback,
        phone_number=phones.number_to_call(text, message.signature, place.region),
        because=found.because,
        problems=message.problems,
        tz=place.tz,
    )


def _slots(message: ParsedMessage, text: tuple[Sentence, ...], place: _Place) -> tuple[datetime, ...]:
    """The slots of the words; failing that, the hour of the invitation that came along."""
    found = slots.propose(text, place.here)
    if not found:
        found = tuple(at for data in message.calendars for at in starts(data, place.tz))[:1]
    if not found:
        # «> mardi 10 ? — 9h alors»: the day stands in the question that is answered.
        for turn in message.turns:
            if turn.quoted:
                told = (*sentences(turn.quoted[-400:]), *sentences(turn.answer))
                own = slots.propose(sentences(turn.quoted[-400:]), place.here)
                found = (*found, *(at for at in slots.propose(told, place.here) if at not in own))
    return found


def _robot(message: ParsedMessage, language: str, place: _Place, robot: machines.Robot) -> Reading:
    promised = None
    if robot.topic == "mailbox":
        told = promises.tell(sentences(message.text), place.here, "acknowledgement")
        promised = told.promised.day if told.promised else None
    return Reading(
        kind="auto_reply",
        confidence=calibrated("auto_reply", 2.5, has_words=bool(robot.because)),
        language=language,
        is_human=False,
        text=message.text,
        promised_date=promised,
        out_of_office_until=robot.until,
        stand_in=robot.stand_in,
        left_the_company=robot.topic == "left",
        not_delivered=robot.topic == "challenge",
        because=robot.because,
        problems=message.problems,
        tz=place.tz,
    )


def _bounce(message: ParsedMessage, language: str, place: _Place) -> Reading:
    because = tuple(dict.fromkeys(item.diagnostic or item.status or item.email for item in message.failures))
    return Reading(
        kind="bounce",
        confidence=calibrated("bounce", 3.0, has_words=True),
        language=language,
        is_human=False,
        text=message.text,
        bounced=message.failures,
        because=because[:3],
        problems=message.problems,
        tz=place.tz,
    )


def whereabouts(message: ParsedMessage, region: str | None = None, tz: str | tzinfo | None = None) -> Here:
    """The sender's day, as `read` takes it."""
    language = language_of(message.text, message.subject, message.body[:2000])
    return _place(message, language, region, tz).here


def _place(message: ParsedMessage, language: str, region: str | None, tz: str | tzinfo | None) -> _Place:
    words = (message.text + " " + message.signature).lower()
    guess = region or _SUFFIXES.get(message.sender.domain.rpartition(".")[2], "")
    offset = message.date.utcoffset() if message.date else None
    west = offset is not None and timedelta(hours=-10) <= offset <= timedelta(hours=-3)
    if not guess and language == "fr":
        guess = "CA-QC" if west or _QUEBEC.search(words) else "FR"
    if not guess:
        guess = "US" if west or _AMERICAN.search(words) else "GB"
    zone = _zone(tz) or _zone(_ZONES.get(guess.upper(), "Europe/Paris")) or UTC
    when = message.date or datetime(1970, 1, 1, tzinfo=UTC)
    has_offset = offset is not None and offset != timedelta(0)
    local = when if has_offset else when.astimezone(zone)
    month_first = guess.upper().startswith("US")
    here = Here(local.date(), month_first=month_first, quebec=guess.upper() == "CA-QC")
    return _Place(guess, local.tzinfo if has_offset and tz is None and local.tzinfo else zone, here)


def _zone(tz: str | tzinfo | None) -> tzinfo | None:
    if tz is None or isinstance(tz, tzinfo):
        return tz
    try:
        return ZoneInfo(tz)
    except (ValueError, OSError, KeyError):
        return None
