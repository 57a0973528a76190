"""Signing in and out, where several people share an installation (RELANCE_ACCOUNTS=login)."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from relance.web.forms import QuietForm


class EntranceForm(QuietForm):
    """A name and a password."""

    login = forms.CharField(
        label=_("Votre nom de compte"), max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Mot de passe"), max_length=4096, strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Say the same whether the name or the password is wrong: nobody learns who has an account."""
        given: dict[str, Any] = super().clean() or {}
        if "login" in given and "password" in given:
            given["user"] = authenticate(username=given["login"], password=given["password"])
            if given["user"] is None:
                self.add_error(None, gettext("Ce nom et ce mot de passe ne vont pas ensemble."))
        return given


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def entrance(request: HttpRequest) -> HttpResponse:
    """Sign in, then go where one was going."""
    if request.user.is_authenticated:
        return redirect(_onward(request))
    form = EntranceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.cleaned_data["user"])
        return redirect(_onward(request))
    page = {"form": form, "onward": _onward(request)}
    return render(request, "account/entrance.html", {"page": page}, status=422 if form.errors else 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out. Where there is one person and no password, there is nothing to leave."""
    if settings.ACCOUNTS == "local":
        return redirect("today")
    logout(request)
    return redirect("login")


def _onward(request: HttpRequest) -> str:
    """A page of ours; anything else is the first page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("today")
