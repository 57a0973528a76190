"""One event read whole: first its dates, then where, with whom, and whether it is an interview."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from relance.calendars.invitations.choosing import is_cancelled, is_reply
from relance.calendars.invitations.embedded import EmbeddedZone
from relance.calendars.invitations.envelope import Envelope, Sheet
from relance.calendars.invitations.hypertext import looks_like_html, plain_text, tidy
from relance.calendars.invitations.interviews import fold, judge, round_of
from relance.calendars.invitations.invitation import Invitation
from relance.calendars.invitations.lines import Block
from relance.calendars.invitations.moments import YEARS, Places, Span, at, read_instant, read_span, read_stamp
from relance.calendars.invitations.names import tidy_name
from relance.calendars.invitations.people import find_people, organisation_of, read_attendees, read_contact
from relance.calendars.invitations.places import find_mode, find_phone, find_url
from relance.calendars.invitations.posts import employer_of, region_of, role_of
from relance.etiquette.problems import Problem

_LINKS = (
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-GOOGLE-CONFERENCE",
    "CONFERENCE",
    "X-ZOOM-MEETING-URL",
    "LOCATION",
    "URL",
)
_WORDS = ("DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION", "COMMENT")


@dataclass(frozen=True, slots=True)
class Found:
    """An event of a sheet, and what its calendar says around it."""

    event: Block
    calendar: Block
    sheet: Sheet
    embedded: dict[str, EmbeddedZone]


def read_event(
    item: Found, envelope: Envelope, given: str | None, own: Collection[str]
) -> tuple[Invitation | None, list[Problem]]:
    """The invitation an event makes, or None and the reason, which is always its start.

    `given` is the reader's zone (IANA name), `own` their addresses.
    """
    event = item.event
    # Zoom names the zone inside the event, or by its address alone
    zone = item.calendar.first("X-WR-TIMEZONE") or event.first("TZID") or event.first("TZURL")
    span, problems = read_span(event, Places(item.embedded, zone.text if zone else None, given), item.sheet.place)
    if span is None:
        return None, problems
    invitation = _dated(item, span)
    invitation = _with_people(invitation, event, envelope, own)
    invitation = _with_place(invitation, event, envelope)
    invitation = _with_post(invitation, envelope, own)
    invitation = _judged(invitation, envelope)
    return invitation, [*problems, *_doubts(item, invitation)]


def _dated(item: Found, span: Span) -> Invitation:
    event = item.event
    summary, status = _value(event, "SUMMARY")[:1_000], _value(event, "STATUS").upper()
    method = _method(item)
    return Invitation(
        summary=summary,
        start=span.start,
        end=span.end,
        uid=_value(event, "UID")[:1_000],
        tz=span.zone.name,
        zone_source=span.zone.source,
        end_supposed=span.end_supposed,
        all_day=span.all_day,
        recurs=event.first("RRULE") is not None and event.first("RECURRENCE-ID") is None,
        description=_words(event),
        method=method,
        sequence=_sequence(event),
        recurrence_id=_recurrence(event, span),
        dtstamp=_instant(event),
        status=status or None,
        cancelled=is_cancelled(method, status, summary),
        is_reply=is_reply(method, summary),
    )


def _with_people(invitation: Invitation, event: Block, envelope: Envelope, own: Collection[str]) -> Invitation:
    organizer = read_contact(event.first("ORGANIZER")) or envelope.sender
    attendees = read_attendees(event)
    people = find_people(
        organizer=organizer,
        attendees=attendees,
        texts=[invitation.description, envelope.text],
        title=invitation.summary,
        own=own,
    )
    # A reply comes from the person who was invited: nobody in it is to be met.
    return replace(
        invitation, organizer=organizer, attendees=attendees, people=() if invitation.is_reply else people
    )


def _with_place(invitation: Invitation, event: Block, envelope: Envelope) -> Invitation:
    location = tidy(_value(event, "LOCATION")[:2_000])
    marked = [line.text for name in _LINKS for line in event.every(name)]
    texts = [invitation.description, envelope.text]
    url, video = find_url(marked, texts)
    dial = [text for text in marked if text.startswith("tel:")]
    phone = find_phone([location, *dial, *texts], invitation.tz)
    said = invitation.description or envelope.text
    mode = find_mode(title=invitation.summary, location=location, text=said, video=video, phone=phone)
    return replace(invitation, location=location, url=url, phone=phone, mode=mode)


def _with_post(invitation: Invitation, envelope: Envelope, own: Collection[str]) -> Invitation:
    organizer = invitation.organizer
    mine = {email.lower() for email in own}
    host = organizer if organizer is not None and organizer.email not in mine else None
    organisation = organisation_of(host, invitation.people, invitation.summary)
    known = _known(invitation, organisation)
    titles = f"{invitation.summary}\n{envelope.subject}"
    # The reader's own zone says nothing of where the employer is.
    tz = invitation.tz if invitation.zone_source != "given" else None
    return replace(
        invitation,
        organisation=organisation or employer_of(invitation.summary, known=known),
        role=role_of(titles, invitation.description or envelope.text, known=known),
        region=region_of(tz, invitation.location),
        round=round_of(titles, invitation.description),
    )


def _judged(invitation: Invitation, envelope: Envelope) -> Invitation:
    title = invitation.summary
    if envelope.subject and fold(envelope.subject) != fold(title):
        title = f"{title} · {envelope.subject}"
    verdict = judge(
        title,
        f"{invitation.description}\n{envelope.text}",
        [invitation.organizer.email] if invitation.organizer else [],
        # Interviews seldom repeat, and seldom last the day.
        malus=4 * invitation.recurs + 2 * invitation.all_day,
    )
    return replace(
        invitation,
        is_interview=verdict.is_interview and not invitation.is_reply,
        score=verdict.score,
        because=verdict.because,
    )


def _known(invitation: Invitation, organisation: str | None) -> tuple[str, ...]:
    """Names a summary may hold that are neither a post nor an employer yet unknown."""
    names = [tidy_name(attendee.name)[0] for attendee in invitation.attendees]
    names += [re.sub(r"[._-]", " ", attendee.email.partition("@")[0]) for attendee in invitation.attendees]
    return (*names, *(person.name for person in invitation.people), organisation or "")


def _doubts(item: Found, invitation: Invitation) -> list[Problem]:
    place = at(item.sheet.place, item.event.number, "VEVENT")
    if invitation.is_reply:
        return [Problem(place, "is_a_reply", {"method": invitation.method or "REPLY"}, severity="warning")]
    doubts = []
    if invitation.recurs:
        doubts.append(Problem(place, "recurs", severity="note"))
    if not invitation.is_interview:
        shown = {"words": ", ".join(invitation.because[:4])}
        doubts.append(Problem(place, "not_an_interview", shown, severity="note"))
    return doubts


def _value(block: Block, name: str) -> str:
    found = block.first(name)
    return found.text if found is not None else ""


def _words(event: Block) -> str:
    texts: list[str] = []
    for name in _WORDS:
        for line in event.every(name):
            text = plain_text(line.text) if looks_like_html(line.text) else tidy(line.text)
            if text and not any(_within(text, old) for old in texts):
                texts.append(text[:20_000])
    return "\n".join(texts)


def _within(text: str, old: str) -> bool:
    """Whether the HTML copy of a description says nothing more (it may alone hold the link)."""
    return "".join(text.split()) in "".join(old.split())


def _method(item: Found) -> str | None:
    """METHOD of the calendar, wherever it stands, else the one of the part's header."""
    for block in (item.calendar, item.event):
        found = block.first("METHOD")
        if found is not None and found.text:
            return found.text.upper()
    return item.sheet.method


def _sequence(event: Block) -> int:
    found = re.match(r"\s*(\d{1,15})", _value(event, "SEQUENCE"))
    return int(found[1]) if found else 0


def _recurrence(event: Block, span: Span) -> str | None:
    line = event.first("RECURRENCE-ID")
    if line is None:
        return None
    stamp = read_stamp(line.value)
    if stamp is None or stamp.naive.year not in YEARS:
        return line.value[:40] or None
    if stamp.dated:
        return f"{stamp.naive:%Y%m%d}"
    # Written in UTC, so that an update in another zone's words is known for the same occurrence.
    offset = stamp.offset if stamp.offset is not None else span.zone.place(stamp.naive).utcoffset()
    return f"{stamp.naive - (offset or timedelta()):%Y%m%dT%H%M%SZ}"


def _instant(event: Block) -> datetime | None:
    line = event.first("DTSTAMP") or event.first("LAST-MODIFIED")
    return read_instant(line.value) if line is not None else None
