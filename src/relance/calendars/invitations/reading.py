"""Read an invitation out of an .ics or of a mail: `read_invitation`.

What it promises: an answer or a reason for any bytes at all, in bounded time; never a traceback. Everything the
file did not say and the reader supposed (an end, a zone) is told as a problem that stops nothing.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from relance.calendars.invitations.choosing import choose, is_cancelled, is_reply
from relance.calendars.invitations.embedded import EmbeddedZone, embedded_zones
from relance.calendars.invitations.envelope import Envelope, Sheet, open_envelope
from relance.calendars.invitations.hypertext import looks_like_html, plain_text, tidy
from relance.calendars.invitations.interviews import Verdict, fold, judge, round_of
from relance.calendars.invitations.invitation import Attendee, Interviewer, Invitation, newest
from relance.calendars.invitations.lines import Block, Tree, read_tree
from relance.calendars.invitations.moments import YEARS, Places, Span, at, read_instant, read_span, read_stamp
from relance.calendars.invitations.names import tidy_name
from relance.calendars.invitations.people import (
    find_people,
    organisation_of,
    read_attendees,
    read_contact,
)
from relance.calendars.invitations.places import find_mode, find_phone, find_url
from relance.calendars.invitations.posts import employer_of, region_of, role_of
from relance.calendars.invitations.zones import named_zone, nearest_name
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
_CLOSE_LOOK = 12
# In a calendar of thousands, only descriptions that hold one of these are worth weighing.
_HINT = re.compile(
    r"(?i)candidat|entretien|entrevue|interview|recrut|poste|hiring|position|role|applied|application|cv|profil"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """An event of a sheet, and what its calendar says around it."""

    event: Block
    calendar: Block
    sheet: Sheet
    embedded: dict[str, EmbeddedZone]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one file gave: each meeting once with what is doubtful about it, and what concerns the whole."""

    meetings: tuple[tuple[Invitation, tuple[Problem, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        """The meetings, the likeliest interview first."""
        return tuple(invitation for invitation, _ in self.meetings)


def read_invitation(
    raw: bytes,
    *,
    default_tz: str | None = None,
    now: datetime | None = None,
    own: Collection[str] = (),
) -> tuple[Invitation | None, tuple[Problem, ...]]:
    """The invitation of an .ics or of a mail, the interview first, and everything doubtful about it.

    `default_tz` is the reader's IANA zone, for times that name none; `own` are the reader's addresses, left out of
    the people to meet; `now` (aware) lets the next interview be chosen among several. Without a usable event the
    invitation is None and at least one problem has the severity «error».
    """
    reading = read_invitations(raw, default_tz=default_tz, own=own)
    if not reading.meetings:
        return None, reading.problems
    chosen, doubts = choose(reading.invitations, now)
    own_doubts = next(known for one, known in reading.meetings if one is chosen)
    return chosen, (*reading.problems, *own_doubts, *doubts)


def read_invitations(raw: bytes, *, default_tz: str | None = None, own: Collection[str] = ()) -> Reading:
    """The likeliest interviews of the file, at most twelve; or its likeliest events if none is an interview."""
    envelope = open_envelope(raw)
    problems = list(envelope.problems)
    given = named_zone(default_tz) if default_tz else None
    if default_tz and given is None:
        shown = {"zone": default_tz[:60], "taken": "UTC"}
        problems.append(Problem("tz", "unknown_zone", shown, nearest_name(default_tz), "warning"))
    found: list[_Found] = []
    for sheet in envelope.sheets:
        found += _events(sheet, problems)
    if not found and not any(problem.severity == "error" for problem in problems):
        problems.append(Problem(_where(envelope), "no_event"))
    read: dict[tuple[str, str | None], tuple[Invitation, tuple[Problem, ...]]] = {}
    refused: list[Problem] = []
    for item in _likeliest(found, envelope):
        invitation, doubts = _read_event(item, envelope, given, {*own, *envelope.recipients})
        if invitation is None:
            refused += doubts
            continue
        key = invitation.key if invitation.uid else (f"#{len(read)}", None)
        if key not in read or newest((read[key][0], invitation)) is invitation:
            read[key] = (invitation, tuple(doubts))
    problems += refused[:3] if not read else [replace(one, severity="warning") for one in refused[:3]]
    return Reading(tuple(read.values()), tuple(problems))


def _where(envelope: Envelope) -> str:
    return envelope.sheets[0].place or "file" if envelope.sheets else "file"


def _events(sheet: Sheet, problems: list[Problem]) -> list[_Found]:
    tree = read_tree(sheet.raw, sheet.charset)
    _tell_damage(tree, sheet, problems)
    zones = embedded_zones(tree.root)
    found: list[_Found] = []
    for block in tree.root.blocks:
        if block.name == "VEVENT":
            found.append(_Found(block, tree.root, sheet, zones))
        else:
            found += [_Found(event, block, sheet, zones) for event in block.inside("VEVENT")]
    return found


def _tell_damage(tree: Tree, sheet: Sheet, problems: list[Problem]) -> None:
    damage = (
        (tree.unclosed, "truncated", True),
        (tree.misfolded, "misfolded", False),
        (tree.too_long, "line_too_long", False),
    )
    for line, code, grave in damage:
        if line is not None:
            place = at(sheet.place, line)
            problems.append(Problem(place, code, severity="warning" if grave else "note"))


def _likeliest(found: Sequence[_Found], envelope: Envelope) -> list[_Found]:
    """The few events worth reading whole, the likeliest first."""
    return sorted(found, key=lambda item: -_glance(item, envelope))[:_CLOSE_LOOK]


def _glance(item: _Found, envelope: Envelope) -> int:
    summary = item.event.first("SUMMARY")
    title = summary.text if summary else ""
    words = None
    if any(line.name == "DESCRIPTION" and _HINT.search(line.text) for line in item.event.lines):
        words = item.event.first("DESCRIPTION")
    subject = envelope.subject if len(envelope.sheets) <= 2 else ""
    return judge(f"{title} · {subject}"[:400], words.text[:1_500] if words else "").score


def _read_event(
    item: _Found, envelope: Envelope, given: str | None, own: Collection[str]
) -> tuple[Invitation | None, list[Problem]]:
    event, calendar, source = item.event, item.calendar, item.sheet.place
    # Zoom names the zone inside the event, or by its address alone
    zone = calendar.first("X-WR-TIMEZONE") or event.first("TZID") or event.first("TZURL")
    places = Places(item.embedded, zone.text if zone else None, given)
    span, problems = read_span(event, places, source)
    if span is None:
        return None, problems
    summary = _value(event, "SUMMARY")[:1_000]
    text = _words(event)
    organizer = read_contact(event.first("ORGANIZER")) or envelope.sender
    attendees = read_attendees(event)
    aside = [text, envelope.text]
    people = find_people(organizer=organizer, attendees=attendees, texts=aside, title=summary, own=own)
    location = tidy(_value(event, "LOCATION")[:2_000])
    url, video = find_url([line.text for name in _LINKS for line in event.every(name)], [text, envelope.text])
    dial = [
        line.text for name in ("CONFERENCE", "URL") for line in event.every(name) if line.text.startswith("tel:")
    ]
    phone = find_phone([location, *dial, text, envelope.text], span.zone.name)
    method = _method(item)
    recurs = event.first("RRULE") is not None and event.first("RECURRENCE-ID") is None
    addresses = [organizer.email] if organizer else []
    reply = is_reply(method, summary)
    verdict = judge(
        f"{summary} · {envelope.subject}"
        if envelope.subject and fold(envelope.subject) != fold(summary)
        else summary,
        "\n".join(aside),
        addresses,
        malus=4 * recurs + 2 * span.all_day,
    )
    host = organizer if organizer and organizer.email not in {email.lower() for email in own} else None
    organisation = organisation_of(host, people, summary)
    known = _known(attendees, people, organisation)
    problems += _doubts(item, verdict, reply=reply, recurs=recurs)
    return (
        Invitation(
            summary=summary,
            start=span.start,
            end=span.end,
            uid=_value(event, "UID")[:1_000],
            tz=span.zone.name,
            zone_source=span.zone.source,
            end_supposed=span.end_supposed,
            all_day=span.all_day,
            recurs=recurs,
            organizer=organizer,
            attendees=attendees,
            location=location,
            url=url,
            phone=phone,
            mode=find_mode(title=summary, location=location, text=text or envelope.text, video=video, phone=phone),
            description=text,
            method=method,
            sequence=_sequence(event),
            recurrence_id=_recurrence(event, span),
            dtstamp=_instant(event),
            status=_value(event, "STATUS").upper() or None,
            cancelled=is_cancelled(method, _value(event, "STATUS"), summary),
            is_reply=reply,
            is_interview=verdict.is_interview and not reply,
            score=verdict.score,
            because=verdict.because,
            people=() if reply else people,
            organisation=organisation or employer_of(summary, known=known),
            role=role_of(f"{summary}\n{envelope.subject}", text or envelope.text, known=known),
            region=region_of(span.zone.name if span.zone.source != "given" else None, location),
            round=round_of(f"{summary}\n{envelope.subject}", text),
        ),
        problems,
    )


def _known(
    attendees: Sequence[Attendee], people: Sequence[Interviewer], organisation: str | None
) -> tuple[str, ...]:
    """Names a summary may hold that are neither a post nor an employer yet unknown."""
    names = [tidy_name(attendee.name)[0] for attendee in attendees]
    names += [re.sub(r"[._-]", " ", attendee.email.partition("@")[0]) for attendee in attendees]
    return (*names, *(person.name for person in people), organisation or "")


def _doubts(item: _Found, verdict: Verdict, *, reply: bool, recurs: bool) -> list[Problem]:
    place = at(item.sheet.place, item.event.number, "VEVENT")
    if reply:
        return [Problem(place, "is_a_reply", {"method": _method(item) or ""}, severity="warning")]
    doubts = []
    if recurs:
        doubts.append(Problem(place, "recurs", severity="note"))
    if not verdict.is_interview:
        doubts.append(
            Problem(place, "not_an_interview", {"words": ", ".join(verdict.because[:4])}, severity="note")
        )
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


def _method(item: _Found) -> str | None:
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
