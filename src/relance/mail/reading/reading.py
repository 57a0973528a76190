"""`read`: what a message says, decided without a clock, a network or a file of the user's."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from relance.mail.reading import machines, phones, promises, slots
from relance.mail.reading.appearance import appearance
from relance.mail.reading.calendar_parts import starts
from relance.mail.reading.confidence import calibrated
from relance.mail.reading.dates import Here
from relance.mail.reading.feedback import reasons
from relance.mail.reading.kinds import marks, weigh
from relance.mail.reading.languages import language_of
from relance.mail.reading.learned import Shares, opinions
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.parsing import parse
from relance.mail.reading.sentences import Sentence, sentences
from relance.mail.reading.shapes import DECISIONS, DOUBT, Kind, ParsedMessage, Reading
from relance.mail.reading.verdict import evidence, judge, words_for

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
    """What the words say: the kind and its probability, what each sentence was heard to say, and why."""

    kind: Kind
    share: float
    is_human: bool
    doubted: bool
    because: tuple[str, ...]
    heard: tuple[Shares, ...]


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
        notice = machines.Robot(topic="notice", because=(message.subject,))
        return _robot(message, language, place, notice, 0.95)
    robot = machines.examine(message, text, place.here)
    found = _find(message, text, robot, place.here)
    if found.kind == "auto_reply":
        if not robot.topic:
            until, stand_in = machines.return_date(text, place.here), machines.stand_in(text)
            robot = machines.Robot(topic="heard", because=found.because, until=until, stand_in=stand_in)
        return replace(
            _robot(message, language, place, robot, found.share),
            is_human=found.is_human,
            doubted=found.doubted,
            promised_date=promises.tell(text, place.here, found.kind, found.heard).promised,
        )
    return _said(message, language, place, text, found)


def _find(message: ParsedMessage, text: tuple[Sentence, ...], robot: machines.Robot, here: Here) -> _Found:
    weighed = weigh(text, here)
    heard, subject = opinions(text, marks(text, weighed, here), message.subject)
    shape = appearance(message, text, here, robot)
    ranked = judge(evidence(text, heard, subject, weighed, shape))
    kind, share = ranked[0]
    if "invites" in shape and kind in {"acknowledgement", "other", "question"}:
        kind = "invitation"
    decisions = sum(value for name, value in ranked if name in DECISIONS and name != "bounce")
    told = machines.declared(message)
    is_human = told is False or (told is None and _is_human(kind, share, decisions, robot, shape))
    addressed = "says I" in shape or "greets by name" in shape
    seems = robot.is_machine or "is listed" in shape or "is from a desk" in shape
    shown = told is True or (seems and not addressed)
    # Who is away and speaks of the post may be telling its news.
    is_plain = kind in {"auto_reply", "bounce"} and share >= 0.8 and not machines.speaks_of_the_case(text)
    doubted = decisions > DOUBT or not (is_human or shown or is_plain)
    return _Found(kind, share, is_human, doubted, words_for(kind, text, heard, weighed), heard)


def _is_human(kind: Kind, share: float, decisions: float, robot: machines.Robot, shape: dict[str, float]) -> bool:
    """A machine needs to be shown; a person is what is left. `shape` is what `appearance` saw."""
    if kind in {"auto_reply", "bounce"}:
        return share < 0.5 and decisions > DOUBT and not robot.is_machine
    # What only sounds like an absence, in a mail that is none, shows no machine.
    by_machine = robot.is_machine and robot.topic not in {"absence", "left", "challenge"}
    by_desk = by_machine or "is listed" in shape or "is from a desk" in shape
    if kind == "unrelated":
        is_personal = "is threaded" in shape or "says I" in shape
        return (is_personal or decisions > DOUBT / 4) and not by_desk and "bulk" not in shape
    if kind == "acknowledgement" and "is a receipt" in shape and decisions < DOUBT:
        return False
    return not by_desk if kind == "other" else not by_machine or decisions > 0.5


def _said(
    message: ParsedMessage, language: str, place: _Place, text: tuple[Sentence, ...], found: _Found
) -> Reading:
    is_ours = found.kind != "unrelated" or found.share < 0.5
    # The hours, limits and numbers of a mail about something else belong to no case.
    told = promises.tell(text, place.here, found.kind, found.heard) if is_ours else promises.Dates()
    feedback = reasons(text, found.heard, found.kind)
    return Reading(
        kind=found.kind,
        confidence=calibrated(found.share),
        language=language,
        is_human=found.is_human,
        doubted=found.doubted,
        text=message.text,
        promised_date=told.promised,
        reply_deadline=told.deadline,
        proposed_slots=_slots(message, text, place, found),
        feedback_given=bool(feedback),
        feedback=feedback,
        phone_number=phones.number_to_call(text, message.signature, place.region) if is_ours else None,
        because=found.because,
        problems=message.problems,
        tz=place.tz,
    )


def _slots(
    message: ParsedMessage, text: tuple[Sentence, ...], place: _Place, read_as: _Found
) -> tuple[datetime, ...]:
    """The slots of the words; failing that, the hour of the invitation that came along."""
    found = slots.told_slots(text, place.here, read_as.kind, read_as.heard)
    if message.date is not None:
        # What was at nine this morning is over at ten.
        sent = message.date.astimezone(place.tz)
        found = tuple(at for at in found if at.replace(tzinfo=place.tz) >= sent)
    if read_as.kind not in {"invitation", "other"}:
        return found
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


def _robot(message: ParsedMessage, language: str, place: _Place, robot: machines.Robot, share: float) -> Reading:
    return Reading(
        kind="auto_reply",
        confidence=calibrated(share),
        language=language,
        is_human=False,
        text=message.text,
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
        confidence=0.99,
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
