"""What happened elsewhere: a step done another way, a call, another offer; and the small acts of a case."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relance.actions.close_case import close_case, reopen_case
from relance.actions.erase import erase_case
from relance.actions.log_event import log_event, undo_entry
from relance.actions.plan_case import plan_round
from relance.actions.refusals import BadInputError
from relance.etiquette.steps import ACTIONS, Action
from relance.letters.drafting import Draft, draft
from relance.records.models import Entry, Round
from relance.web import clock, dates, said
from relance.web.addresses import home_of
from relance.web.candidate.labels import label, names_of
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.reasons import why
from relance.web.forms import QuietForm
from relance.web.owned import case_of, entry_of, round_of

_LOCAL = "%Y-%m-%dT%H:%M"
#: Steps whose text is shown to be copied by hand.
_MODELS = frozenset({"linkedin_invite", "handwritten_note"})


class HappenedForm(QuietForm):
    """Something that happened outside Relance."""

    what = forms.ChoiceField(label=_("Que s’est-il passé ?"), widget=forms.RadioSelect)
    at = forms.DateTimeField(
        label=_("Quand ?"), input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )  # fmt: skip
    note = forms.CharField(label=_("Un mot, si vous voulez"), required=False, max_length=2000)

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            *steps,
            ("extra_email", gettext("Je leur ai écrit de mon côté")),
            ("extra_phone", gettext("Je les ai appelés de mon côté")),
            ("competing_offer", gettext("Un autre employeur m’a fait une offre")),
            ("note", gettext("Autre chose, à noter")),
        ]


@require_http_methods(["GET", "POST"])
def happened(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what happened elsewhere."""
    outlook = Outlook(plan_round(round_=round_of(request, pk), now=clock.now()))
    steps = [(step.action, _done_words(outlook, step)) for step in outlook.steps if step.action != "close_file"]
    initial = {"at": outlook.now.replace(tzinfo=None, second=0, microsecond=0), "what": request.GET.get("what", "")}
    form = HappenedForm(request.POST or None, steps=steps, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _log(outlook.round, form)
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, gettext("C’est noté. Le plan en tient compte."))
            return redirect("case", pk)
    page = {"pk": pk, "organisation": outlook.case.organisation.name, "form": form}
    status = 422 if form.errors else 200
    return render(request, "candidate/happened.html", {"page": page, "tab": "cases"}, status=status)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A step done by hand: what to do, a model where there is one, and «C'est fait»."""
    outlook = Outlook(plan_round(round_=round_of(request, pk), now=clock.now()))
    action = outlook.planned.action(name)
    if name not in ACTIONS:
        raise Http404
    if request.method == "POST":
        now = clock.now()
        if name == "close_file":
            close_case(case=outlook.case, because="user", now=now)
        elif action is not None:
            to = [one for one in action.to if one in outlook.people]
            log_event(round_=outlook.round, kind=Entry.Kind.DONE, action=name, at=now, now=now, data={"to": to})
        messages.success(request, gettext("C’est noté."))
        return redirect("case", pk)
    reason, source = why(action.because, outlook.planned.playbook.id) if action else ("", "")
    page = {
        "pk": pk,
        "organisation": outlook.case.organisation.name,
        "title": label(name).todo % {"who": names_of(action.to, outlook.people) if action else ""},
        "why": reason,
        "source": source,
        "models": _models(outlook, action) if action and name in _MODELS else [],
        "open": action is not None,
        "closing": name == "close_file",
    }
    return render(request, "candidate/step.html", {"page": page, "tab": "cases"})


@require_safe
def before_leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """What to ask before leaving the room (E-01 to E-12), on one screen and one printed card."""
    asked = [
        gettext("Quelles sont les prochaines étapes ?"),
        gettext("Y aura-t-il un autre entretien, ou une réponse finale ? Sous quel délai ?"),
        gettext("Qui rencontrerai-je ensuite ?"),
        gettext("Quand aurai-je une réponse, au plus tard ?"),
        gettext("Par mail ou par téléphone ?"),
        gettext("Qui est mon contact ?"),
        gettext("Puis-je vous relancer, ou préférez-vous revenir vers moi ?"),
        gettext("Quand serait la prise de poste ?"),
        gettext("Me préviendrez-vous si c’est non ?"),
    ]
    page = {"case": case_of(request, pk), "asked": asked}
    return render(request, "candidate/before_leaving.html", {"page": page, "tab": "cases"})


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line of the journal back, once confirmed."""
    entry = entry_of(request, pk)
    if request.method == "POST":
        try:
            undo_entry(entry=entry, now=clock.now())
        except BadInputError as error:
            messages.error(request, " ".join(said.problems(error.problems)))
        else:
            messages.success(request, gettext("Annulé. Le plan est recalculé."))
        return redirect(home_of(entry.case))
    at = entry.happened_at.astimezone(ZoneInfo(entry.case.tz))
    page = {"back": home_of(entry.case), "entry": entry, "when": dates.moment(at)}
    return render(request, "candidate/undo.html", {"page": page, "tab": "cases"})


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case: nothing leaves any more."""
    close_case(case=case_of(request, pk), because="user", now=clock.now())
    messages.success(request, gettext("Dossier refermé. Vous pouvez le rouvrir quand vous voulez."))
    return redirect("case", pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a case again."""
    reopen_case(case=case_of(request, pk), now=clock.now())
    messages.success(request, gettext("Dossier rouvert."))
    return redirect("case", pk)


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase one case, once confirmed."""
    case = case_of(request, pk)
    if request.method == "POST":
        erase_case(case=case)
        messages.success(request, gettext("La candidature est effacée. Les personnes rencontrées restent."))
        return redirect("cases")
    return render(request, "candidate/erase.html", {"page": {"case": case}, "tab": "cases"})


def _done_words(outlook: Outlook, action: Action) -> str:
    named = label(action.action, phone=action.channel == "phone")
    return named.done % {"who": names_of(action.to, outlook.people)}


def _models(outlook: Outlook, action: Action) -> list[tuple[str, str, str]]:
    models = []
    for person in action.to:
        written = draft(
            outlook.planned.facts, action.action, person, locale=outlook.case.owner.letter_locale,
            sent_on=outlook.now.date(), allow_plain=True,
        )  # fmt: skip
        if isinstance(written, Draft):
            card = reverse("card", args=[outlook.case.pk, person]) if action.action == "handwritten_note" else ""
            models.append((outlook.people.get(person, ""), written.body, card))
    return models


def _log(round_: Round, form: HappenedForm) -> None:
    given, now = form.cleaned_data, clock.now()
    at = given["at"].replace(tzinfo=ZoneInfo(round_.case.tz))
    kinds = {
        "extra_email": (Entry.Kind.EXTRA_CONTACT, "", {"channel": "email"}),
        "extra_phone": (Entry.Kind.EXTRA_CONTACT, "", {"channel": "phone"}),
        "competing_offer": (Entry.Kind.COMPETING_OFFER, "", {}),
        "note": (Entry.Kind.NOTE, "", {}),
    }
    kind, action, data = kinds.get(given["what"], (Entry.Kind.DONE, given["what"], {}))
    log_event(round_=round_, kind=kind, action=action, at=at, now=now, data={**data, "text": given["note"]})
