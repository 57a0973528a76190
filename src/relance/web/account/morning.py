"""The morning mail to oneself: its hour, on and off."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from relance.actions.refusals import BadInputError
from relance.actions.send_morning import ask_for_mornings, stop_mornings
from relance.records.models import Mailbox, MorningMail
from relance.web import clock, dates, said
from relance.web.forms import QuietForm
from relance.web.owned import owner_of


class MorningForm(QuietForm):
    """An hour of the morning."""

    hour = forms.TimeField(
        label=_("À quelle heure ?"),
        widget=forms.TimeInput({"type": "time", "min": "05:00", "max": "12:00"}, "%H:%M"),
    )


@require_http_methods(["GET", "POST"])
def morning(request: HttpRequest) -> HttpResponse:
    """Show and keep the setting."""
    owner = owner_of(request)
    row = MorningMail.objects.filter(owner=owner).first()
    form = MorningForm(request.POST or None, initial={"hour": row.hour if row else "07:30"})
    if request.method == "POST" and form.is_valid():
        try:
            kept = ask_for_mornings(owner=owner, hour=form.cleaned_data["hour"], now=clock.now())
        except BadInputError as error:
            form.take(error.problems)
        else:
            words = gettext("C’est noté : à %(hour)s, les jours où il y a à faire.") % {
                "hour": dates.hour(kept.hour)
            }
            messages.success(request, words)
            return redirect("settings")
    status = 422 if request.method == "POST" else 200
    mailbox = Mailbox.objects.filter(owner=owner).first()
    page = {
        "form": form,
        "on": row is not None and row.next_at is not None,
        "address": mailbox.address if mailbox else "",
        "failure": said.notice(row.failure, {"said": "", "address": ""}) if row and row.failure else "",
    }
    return render(request, "account/morning.html", {"page": page, "tab": "settings"}, status=status)


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stop it."""
    stop_mornings(owner=owner_of(request))
    messages.success(request, gettext("Il n’y aura plus de mail du matin."))
    return redirect("settings")


def state_of(row: MorningMail | None) -> str:
    """The setting in a sentence."""
    if row is None or row.next_at is None:
        return gettext("Aucun, tant que vous ne le demandez pas.")
    return gettext("À %(hour)s, les jours où il y a à faire.") % {"hour": dates.hour(row.hour)}
