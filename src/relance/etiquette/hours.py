"""Hours: elapsed time, quiet hours and the slots of the day (PL-02, PL-05, PL-06).

Two aware datetimes that share a zone compare by their clock faces, even across a change of the clocks; so instants
are compared and added in UTC, and shown in the employer's zone.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

# Made once: building a timedelta costs more than adding it.
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
_NO_TIME = timedelta()

QUIET_FROM = 20  # AS-15: from 20:00 …
QUIET_TO = 8  # … to 08:00, the hour the next message may leave

# AS-07, B-09: one hour a kind of step.
EMAIL_SLOT = time(10)
PHONE_SLOT = time(10, 30)
RETRY_SLOT = time(15)
REVIEW_SLOT = time(18)

MIN_GAP_WORKING_DAYS = 2  # AS-16
THANKS_LATE_WORKING_DAYS = 3  # AS-29, B-01
ANSWER_MINUTES = 60  # AS-25
ANSWER_LATEST_HOURS = 24  # AS-25
DECIDE_HOURS = 48  # AS-30
REJECTION_REPLY_WORKING_DAYS = 1  # AS-17
REJECTION_LATEST_WORKING_DAYS = 3  # AS-17
FEEDBACK_WAIT_DAYS = 14  # AS-17
ASK_NEXT_STEPS_MINUTES = 5  # AS-19


def elapsed(start: datetime, tz: tzinfo, *, minutes: int) -> datetime:
    """The instant so many minutes later, as the clocks of `tz` show it then (PL-02)."""
    return (start.astimezone(UTC) + MINUTE * minutes).astimezone(tz)


def is_after(one: datetime, other: datetime) -> bool:
    """Whether one instant comes strictly after the other, clock changes included."""
    return one.astimezone(UTC) > other.astimezone(UTC)


def at_hour(day: date, hour: time, tz: tzinfo) -> datetime:
    """That hour of that day; an hour the clocks skip is told as they show it after the change."""
    as_if_utc = datetime.combine(day, hour, UTC)
    return (as_if_utc - (tz.utcoffset(as_if_utc) or _NO_TIME)).astimezone(tz)


def is_quiet(local: datetime) -> bool:
    """Whether nothing should leave at this hour (PL-05)."""
    return local.hour >= QUIET_FROM or local.hour < QUIET_TO


def out_of_quiet(local: datetime) -> datetime:
    """The instant itself, or the next 08:00 when it falls in the quiet hours (PL-05)."""
    if QUIET_TO <= local.hour < QUIET_FROM:
        return local
    day = local.date() + DAY if local.hour >= QUIET_FROM else local.date()
    return datetime.combine(day, time(QUIET_TO), local.tzinfo)
