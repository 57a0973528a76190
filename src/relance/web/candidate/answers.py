"""They answered: five doors, each its short way, prefilled from the mail when there is one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relance.actions.confirm_answer import ANSWERS, Answered, confirm_answer, dismiss_mail, give_mail_to_case
from relance.actions.follow_answer import LETTERS, last_asker, question_answered, write_next
from relance.actions.next_interview import note_proposed, proposed_interview
from relance.actions.refusals import BadInputError
from relance.records import queries
from relance.records.models import Case, InboundMail
from relance.web import clock, dates
from relance.web.addresses import home_of
from relance.web.candidate.following import after, is_cancelled, meeting_words, slots_of, ways
from relance.web.forms import QuietForm
from relance.web.owned import case_of, mail_of, owner_of
from relance.web.typed import number

_LOCAL = "%Y-%m-%dT%H:%M"


def doors() -> list[tuple[str, str, str]]:
    """The kinds of answer: code, name, and what the way behind the door is."""
    return [
        ("invitation", gettext("Ils veulent me revoir"), gettext("Répondre vite, se rendre disponible.")),
        ("offer", gettext("Ils me proposent le poste"), gettext("Accuser réception, puis décider à tête reposée.")),
        ("rejection", gettext("C’est non"), gettext("Une nuit d’abord. On remercie demain.")),
        ("delay", gettext("Plus tard"), gettext("Une nouvelle date, ou pas encore de date.")),
        (
            "question",
            gettext("Ils me demandent quelque chose"),
            gettext("Pièces, références, prétentions, disponibilité."),
        ),
        (
            "process_stopped",
            gettext("Le recrutement est arrêté"),
            gettext("Ni vous, ni personne : le poste est gelé."),
        ),
        ("acknowledgement", gettext("Un simple accusé de réception"), gettext("Merci, on revient vers vous.")),
        ("other", gettext("Rien de tout cela"), gettext("À noter, sans rien changer au plan.")),
    ]


class AnswerForm(QuietForm):
    """What they said. Fields that a kind does not use are left out."""

    at = forms.DateTimeField(
        label=_("Quand ont-ils répondu ?"),
        input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )
    channel = forms.ChoiceField(
        label=_("Comment ?"),
        widget=forms.RadioSelect,
        choices=[("email", _("Par mail")), ("phone", _("Par téléphone"))],
    )
    promised_on = forms.DateField(
        label=_("Nouvelle date annoncée, s’il y en a une"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    round2_start = forms.DateTimeField(
        label=_("Le prochain entretien, si la date est connue"),
        required=False,
        input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )
    deadline = forms.DateTimeField(
        label=_("Ils attendent votre décision pour le"),
        required=False,
        input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )
    slot = forms.ChoiceField(
        label=_("Quel moment retenez-vous ?"), required=False, widget=forms.RadioSelect, choices=[]
    )
    with_reasons = forms.BooleanField(label=_("Ils ont donné leurs raisons"), required=False)
    feedback = forms.CharField(
        label=_("Ce qu’ils ont dit, à garder"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self, *args: Any, kind: str, zone: ZoneInfo, slots: Sequence[datetime] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        offered = [one.replace(tzinfo=one.tzinfo or zone) for one in slots if len(slots) > 1]
        self.fields["slot"].choices = [  # type: ignore[attr-defined]
            (one.isoformat(), dates.moment(one.astimezone(zone))) for one in offered
        ]
        wanted = {
            "invitation": {"round2_start", *(["slot"] if offered else [])},
            "offer": {"deadline", "feedback"},
            "rejection": {"with_reasons", "feedback"},
            "process_stopped": {"feedback"},
            "delay": {"promised_on"},
            "acknowledgement": {"promised_on"},
            "question": {"feedback"},
            "other": {"feedback"},
        }[kind]
        for name in set(self.fields) - wanted - {"at", "channel"}:
            del self.fields[name]

    def next_start(self) -> datetime | None:
        """The next interview: the moment chosen among those they offer, else the one typed."""
        chosen = self.cleaned_data.get("slot")
        return datetime.fromisoformat(chosen) if chosen else self.local("round2_start")

    def local(self, name: str) -> datetime | None:
        """A typed instant, in the employer's zone."""
        given: datetime | None = self.cleaned_data.get(name)
        return given.replace(tzinfo=self.zone) if given else None


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The doors."""
    case = case_of(request, pk)
    mails = queries.mail_to_look_at(case.owner).filter(case=case).order_by("received_at")
    page = {"case": case, "doors": doors(), "mails": mails}
    return render(request, "candidate/answer.html", {"page": page, "tab": "cases"})


@require_http_methods(["GET", "POST"])
def answered(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Behind one door: the few facts of this kind of answer."""
    if kind not in ANSWERS:
        raise Http404
    case = case_of(request, pk)
    return _confirm(request, case, kind, None)


@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """What they wrote, what was understood, and the form to confirm or correct it."""
    row = mail_of(request, pk)
    if row.case is not None and row.case.opening_id:
        return redirect(home_of(row.case))
    if row.case is None:
        rows = owner_of(request).cases.filter(pk__in=row.likely_cases).select_related("organisation")
        page = {"mail": row, "when": _received(row, row.owner.tz), "cases": rows}
        return render(request, "candidate/mail_whose.html", {"page": page, "tab": "today"})
    kind = request.GET.get("kind") or ("" if _asks(row) else row.kind)
    if not kind and request.method != "POST":
        return _ask(request, row.case, row)
    return _confirm(request, row.case, kind if kind in ANSWERS else "other", row)


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """To which case an unsure answer belongs."""
    row = mail_of(request, pk)
    given = request.POST.get("case", "")
    case = get_object_or_404(owner_of(request).cases, pk=number(given) or 0)
    give_mail_to_case(mail=row, case=case, now=clock.now())
    return redirect("mail", pk)


@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """It has nothing to do with any case."""
    dismiss_mail(mail=mail_of(request, pk), now=clock.now())
    messages.success(request, gettext("Mis de côté. Le plan reprend."))
    return redirect("today")


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Their question: write the answer, or say that it was answered elsewhere."""
    case = case_of(request, pk)
    if request.POST.get("do") == "write":
        letter = write_next(case=case, step="answer_question", now=clock.now(), mail=last_asker(case))
        return redirect("letter", letter.pk)
    if question_answered(case=case, now=clock.now()):
        messages.success(request, gettext("C’est noté. Le plan reprend."))
    return redirect("case", pk)


def _asks(row: InboundMail) -> bool:
    """Whether the reading is too unsure to propose anything: the words are shown, the user says."""
    return row.status == InboundMail.Status.NEW and (row.reading.get("sure") is False or is_cancelled(row))


def _ask(request: HttpRequest, case: Case, row: InboundMail) -> HttpResponse:
    page = {"case": case, "doors": doors(), "mail": row, "asks": True} | _of_mail(row, case)
    return render(request, "candidate/answered.html", {"page": page, "tab": "cases"})


def _confirm(request: HttpRequest, case: Case, kind: str, row: InboundMail | None) -> HttpResponse:
    zone = ZoneInfo(case.tz)
    slots = slots_of(row) if row else []
    form = AnswerForm(request.POST or None, kind=kind, zone=zone, slots=slots, initial=_initial(row, kind, zone))
    if request.method == "POST" and form.is_valid():
        step = request.POST.get("next", "")
        try:
            return redirect(_kept(request, case, _answered(form, kind, step), row, step))
        except BadInputError as error:
            form.take(error.problems)
    chosen = next(door for door in doors() if door[0] == kind)
    page = {"case": case, "kind": kind, "door": chosen, "doors": doors(), "form": form, "mail": row}
    page |= {"ways": ways(kind, meeting=proposed_interview(case, row) if row else None), "after": after(kind)}
    if row is not None:
        page |= _of_mail(row, case)
    status = 422 if request.method == "POST" else 200
    return render(request, "candidate/answered.html", {"page": page, "tab": "cases"}, status=status)


def _kept(request: HttpRequest, case: Case, answered: Answered, row: InboundMail | None, step: str) -> str:
    """Keep the answer, start what follows it, and say which page comes next."""
    now = clock.now()
    if step == "round" and row is not None and proposed_interview(case, row) is not None:
        note_proposed(case=case, mail=row, answered=answered, now=now)
        messages.success(request, gettext("C’est noté. Le prochain entretien est prêt."))
        return reverse("case", args=[case.pk])
    confirm_answer(case=case, answered=answered, now=now, mail=row)
    if step in LETTERS.get(answered.kind, ()):
        return reverse("letter", args=[write_next(case=case, step=step, now=now, mail=row).pk])
    if step == "round":
        return reverse("next-interview", args=[case.pk])
    if step == "answered":
        question_answered(case=case, now=now, channel=answered.channel)
    messages.success(request, gettext("C’est noté. Le plan en tient compte."))
    return reverse("case", args=[case.pk])


def _answered(form: AnswerForm, kind: str, step: str) -> Answered:
    given = form.cleaned_data
    interested = {"withdraw": False, "reply_invite": True, "round": True}.get(step)
    at = form.local("at")
    if at is None:
        raise Http404
    return Answered(
        kind=kind,
        at=at,
        channel=given["channel"],
        promised_on=given.get("promised_on"),
        round2_start=form.next_start(),
        deadline=form.local("deadline"),
        with_reasons=bool(given.get("with_reasons")),
        still_interested=interested,
        feedback=given.get("feedback", ""),
    )


def _initial(row: InboundMail | None, kind: str, zone: ZoneInfo) -> dict[str, Any]:
    at = (row.received_at if row else clock.now()).astimezone(zone)
    base: dict[str, Any] = {"at": at.replace(tzinfo=None), "channel": "email"}
    if row is None:
        return base
    reading = row.reading
    slots = slots_of(row)
    base["promised_on"] = reading.get("promised_date")
    base["with_reasons"] = bool(reading.get("feedback_given"))
    base["feedback"] = "\n".join(reading.get("feedback") or [])
    if len(slots) == 1 and kind == "invitation":
        base["round2_start"] = (
            slots[0].replace(tzinfo=slots[0].tzinfo or zone).astimezone(zone).replace(tzinfo=None)
        )
    if reading.get("reply_deadline"):
        base["deadline"] = f"{reading['reply_deadline'][:10]}T18:00"
    return base


def _of_mail(row: InboundMail, case: Case) -> dict[str, Any]:
    return {
        "when": _received(row, case.tz),
        "because": _apart(row.reading.get("because", [])),
        "handled": row.status != InboundMail.Status.NEW,
        "meeting": meeting_words(row, case.tz),
        "cancelled": is_cancelled(row),
    }


def _apart(quotes: list[str]) -> list[str]:
    """Quotes that say something the others do not: a piece of a longer one is left out."""
    kept = dict.fromkeys(quote.strip() for quote in quotes)
    return [one for one in kept if one and not any(one != other and one in other for other in kept)]


def _received(row: InboundMail, tz: str) -> str:
    return dates.moment(row.received_at.astimezone(ZoneInfo(tz)))
