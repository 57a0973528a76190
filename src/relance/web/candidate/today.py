"""«Aujourd’hui»: what to do now, what is waited for and until when, what was just closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from relance.actions.keep_in_touch import Ahead, doors_ahead
from relance.etiquette.steps import Action
from relance.records import queries
from relance.records.models import Case, InboundMail, Owner
from relance.web import clock, dates
from relance.web.candidate import headline
from relance.web.candidate.headline import Due, Headline
from relance.web.candidate.labels import LETTER_STEPS, label, names_of
from relance.web.candidate.network import last_words, place_of
from relance.web.candidate.notices import NoticeLine, notices_of
from relance.web.candidate.outlook import AHEAD, LEAVING, Outlook, due_of
from relance.web.candidate.outlooks import outlooks_of
from relance.web.candidate.reasons import why
from relance.web.candidate.seals import Seals
from relance.web.candidate.strip import step_href
from relance.web.owned import owner_of

#: Cases planned and shown; the others are counted, and stand among all cases.
SHOWN = 12
#: A case closed longer ago than this is found among the cases.
JUST_CLOSED = timedelta(days=14)
#: A debrief is kept at hand in the browser from some days before its interview until it is complete.
AT_HAND = timedelta(days=3), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One thing to do. `big` and `small` are its hour or day; `act` is the word on the button that opens `href`."""

    big: str
    small: str
    title: str
    who: str
    why: str
    source: str
    href: str
    act: str
    late: bool = False
    post: bool = False


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A case where waiting is right, until the day shown."""

    big: str
    small: str
    name: str
    role: str
    why: str
    href: str
    seals: Seals


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """A case closed these last days."""

    big: str
    small: str
    name: str
    role: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Today:
    """All that the page shows."""

    headline: Headline
    lead: str
    todo: tuple[TodoLine, ...] = ()
    waiting: tuple[WaitingLine, ...] = ()
    closed: tuple[ClosedLine, ...] = ()
    notices: tuple[NoticeLine, ...] = ()
    more_due: int = 0
    more_waiting: int = 0
    first_day: bool = False
    debriefs: tuple[str, ...] = ()
    look_again: str = ""


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    return render(
        request, "candidate/today.html", {"page": page_of(owner_of(request), clock.now()), "tab": "today"}
    )


def page_of(owner: Owner, now: datetime) -> Today:
    """Draw the page of an owner: only what is shown is planned, in a constant number of queries."""
    mails = list(queries.mail_to_look_at(owner).order_by("received_at"))
    answered = {mail.case_id for mail in mails if mail.case_id is not None}
    seen = outlooks_of(owner, list(queries.open_cases(owner).exclude(pk__in=answered)[:SHOWN]), now)
    closed = list(
        queries.cases_of(owner)
        .filter(state=Case.State.CLOSED, closed_at__gte=now - JUST_CLOSED)
        .order_by("-closed_at")[:5]
    )
    tonight = _local(owner, now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    count, soon = queries.count_open(owner, until=tonight)
    leaving = [one for one in seen if one.leaving]
    back = [one for one in doors_ahead(owner=owner, now=now) if one.on < tonight.date()]
    due = sorted(((one, step) for one in seen for step in one.due_now), key=lambda pair: _when(pair[1]))
    waiting = sorted((one for one in seen if not one.due_now), key=_next_day)
    # Cases come by their next date: when one that waits is among them, all that are due are.
    more_due = 0 if waiting else max(soon - len(seen), 0)
    more_waiting = count - len(seen) - more_due
    return Today(
        headline=_in_the_room(leaving)
        or headline.today(
            due=[*(due_of(step) for _, step in due), *(Due("keep_in_touch", None) for _ in back)],
            next_on=min((one.next_step.due_on for one in seen if one.next_step), default=None),
            cases=count + len(answered) + len(closed),
            waiting=len(waiting),
            answers=len(mails),
            now=_local(owner, now),
            many=bool(more_due),
        ),
        lead=_lead(waiting, more_waiting),
        todo=(
            *(_leaving_line(one) for one in leaving),
            *(_answer_line(mail, owner) for mail in mails[:SHOWN]),
            *(_todo_line(one, step) for one, step in due),
            *(_door_line(one, owner, _local(owner, now).date()) for one in back[:SHOWN]),
        ),
        waiting=tuple(_waiting_line(one) for one in waiting),
        closed=tuple(_closed_line(case) for case in closed),
        notices=notices_of(owner),
        more_due=more_due + max(len(mails) - SHOWN, 0),
        more_waiting=more_waiting,
        first_day=not count and not closed and not mails and not back,
        debriefs=tuple(reverse("debrief", args=[one.case.pk]) for one in seen if _debrief_at_hand(one)),
        look_again=_look_again(seen, now),
    )


def _look_again(seen: Sequence[Outlook], now: datetime) -> str:
    """When this page, left open, must be drawn again: five minutes before an interview ends."""
    ends = (one.planned.facts.interview.end - LEAVING[0] for one in seen)
    first = min((end for end in ends if now < end <= now + AHEAD), default=None)
    return first.isoformat() if first else ""


def _in_the_room(leaving: Sequence[Outlook]) -> Headline | None:
    if not leaving:
        return None
    facts = leaving[0].planned.facts
    return headline.leaving(facts.organisation, facts.interview.end)


def _leaving_line(outlook: Outlook) -> TodoLine:
    """The last minutes in the room: what to ask is the first thing shown."""
    end = outlook.planned.facts.interview.end
    named = label("ask_next_steps")
    return TodoLine(
        big=dates.hour(end),
        small=gettext("fin de l’entretien"),
        title=named.todo,
        who=_place(outlook.case),
        why=gettext("Neuf questions, une à la fois ; la date de leur réponse d’abord."),
        source="",
        href=reverse("before-leaving", args=[outlook.case.pk]),
        act=named.act,
    )


def _debrief_at_hand(outlook: Outlook) -> bool:
    """Whether this debrief may be wanted where there is no network."""
    before, after = AT_HAND
    start = outlook.planned.facts.interview.start
    return not outlook.debrief_complete and start - before <= outlook.now <= start + after


def _local(owner: Owner, now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(owner.tz))


def _when(step: Action) -> tuple[date, bool, str]:
    timed = isinstance(step.due, datetime)
    return step.due_on, not timed, step.due.isoformat()


def _next_day(outlook: Outlook) -> date:
    return outlook.next_step.due_on if outlook.next_step else date.max


def _lead(waiting: Sequence[Outlook], more: int) -> str:
    silent = [one for one in waiting if one.state == "open"]
    if more or not silent:
        return ""
    count = len(silent)
    first = ngettext(
        "Une candidature attend une réponse.", "%(count)s candidatures attendent une réponse.", count
    ) % {"count": headline.number_word(count, feminine=True)}
    if all(one.promised_on is None or one.promised_on >= one.now.date() for one in silent):
        normal = ngettext("Le silence est normal.", "Le silence est normal pour toutes.", count)
        return f"{first} {normal}"
    return first


def _answer_line(mail: InboundMail, owner: Owner) -> TodoLine:
    received = _local(owner, mail.received_at)
    who = mail.sender_name or mail.sender_address
    place = mail.case.organisation.name if mail.case else gettext("à quelle candidature ?")
    return TodoLine(
        big=dates.hour(received),
        small=dates.short_day(received),
        title=gettext("%(who)s a répondu") % {"who": who},
        who=place,
        why=gettext("Tout ce qui devait partir est suspendu. Dites ce que cette réponse veut dire."),
        source="",
        href=reverse("mail", args=[mail.pk]),
        act=gettext("Lire et confirmer"),
    )


def _door_line(one: Ahead, owner: Owner, today: date) -> TodoLine:
    """Somebody whose door was left open until today (N-07)."""
    person = one.door.person
    reason, source = why(("N-07",))
    words = one.door.words or reason
    big, _ = dates.agenda(today)
    return TodoLine(
        big=big,
        small=gettext("aujourd’hui"),
        title=gettext("Donner de vos nouvelles à %(name)s") % {"name": person.name},
        who=place_of(person),
        why=f"{words.rstrip('.')}. {last_words(one.last, owner)}",
        source=source,
        href=reverse("news", args=[person.pk]),
        act=gettext("Écrire un mot"),
    )


def _todo_line(outlook: Outlook, step: Action) -> TodoLine:
    named = label(step.action, phone=step.channel == "phone")
    reason, source = why(step.because, outlook.planned.playbook.id)
    late = "overdue" in step.flags or "late" in step.flags
    big, small = _margin(outlook, step, late=late)
    return TodoLine(
        big=big,
        small=small,
        title=named.todo % {"who": names_of(step.to, outlook.people)},
        who=_place(outlook.case),
        why=reason,
        source=source,
        href=step_href(outlook, step),
        act=named.act,
        late=late,
        post=step.action in LETTER_STEPS and step.channel != "phone" and len(step.to) == 1,
    )


def _margin(outlook: Outlook, step: Action, *, late: bool) -> tuple[str, str]:
    """What the margin says: the hour ahead, or simply today once it is past."""
    if isinstance(step.due, datetime) and not late and step.due >= outlook.now:
        return dates.hour(step.due), gettext("aujourd’hui")
    big, _ = dates.agenda(outlook.now.date())
    return big, gettext("aujourd’hui")


def _place(case: Case) -> str:
    return ", ".join(part for part in (case.organisation.name, case.role) if part)


def _waiting_line(outlook: Outlook) -> WaitingLine:
    following = outlook.next_step
    big, small = ("…", "") if following is None else dates.agenda(following.due_on)
    return WaitingLine(
        big=big,
        small=small,
        name=outlook.case.organisation.name,
        role=outlook.case.role,
        why=" ".join(_waiting_words(outlook)),
        href=reverse("case", args=[outlook.case.pk]),
        seals=outlook.seals,
    )


def _waiting_words(outlook: Outlook) -> Iterator[str]:
    if outlook.state == "before_interview":
        yield gettext("Entretien %(moment)s.") % {"moment": dates.moment(outlook.planned.facts.interview.start)}
        return
    if outlook.promised_on and outlook.promised_on >= outlook.now.date():
        day = dates.day(outlook.promised_on, weekday=False)
        yield gettext("Ils répondent d’ici le %(day)s.") % {"day": day}
    following = outlook.next_step
    if following is None:
        return
    named = label(following.action, phone=following.channel == "phone")
    when = dates.moment(following.due) if isinstance(following.due, datetime) else dates.day(following.due)
    todo = named.todo % {"who": names_of(following.to, outlook.people)}
    yield gettext("Ensuite : %(step)s, %(when)s.") % {"step": todo[:1].lower() + todo[1:], "when": when}


def _closed_line(case: Case) -> ClosedLine:
    big, small = dates.agenda(case.closed_at.date()) if case.closed_at else ("", "")
    return ClosedLine(
        big, small, case.organisation.name, case.role, _closed_words(case), reverse("case", args=[case.pk])
    )


def _closed_words(case: Case) -> str:
    return {
        "rejection": gettext("Ils ont dit non. Le contact, lui, reste ouvert."),
        "offer": gettext("Ils vous ont proposé le poste."),
        "withdrawn": gettext("Vous avez choisi de vous retirer."),
    }.get(case.closed_because, gettext("Dossier refermé sereinement."))
