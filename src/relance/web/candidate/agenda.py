"""What a calendar shows of an owner: interviews, and what the plans say is to be done, with an alarm.

Names, places and hours only: no address, no telephone, no word of a debrief or of a letter. The same records at the
same instant give the same entries; a step that moves keeps its UID, one that is done leaves the calendar.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext

from relance.calendars.feeds import FeedEntry, write_feed
from relance.etiquette.steps import Action
from relance.records import queries
from relance.records.models import CalendarFeed, Case, Entry, Letter, Owner, Round
from relance.web.candidate.labels import CONTACTS, label, names_of
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.outlooks import outlooks_of
from relance.web.candidate.reasons import why

#: An interview is announced this long before it begins, a step just before its hour, a whole day at eight.
_BEFORE_INTERVIEW, _BEFORE_STEP, _AT_EIGHT = 60, 5, -480
#: Interviews stay in the calendar this long after they took place.
_KEPT = timedelta(days=366)


def calendar_of(feed: CalendarFeed, now: datetime, absolute: Callable[[str], str]) -> bytes:
    """The calendar of an owner as an .ics; `absolute` makes a whole address of a page's path."""
    entries = entries_of(feed.owner, now, str(feed.root), absolute)
    return write_feed(entries, name="Relance")


def entries_of(owner: Owner, now: datetime, root: str, absolute: Callable[[str], str]) -> list[FeedEntry]:
    """All entries, in a constant number of queries. `root` makes the UIDs this installation's own."""
    changed = dict(Entry.objects.filter(owner=owner).order_by().values_list("case_id").annotate(Max("recorded_at")))
    answered = queries.mail_to_look_at(owner).filter(case__isnull=False).values("case_id")
    waiting = list(queries.open_cases(owner).exclude(pk__in=answered))
    alone = set(
        Letter.objects.filter(owner=owner, state=Letter.State.APPROVED).values_list("round", "step", "person")
    )
    entries = [
        _interview(round_, root, changed.get(round_.case_id, round_.created_at), now, absolute)
        for round_ in Round.objects.filter(
            owner=owner, case__opening__isnull=True, starts_at__gte=now - _KEPT
        ).select_related("case__organisation")
    ]
    for outlook in outlooks_of(owner, waiting, now):
        since = changed.get(outlook.case.pk, outlook.round.created_at)
        seen: Counter[str] = Counter()
        for step in _shown(outlook):
            seen[step.action] += 1  # named by what is done, not by whom: a colleague thanked moves nothing
            uid = f"{root}-{outlook.round.pk}-{step.action}-{seen[step.action]}@relance"
            entries.append(_step(outlook, step, uid, since, alone, absolute))
    return entries


def _interview(
    round_: Round, root: str, changed: datetime, now: datetime, absolute: Callable[[str], str]
) -> FeedEntry:
    zone = ZoneInfo(round_.case.tz)
    called_off = _called_off(round_.case) and round_.ends_at > now
    return FeedEntry(
        uid=f"{root}-{round_.pk}-interview@relance",
        title=gettext("Entretien · %(organisation)s") % {"organisation": round_.case.organisation.name},
        start=round_.starts_at.astimezone(zone),
        end=round_.ends_at.astimezone(zone),
        changed_at=changed,
        description=round_.case.role,
        location=round_.location,
        url=absolute(reverse("case", args=[round_.case_id])),
        alarm_minutes=_BEFORE_INTERVIEW,
        cancelled=called_off,
        busy=True,
    )


def _called_off(case: Case) -> bool:
    return case.paused_because == "interview-cancelled"


def _shown(outlook: Outlook) -> Iterator[Action]:
    for step in outlook.steps:
        if step.action == "ask_next_steps":
            continue  # it is asked in the room: the interview itself stands in the calendar
        if outlook.case.paused_at and step.action in CONTACTS:
            continue
        yield step


def _step(
    outlook: Outlook,
    step: Action,
    uid: str,
    changed: datetime,
    alone: set[tuple[int, str, int]],
    absolute: Callable[[str], str],
) -> FeedEntry:
    todo = label(step.action, phone=step.channel == "phone").todo % {"who": names_of(step.to, outlook.people)}
    leaves_alone = all(
        one.isdigit() and (outlook.round.pk, step.action, int(one)) in alone for one in step.to or ("",)
    )
    start, alarm = _when(outlook, step)
    words = "%(step)s · %(organisation)s"
    if leaves_alone:
        words, todo = gettext("Part tout seul : %(step)s · %(organisation)s"), todo[:1].lower() + todo[1:]
    return FeedEntry(
        uid=uid,
        title=words % {"step": todo, "organisation": outlook.case.organisation.name},
        start=start,
        changed_at=changed,
        description="\n".join(part for part in why(step.because, outlook.planned.playbook.id) if part),
        url=absolute(reverse("case", args=[outlook.case.pk])),
        alarm_minutes=None if leaves_alone else alarm,
    )


def _when(outlook: Outlook, step: Action) -> tuple[datetime | date, int | None]:
    """The instant or the day, and its alarm. What is overdue stands on today, silently: it was told once."""
    if "overdue" in step.flags or "late" in step.flags:
        return outlook.now.date(), None
    if isinstance(step.due, datetime):
        return step.due, _BEFORE_STEP
    return step.due, _AT_EIGHT
