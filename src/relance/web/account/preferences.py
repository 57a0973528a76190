"""Settings of the person: name, language, doctrine, region; export; erase."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.change_settings import change_settings
from relance.actions.erase import erase_all
from relance.actions.export_all import import_all
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import Mailbox, MorningMail, Owner
from relance.web import clock, said
from relance.web.account.doctrines import title_of
from relance.web.account.mailbox import state_of
from relance.web.account.morning import state_of as morning_state
from relance.web.forms import QuietForm
from relance.web.owned import owner_of

_LOCALES = [
    ("fr-FR", _("français de France")),
    ("fr-BE", _("français de Belgique")),
    ("fr-CH", _("français de Suisse")),
    ("fr-CA", _("français du Québec")),
    ("fr-MA", _("français du Maroc")),
    ("en-GB", _("anglais britannique")),
    ("en-US", _("anglais américain")),
]
_FIELDS = ("name", "gender", "email", "phone", "language", "letter_locale", "region", "tz")


class PreferencesForm(QuietForm):
    """Who writes, in which language, from where."""

    name = forms.CharField(label=_("Votre nom, comme vous signez"), required=False, max_length=200)
    gender = forms.ChoiceField(
        label=_("Accorder vos lettres"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("f", _("au féminin")),
            ("m", _("au masculin")),
            ("", _("sans accord : des tournures qui n’en demandent pas")),
        ],
    )
    email = forms.EmailField(label=_("Votre adresse mail"), required=False)
    phone = forms.CharField(label=_("Votre téléphone, sous la signature"), required=False, max_length=40)
    language = forms.ChoiceField(label=_("Langue des pages"), choices=[("fr", "Français"), ("en", "English")])
    letter_locale = forms.ChoiceField(label=_("Langue des lettres"), choices=_LOCALES)
    region = forms.CharField(
        label=_("Région habituelle"), max_length=16, help_text=_("Pour les jours fériés : FR, BE, CA-QC…")
    )
    tz = forms.CharField(label=_("Votre fuseau horaire"), max_length=64)


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep the settings."""
    owner = owner_of(request)
    form = PreferencesForm(request.POST or None, initial={name: getattr(owner, name) for name in _FIELDS})
    if request.method == "POST" and form.is_valid():
        try:
            change_settings(owner=owner, changes=dict(form.cleaned_data), now=clock.now())
        except BadInputError as error:
            form.take(error.problems)
        else:
            with override(form.cleaned_data["language"]):
                messages.success(request, gettext("C’est noté."))
            return redirect("settings")
    return _page(request, owner, form, status=422 if request.method == "POST" else 200)


@require_http_methods(["POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take an export in, into an empty Relance."""
    owner = owner_of(request)
    given = request.FILES.get("file")
    form = PreferencesForm(initial={name: getattr(owner, name) for name in _FIELDS})
    problems: tuple[Problem, ...] = (Problem("file", "file_missing"),)
    if given is not None:
        try:
            import_all(owner=owner, text=given.read(), now=clock.now())
        except BadInputError as error:
            problems = error.problems
        else:
            messages.success(
                request, gettext("Tout est revenu. Rien ne partira sans un nouvel accord de votre part.")
            )
            return redirect("today")
    return _page(request, owner, form, problems, status=422)


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Erase everything, once the word is copied."""
    owner = owner_of(request)
    word, wrong = gettext("effacer"), False
    if request.method == "POST":
        if request.POST.get("word", "").strip().casefold() == word:
            erase_all(owner=owner)
            return redirect("today")
        wrong = True
    page = {"word": word, "wrong": wrong}
    return render(request, "account/erase.html", {"page": page, "tab": "settings"}, status=422 if wrong else 200)


def _page(
    request: HttpRequest, owner: Owner, form: PreferencesForm, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    state, tone = state_of(Mailbox.objects.filter(owner=owner).first(), owner)
    page: dict[str, Any] = {
        "form": form,
        "mailbox": state,
        "tone": tone,
        "doctrine": title_of(owner.playbook, owner),
        "morning": morning_state(MorningMail.objects.filter(owner=owner).first()),
        "problems": said.problems(problems),
        "several": settings.ACCOUNTS == "login",
        "login": owner.login,
    }
    return render(request, "account/settings.html", {"page": page, "tab": "settings"}, status=status)
