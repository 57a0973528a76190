"""The mailbox: presets by provider, a real trial before anything is kept, and how it fares."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from relance.actions.connect_mailbox import (
    Account,
    connect_mailbox,
    disconnect_mailbox,
    empty_is_normal,
    failure_of,
)
from relance.actions.doors import Doors, RealDoors
from relance.actions.refusals import BadInputError
from relance.mail.accounts import Timeouts
from relance.mail.providers import Provider, provider_for, providers
from relance.records.models import Mailbox, Owner
from relance.web import dates, said
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.wording import say
from relance.wording.mailbox import NOTES

#: A person waits in front of the page: shorter than what the worker allows.
_DOORS: Doors = RealDoors(Timeouts(connect=10, command=20, final=20))
_SECURITY = [("tls", "TLS"), ("starttls", "STARTTLS"), ("none", _("aucun (cette machine seulement)"))]


class MailboxForm(QuietForm):
    """An address and a password; servers are found when the provider is known."""

    address = forms.EmailField(label=_("Votre adresse mail"), widget=forms.EmailInput({"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Mot de passe"),
        required=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}, render_value=False),
        help_text=_("Souvent un mot de passe d’application. Gardé chiffré, sur cette machine."),
    )
    display_name = forms.CharField(label=_("Le nom que voient vos correspondants"), required=False, max_length=200)
    username = forms.CharField(label=_("Identifiant"), required=False, max_length=254)
    imap_host = forms.CharField(label=_("Serveur de lecture (IMAP)"), required=False, max_length=253)
    imap_port = forms.IntegerField(label=_("Port"), required=False)
    imap_security = forms.ChoiceField(label=_("Chiffrement"), required=False, choices=_SECURITY)
    smtp_host = forms.CharField(label=_("Serveur d’envoi (SMTP)"), required=False, max_length=253)
    smtp_port = forms.IntegerField(label=_("Port"), required=False)
    smtp_security = forms.ChoiceField(label=_("Chiffrement"), required=False, choices=_SECURITY)
    trusted_pem = forms.CharField(
        label=_("Certificat à croire"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
        help_text=_("Pour un programme Bridge ou le serveur d’une entreprise. Collez le texte du certificat."),
    )

    def account(self) -> Account:
        """What the form says, completed by what is known of the provider."""
        given = self.cleaned_data
        known = provider_for(given["address"])
        local = given["address"].partition("@")[0]
        username = given["username"] or (local if known and known.username == "local" else given["address"])
        return Account(
            address=given["address"],
            username=username,
            password=given["password"],
            display_name=given["display_name"],
            trusted_pem=given["trusted_pem"].strip(),
            imap_host=given["imap_host"] or (known.imap.host if known else ""),
            imap_port=given["imap_port"] or (known.imap.port if known and not given["imap_host"] else 993),
            imap_security=_security(given, "imap", known),
            smtp_host=given["smtp_host"] or (known.smtp.host if known else ""),
            smtp_port=given["smtp_port"] or (known.smtp.port if known and not given["smtp_host"] else 465),
            smtp_security=_security(given, "smtp", known),
        )


@dataclass(frozen=True, slots=True)
class MailboxPage:
    """All that the page shows."""

    form: MailboxForm
    kept: Mailbox | None
    state: str
    tone: str
    providers: str
    note: str = ""
    emptied: bool = False


@require_http_methods(["GET", "POST"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the account; on POST try it for real, then keep it."""
    owner = owner_of(request)
    kept = Mailbox.objects.filter(owner=owner).first()
    form = MailboxForm(request.POST or None, initial=_initial(owner, kept))
    if request.method == "POST" and form.is_valid():
        try:
            _row, tried = connect_mailbox(owner=owner, account=form.account(), doors=_DOORS)
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, gettext("La boîte répond, en lecture et en envoi. Elle est reliée."))
            for problem in tried.problems:
                messages.info(request, said.problem(problem))
            return redirect("mailbox")
    page = _page(form, kept, owner)
    status = 422 if request.method == "POST" else 200
    return render(request, "account/mailbox.html", {"page": page, "tab": "settings"}, status=status)


@require_POST
def emptied(request: HttpRequest) -> HttpResponse:
    """«C'est normal»: a folder is empty because it was emptied."""
    if empty_is_normal(owner=owner_of(request)):
        messages.success(
            request, gettext("C’est noté : la lecture reprend, et un dossier vide n’arrête plus rien.")
        )
    return redirect("mailbox")


@require_POST
def disconnect(request: HttpRequest) -> HttpResponse:
    """Forget the account and its password."""
    disconnect_mailbox(owner=owner_of(request))
    messages.success(request, gettext("La boîte est oubliée, son mot de passe aussi."))
    return redirect("mailbox")


def _page(form: MailboxForm, kept: Mailbox | None, owner: Owner) -> MailboxPage:
    known = provider_for(str(form["address"].value() or ""))
    code = (known.note if known else None) or ""
    note = say(NOTES, code, said.lang()) if code in NOTES else ""
    state, tone = state_of(kept, owner)
    emptied_folder = kept is not None and kept.failure == "folder_emptied"
    return MailboxPage(form, kept, state, tone, ", ".join(one.name for one in providers()), note, emptied_folder)


def state_of(kept: Mailbox | None, owner: Owner) -> tuple[str, str]:
    """How the mailbox fares, in a sentence."""
    if kept is None:
        return gettext("Aucune boîte reliée : vous pouvez tout faire, et envoyer autrement."), ""
    if kept.failing_since is not None:
        failure = failure_of(kept)
        sentence = said.problem(failure) if failure is not None else ""
        since = dates.moment(kept.failing_since.astimezone(ZoneInfo(owner.tz)))
        return gettext("Illisible depuis %(since)s. %(why)s") % {"since": since, "why": sentence}, "bad"
    if kept.read_at is None:
        return gettext("Reliée, pas encore lue."), "good"
    when = dates.moment(kept.read_at.astimezone(ZoneInfo(owner.tz)))
    return gettext("Lue pour la dernière fois %(when)s.") % {"when": when}, "good"


def _security(given: dict[str, Any], side: str, known: Provider | None) -> str:
    if known and not given[f"{side}_host"]:
        server = known.imap if side == "imap" else known.smtp
        return server.security
    return str(given[f"{side}_security"] or "tls")


def _initial(owner: Owner, kept: Mailbox | None) -> dict[str, Any]:
    if kept is None:
        return {"address": owner.email, "display_name": owner.name}
    names = (
        "address",
        "username",
        "display_name",
        "imap_host",
        "imap_port",
        "imap_security",
        "smtp_host",
        "smtp_port",
        "smtp_security",
        "trusted_pem",
    )
    return {name: getattr(kept, name) for name in names}
