"""One case: the frise, the next step, what happened, the people, what was promised, and whether to write now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from relance.actions.may_leave import QUESTION
from relance.actions.plan_case import plan_round
from relance.etiquette.facts import Person
from relance.etiquette.steps import Action
from relance.records import queries
from relance.records.facts import participants_of, person_key
from relance.records.models import InboundMail
from relance.web import clock, dates, said
from relance.web.candidate.after_no import AfterNo, after_no_of
from relance.web.candidate.cases import sentence_of
from relance.web.candidate.debrief_page import progress_of
from relance.web.candidate.doors import Door, guard_door, locked_doors
from relance.web.candidate.followed_page import FollowedLine, followed_line
from relance.web.candidate.frise import Frise
from relance.web.candidate.labels import LETTER_STEPS, label, names_of
from relance.web.candidate.notices import NoticeLine, notices_of
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.promised import promise_words
from relance.web.candidate.reasons import why
from relance.web.candidate.seals import Seals
from relance.web.candidate.story import JournalLine, story_of
from relance.web.candidate.strip import step_href, strip_of
from relance.web.owned import owner_of, round_of
from relance.wording.playbooks import say_title


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan as the page shows it."""

    title: str
    when: str
    why: str
    source: str
    href: str = ""
    act: str = ""
    late: bool = False
    post: bool = False


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody met. `about` says function and role."""

    name: str
    about: str
    address: str = ""
    phone: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the page shows."""

    pk: int
    eyebrow: str
    organisation: str
    headline: str
    lead: str
    seals: Seals
    frise: Frise
    steps: tuple[Step, ...]
    guard: Door | None
    locked: tuple[Door, ...]
    journal: tuple[JournalLine, ...]
    people: tuple[PersonLine, ...]
    promise: str
    debrief: str
    debrief_done: int
    debrief_all: int
    debrief_complete: bool
    closed: bool
    playbook: str
    answers: tuple[JournalLine, ...] = ()
    notices: tuple[NoticeLine, ...] = ()
    paused: str = ""
    question: bool = False
    invited: bool = False
    after_no: AfterNo | None = None
    preparing: bool = False
    followed: FollowedLine | None = None

    @property
    def next_step(self) -> Step | None:
        """The first thing of the plan."""
        return self.steps[0] if self.steps else None


@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page."""
    outlook = Outlook(plan_round(round_=round_of(request, pk), now=clock.now()))
    notices = notices_of(owner_of(request), outlook.case)
    return render(request, "candidate/case.html", {"page": page_of(outlook, notices), "tab": "cases"})


def page_of(outlook: Outlook, notices: tuple[NoticeLine, ...] = ()) -> CasePage:
    """Draw the page of a case."""
    planned = outlook.planned
    rows = InboundMail.objects.filter(case=outlook.case, status=InboundMail.Status.NEW).order_by("received_at")
    answers = tuple(_answer(mail, planned.facts.tz) for mail in rows)
    title = say_title(planned.playbook.id, planned.playbook.title, said.lang())
    erased = {person_key(one) for one in participants_of(outlook.round) if one.person.erased_at}
    noted, asked = progress_of(outlook.planned.facts.debrief)
    return CasePage(
        pk=outlook.case.pk,
        eyebrow=_eyebrow(outlook),
        organisation=outlook.case.organisation.name,
        headline=sentence_of(outlook, answer_waits=bool(answers)),
        lead=_lead(outlook),
        seals=outlook.seals,
        frise=strip_of(
            outlook,
            earlier=queries.earlier_rounds(outlook.round),
            ready=queries.letters_leaving(outlook.round),
        ),
        steps=tuple(_step(outlook, step) for step in outlook.steps),
        guard=guard_door(outlook),
        locked=locked_doors(outlook),
        journal=story_of(outlook),
        people=tuple(_person(person, erased) for person in planned.facts.people),
        promise=promise_words(outlook),
        debrief=_debrief_words(outlook, noted, asked),
        debrief_done=noted,
        debrief_all=asked,
        debrief_complete=outlook.debrief_complete,
        closed=outlook.state == "closed",
        playbook=gettext("Doctrine : %(title)s.") % {"title": title},
        answers=answers,
        notices=notices,
        paused=said.because(outlook.case.paused_because) if outlook.case.paused_at and not answers else "",
        question=outlook.case.paused_because == QUESTION,
        invited=outlook.state == "invited",
        after_no=after_no_of(outlook),
        preparing=outlook.state in {"invited", "before_interview"},
        followed=followed_line(outlook.case),
    )


def _eyebrow(outlook: Outlook) -> str:
    number = outlook.round.number
    words = gettext("premier entretien") if number == 1 else gettext("entretien n° %(number)s") % {"number": number}
    return " · ".join(part for part in (outlook.case.organisation.name, outlook.case.role, words) if part)


def _lead(outlook: Outlook) -> str:
    promise = outlook.planned.facts.promise
    words = []
    if promise is not None and promise.said:
        words.append(gettext("« %(said)s », ont-ils dit.") % {"said": promise.said.strip(" .")})
    if outlook.promised_on is not None and outlook.now.date() <= outlook.promised_on and outlook.state == "open":
        words.append(gettext("Écrire avant serait contre-productif."))
    return " ".join(words)


def _step(outlook: Outlook, step: Action) -> Step:
    named = label(step.action, phone=step.channel == "phone")
    reason, source = why(step.because, outlook.planned.playbook.id)
    return Step(
        title=named.todo % {"who": names_of(step.to, outlook.people)},
        when=_when(outlook, step),
        why=reason,
        source=source,
        href=step_href(outlook, step),
        act=named.act,
        late="overdue" in step.flags or "late" in step.flags,
        post=step.action in LETTER_STEPS and step.channel != "phone" and len(step.to) == 1,
    )


def _when(outlook: Outlook, step: Action) -> str:
    if "overdue" in step.flags or "late" in step.flags:
        return gettext("Dès que possible : son heure est passée.")
    if not isinstance(step.due, datetime):
        return dates.day(step.due)
    here = outlook.planned.facts.candidate_tz
    if here is None:
        return dates.moment(step.due)
    values = {"theirs": dates.moment(step.due), "mine": dates.moment(step.due.astimezone(here))}
    return gettext("%(theirs)s chez eux, %(mine)s chez vous") % values


def _person(person: Person, erased: Collection[str]) -> PersonLine:
    about = [person.title or "", gettext("décide") if person.decides else ""]
    if person.main_contact:
        about.append(gettext("contact privilégié"))
    if person.agency:
        about.append(gettext("cabinet de recrutement"))
    if person.convinced:
        about.append(gettext("convaincu : %(why)s") % {"why": person.convinced})
    address = person.email if isinstance(person.email, str) else gettext("pas d’adresse")
    href = "" if person.id in erased else reverse("acquaintance", args=[int(person.id)])
    words = " · ".join(part for part in about if part)
    return PersonLine(person.name, words, address, person.phone or "", href)


def _debrief_words(outlook: Outlook, noted: int, asked: int) -> str:
    if outlook.debrief_complete:
        return gettext("Bilan complet : %(noted)s réponses.") % {"noted": noted}
    if noted:
        return gettext("%(noted)s questions sur %(asked)s.") % {"noted": noted, "asked": asked}
    return gettext("Rien encore. Cinq minutes suffisent, en vrac, pendant que c’est frais.")


def _answer(mail: InboundMail, zone: ZoneInfo) -> JournalLine:
    who = mail.sender_name or mail.sender_address
    return JournalLine(
        when=dates.moment(mail.received_at.astimezone(zone)),
        words=gettext("%(who)s a répondu") % {"who": who},
        iso=mail.received_at.isoformat(),
        href=reverse("mail", args=[mail.pk]),
    )
