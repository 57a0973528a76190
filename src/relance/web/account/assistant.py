"""The assistant: where it listens, if the user has one. Off by default; nothing is sent from here."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from relance.actions.connect_assistant import connect_assistant, disconnect_assistant
from relance.actions.refusals import BadInputError
from relance.records.models import Assistant
from relance.web.forms import QuietForm
from relance.web.owned import owner_of


class AssistantForm(QuietForm):
    """An address, a model, a key if it wants one."""

    address = forms.CharField(
        label=_("Adresse"), required=False, max_length=500,
        help_text=_("Celle qui finit d’ordinaire par /v1 : la forme d’OpenAI, que parlent presque tous."),
    )  # fmt: skip
    model = forms.CharField(label=_("Modèle"), required=False, max_length=200)
    key = forms.CharField(
        label=_("Clé"), required=False, max_length=1000, strip=True,
        widget=forms.PasswordInput({"autocomplete": "off"}, render_value=False),
        help_text=_("S’il en demande une. Gardée chiffrée ; laissez vide pour garder celle d’avant."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def assistant(request: HttpRequest) -> HttpResponse:
    """Show and keep the setting."""
    owner = owner_of(request)
    row = Assistant.objects.filter(owner=owner).first()
    form = AssistantForm(
        request.POST or None, initial={"address": row.address, "model": row.model} if row else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            connect_assistant(owner=owner, **form.cleaned_data)
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, gettext("C’est noté. Rien ne lui sera envoyé sans que vous l’ayez vu avant."))
            return redirect("settings")
    status = 422 if request.method == "POST" else 200
    page = {"form": form, "kept": row is not None}
    return render(request, "account/assistant.html", {"page": page, "tab": "settings"}, status=status)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Forget the assistant and its key."""
    disconnect_assistant(owner=owner_of(request))
    messages.success(request, gettext("Cet assistant est oublié, sa clé aussi."))
    return redirect("settings")
