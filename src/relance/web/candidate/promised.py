"""What was announced at the interview: said in words, and typed in a form."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.note_promise import Announced, note_promise
from relance.actions.refusals import BadInputError
from relance.etiquette.facts import Promise
from relance.records.models import Round
from relance.web import clock, dates
from relance.web.announced import AnnouncedForm, noted
from relance.web.candidate.outlook import Outlook
from relance.web.owned import round_of


class PromiseForm(AnnouncedForm):
    """What the candidate heard; most of it optional."""

    ask_said, example, ask_channel = (
        _("Leurs mots, à peu près"),
        _("« On revient vers vous d’ici le 4 décembre. » Vous les retrouverez ici le moment venu."),
        _("Comment répondront-ils ?"),
    )

    contact_policy = forms.ChoiceField(
        label=_("Pouvez-vous les relancer ?"), required=False, widget=forms.RadioSelect,
        choices=[
            ("", _("Pas dit")), ("may_email", _("Oui, par mail")), ("may_call", _("Oui, par téléphone")),
            ("wait_for_them", _("Ils préfèrent revenir eux-mêmes")),
        ],
    )  # fmt: skip
    process_length = forms.ChoiceField(
        label=_("Le recrutement sera…"), required=False, widget=forms.RadioSelect,
        choices=[("unknown", _("On ne sait pas")), ("short", _("court")), ("long", _("long"))],
    )  # fmt: skip
    main_contact = forms.ChoiceField(label=_("Le contact privilégié"), required=False, widget=forms.RadioSelect)
    will_notify_refusal = forms.ChoiceField(
        label=_("Vous préviendront-ils si c’est non ?"), required=False, widget=forms.RadioSelect,
        choices=[("", _("Pas dit")), ("yes", _("Oui")), ("no", _("Non"))],
    )  # fmt: skip

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.person_id), one.person.name) for one in round_.participants.all()]
        self.fields["main_contact"].choices = people  # type: ignore[attr-defined]

    def announced(self) -> Announced:
        """What the form says."""
        given = self.cleaned_data
        notify = {"yes": True, "no": False}.get(given["will_notify_refusal"])
        return replace(
            super().announced(),
            contact_policy=given["contact_policy"],
            process_length=given["process_length"] or "unknown",
            main_contact=int(given["main_contact"]) if given["main_contact"] else None,
            will_notify_refusal=notify,
        )


@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """Type what was announced."""
    round_ = round_of(request, pk)
    form = PromiseForm(request.POST or None, round_=round_, initial=_initial(round_))
    if request.method == "POST" and form.is_valid():
        try:
            note_promise(round_=round_, announced=form.announced(), now=clock.now())
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, gettext("C’est noté. Le plan en tient compte."))
            return redirect("case", pk)
    page = {"form": form, "pk": pk, "organisation": round_.case.organisation.name}
    status = 422 if form.errors else 200
    return render(request, "candidate/promise.html", {"page": page, "tab": "cases"}, status=status)


def promise_words(outlook: Outlook) -> str:
    """What was announced, in sentences."""
    facts = outlook.planned.facts
    words = [_promise(facts.promise, outlook)]
    channel = {"email": gettext("Réponse par mail."), "phone": gettext("Réponse par téléphone.")}
    policy = {
        "may_call": gettext("Vous pouvez appeler."),
        "may_email": gettext("Vous pouvez écrire."),
        "wait_for_them": gettext("Ils préfèrent revenir eux-mêmes."),
    }
    words.append(channel.get(facts.channel_answer or "", ""))
    words.append(policy.get(facts.contact_policy or "", ""))
    if outlook.round.next_step:
        words.append(gettext("Ensuite : %(step)s.") % {"step": outlook.round.next_step.rstrip(".")})
    if outlook.round.start_date_said:
        words.append(gettext("Prise de poste : %(when)s.") % {"when": outlook.round.start_date_said.rstrip(".")})
    return " ".join(word for word in words if word)


def _promise(promise: Promise | None, outlook: Outlook) -> str:
    if promise is None:
        return gettext("Rien n’a été noté : ni date, ni canal.")
    if promise.kind == "vague":
        return (
            gettext("Pas de date : « %(said)s »") % {"said": promise.said}
            if promise.said
            else gettext("Pas de date.")
        )
    if outlook.promised_on is None:
        return promise.said or ""
    on = dates.day(outlook.promised_on)
    if promise.said:
        return gettext("« %(said)s » Soit au plus tard %(on)s.") % {"said": promise.said, "on": on}
    return gettext("Une réponse au plus tard %(on)s.") % {"on": on}


def _initial(round_: Round) -> dict[str, Any]:
    before = noted(round_)
    main = next((one for one in round_.participants.all() if one.main_contact), None)
    if not hasattr(round_, "promise") and (round_.channel_answer or round_.contact_policy):
        before["kind"] = ""  # it was said that nothing was
    return before | {
        "contact_policy": round_.contact_policy,
        "process_length": round_.process_length,
        "main_contact": str(main.person_id) if main else "",
        "will_notify_refusal": {True: "yes", False: "no", None: ""}[round_.will_notify_refusal],
    }
