"""After a no: rest, thank and ask once, a word by hand, their reasons beside one's debrief, the lesson, the door.

The way of 001, 002 and 004, in order; what the doctrine of the case does not ask for is said to be one's choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from relance.actions.keep_person import keep_postal_address
from relance.actions.log_event import log_event
from relance.actions.note_lesson import note_lesson
from relance.actions.plan_case import plan_round
from relance.actions.refusals import BadInputError
from relance.etiquette.facts import Debrief, Reply
from relance.etiquette.steps import Action
from relance.letters.drafting import Draft, draft
from relance.records.models import Entry, InboundMail, Lesson, OpenDoor, Person
from relance.records.network import sheets_of
from relance.web import clock, dates, said
from relance.web.candidate.labels import LETTER_STEPS, label
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.reasons import why
from relance.web.candidate.strip import step_href
from relance.web.owned import round_of

_REPLIES = ("thank_and_ask_feedback", "ask_feedback", "thank_after_rejection")


@dataclass(frozen=True, slots=True)
class WayStep:
    """One step of the way: done, for now, or later; `href` opens it."""

    title: str
    words: str
    state: str
    source: str = ""
    href: str = ""
    act: str = ""
    post: bool = False


@dataclass(frozen=True, slots=True)
class AfterNo:
    """The way, what they said, what the debrief said then, and the lesson."""

    steps: tuple[WayStep, ...]
    reasons: str
    line: str
    beside: tuple[tuple[str, tuple[str, ...]], ...]
    action: str
    door: str
    door_open: bool
    door_href: str
    door_act: str
    debrief_href: str
    erased: bool = False


def after_no_of(outlook: Outlook) -> AfterNo | None:
    """The way of a case that ended with a no; None when it did not."""
    reply = outlook.situation.journal.decisive
    if reply is None or reply.kind != "rejection":
        return None
    row = Lesson.objects.filter(round=outlook.round).first()
    debrief = outlook.planned.facts.debrief
    sheet = int(outlook.planned.facts.main_contact.id)
    contact = sheets_of(outlook.case.owner).get(sheet, sheet)
    door = OpenDoor.objects.filter(person_id=contact).first()
    name = outlook.planned.facts.main_contact.name
    words = gettext("La porte est ouverte chez %(name)s.") if door else gettext(
        "Un autre poste ici, ou %(name)s ailleurs : le monde est petit."
    )  # fmt: skip
    return AfterNo(
        steps=tuple(_steps(outlook, reply)),
        reasons=row.reasons if row and row.reasons else _told(outlook),
        line=row.line if row else "",
        beside=tuple(_beside(debrief)),
        action=reverse("lesson", args=[outlook.case.pk]),
        door=words % {"name": name},
        door_open=door is not None,
        door_href=reverse("acquaintance" if door else "door", args=[contact]),
        door_act=gettext("Voir sa page") if door else gettext("Y revenir dans trois mois"),
        debrief_href=reverse("debrief", args=[outlook.case.pk]),
        erased=Person.objects.filter(pk=sheet, erased_at__isnull=False).exists(),
    )


@require_POST
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep their reasons and the lesson."""
    now = clock.now()
    round_ = round_of(request, pk)
    line, reasons = request.POST.get("line", ""), request.POST.get("reasons", "")
    try:
        note_lesson(round_=round_, line=line, reasons=reasons, now=now)
    except BadInputError as error:
        page = {"pk": pk, "line": line, "reasons": reasons, "wrong": said.problems(error.problems)}
        return render(request, "candidate/lesson.html", {"page": page, "tab": "cases"}, status=422)
    messages.success(request, gettext("C’est gardé : la leçon reviendra quand vous préparerez un entretien."))
    return redirect(f"{reverse('case', args=[pk])}#apres")


@require_http_methods(["GET", "POST"])
def by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """The words to copy by hand, the address to put on the card, and «C'est posté»."""
    outlook = Outlook(plan_round(round_=round_of(request, pk), now=clock.now()))
    facts, case = outlook.planned.facts, outlook.case
    action = outlook.planned.action("handwritten_note")
    to = (action.to[0] if action and action.to else "") or facts.main_contact.id
    if request.method == "POST" and request.POST.get("do") == "posted":
        now = clock.now()
        log_event(
            round_=outlook.round,
            kind=Entry.Kind.DONE,
            action="handwritten_note",
            at=now,
            now=now,
            data={"to": [to]},
        )
        messages.success(request, gettext("C’est noté."))
        return redirect("case", pk)
    if request.method == "POST":
        keep_postal_address(organisation=case.organisation, address=request.POST.get("address", ""))
        messages.success(request, gettext("L’adresse est gardée, et mise sur la carte."))
        return redirect("by-hand", pk)
    person = next((one for one in facts.people if one.id == to), None)
    if person is None:
        raise Http404
    day = outlook.now.date()
    locale = case.owner.letter_locale
    written = draft(facts, "handwritten_note", to, locale=locale, sent_on=day, allow_plain=True)
    reason, source = why(("N-06",))
    page = {
        "pk": pk,
        "organisation": case.organisation.name,
        "name": person.name,
        "address": case.organisation.postal_address,
        "body": written.body if isinstance(written, Draft) else "",
        "card": reverse("card", args=[pk, int(to)]),
        "planned": action is not None,
        "why": reason,
        "source": source,
    }
    return render(request, "candidate/by_hand.html", {"page": page, "tab": "cases"})


def _steps(outlook: Outlook, reply: Reply) -> Iterator[WayStep]:
    zone = outlook.planned.facts.tz
    received = reply.at.astimezone(zone).date()
    tonight = outlook.now.date() <= received
    yield WayStep(
        gettext("Une nuit d’abord"),
        gettext("Rien à écrire ce soir. Cela arrive aux meilleurs.")
        if tonight
        else gettext("La réponse date du %(day)s : la nuit est passée.") % {
            "day": dates.day(received, weekday=False)
        },
        "now" if tonight else "done",
        why(("N-01",))[1],
    )  # fmt: skip
    yield _reply_step(outlook)
    again = outlook.planned.action("ask_feedback_again") if outlook.state != "closed" else None
    if again is not None or "ask_feedback_again" in _done(outlook):
        yield _planned_step(outlook, "ask_feedback_again", again, gettext("Redemander une fois, pas deux"))
    yield _note_step(outlook)


def _reply_step(outlook: Outlook) -> WayStep:
    title = gettext("Remercier, et demander pourquoi une seule fois")
    done = next((name for name in _REPLIES if name in _done(outlook)), "")
    action = next((one for one in outlook.steps if one.action in _REPLIES), None)
    name = done or (action.action if action else _REPLIES[0])
    if name == "thank_after_rejection":
        title = gettext("Remercier : les raisons sont données")
    return _planned_step(outlook, name, action, title)


def _planned_step(outlook: Outlook, name: str, action: Action | None, title: str) -> WayStep:
    done = _done(outlook).get(name)
    if done is not None:
        when = gettext("Fait le %(day)s.") % {"day": dates.day(done, weekday=False)}
        return WayStep(title, when, "done", why(("N-03",))[1])
    if action is None:
        return WayStep(title, gettext("Pas fait ; ce n’est plus prévu."), "later", why(("N-03",))[1])
    on = action.due
    late = {"overdue", "late"} & set(action.flags)
    when = dates.moment(on) if isinstance(on, datetime) else dates.day(on)
    words = gettext("Dès que possible.") if late else gettext("Prévu %(when)s.") % {"when": when}
    return WayStep(
        title,
        words,
        "now" if outlook.is_now(action) else "later",
        why(action.because, outlook.planned.playbook.id)[1],
        step_href(outlook, action),
        label(action.action).act,
        post=action.action in LETTER_STEPS and len(action.to) == 1,
    )


def _note_step(outlook: Outlook) -> WayStep:
    """The word by hand: planned where the doctrine asks for it, one's choice elsewhere."""
    title, (reason, source) = gettext("Un mot écrit à la main"), why(("N-06",))
    href = reverse("by-hand", args=[outlook.case.pk])
    done = _done(outlook).get("handwritten_note")
    if done is not None:
        when = gettext("Fait le %(day)s.") % {"day": dates.day(done, weekday=False)}
        return WayStep(title, when, "done", source)
    action = outlook.planned.action("handwritten_note") if outlook.state != "closed" else None
    words = gettext("Si vous voulez : votre doctrine ne le demande pas, il plaît toujours.")
    if action is not None:
        words = reason
    state = "now" if action is not None and outlook.is_now(action) else "later"
    return WayStep(title, words, state, source, href, gettext("Le modèle et la carte"))


def _done(outlook: Outlook) -> dict[str, date]:
    return outlook.situation.journal.done_since_decisive


def _told(outlook: Outlook) -> str:
    """Their reasons as the answer gave them: what the user confirmed, else what was read in the mail."""
    undone = {row.undoes_id for row in outlook.round.entries.all() if row.undoes_id}
    replies = [
        row
        for row in outlook.round.entries.all()
        if row.kind == Entry.Kind.REPLY and row.pk not in undone and row.data.get("kind") == "rejection"
    ]
    if not replies:
        return ""
    if told := str(replies[-1].data.get("feedback") or ""):
        return told
    mail = InboundMail.objects.filter(case=outlook.case, pk=replies[-1].data.get("mail")).first()
    return "\n".join(mail.reading.get("feedback") or ()) if mail else ""


def _beside(debrief: Debrief | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What one thought on the day, to lay beside what they say now."""
    if debrief is None:
        return
    brakes = tuple(brake.text for brake in debrief.brakes)
    for name, told in (
        (gettext("Les freins que vous aviez sentis"), brakes),
        (gettext("Ce que vous vouliez améliorer"), debrief.to_improve),
        (gettext("Vos faux pas"), debrief.blunders),
        (gettext("Ce qui n’a pas été dit"), debrief.points_missed),
        (gettext("Votre impression"), (debrief.impressions or debrief.felt_text or "",)),
    ):
        kept = tuple(text for text in told if text.strip())
        if kept:
            yield name, kept
