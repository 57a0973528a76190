"""A doctrine of one's own: every value in a form, started from another doctrine."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from relance.actions.own_playbook import forget_playbook, keep_playbook
from relance.actions.playbooks import find_playbook
from relance.actions.refusals import BadInputError
from relance.etiquette import DEFAULT_PLAYBOOK, load_playbook, playbook_ids
from relance.etiquette.playbooktables import table_of
from relance.records.models import Owner, OwnPlaybook
from relance.web import clock, said
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.web.typed import whole
from relance.wording.playbooks import say_title

_UNITS = [("calendar_days", _("jours")), ("working_days", _("jours ouvrés"))]
_CHANNELS = [("email", _("par mail")), ("phone", _("par téléphone"))]


def _number(label: Any, least: int, most: int, help_text: Any = "") -> forms.CharField:
    # A text, not a number: what is wrong with it is told by the reader of playbooks, in one place.
    widget = forms.NumberInput({"min": least, "max": most, "inputmode": "numeric"})
    return forms.CharField(label=label, required=False, max_length=12, widget=widget, help_text=help_text)


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def _flag(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class DoctrineForm(QuietForm):
    """Every value of a playbook. Each field is named as its key (docs/playbooks.md), dots turned into «__»."""

    title = forms.CharField(label=_("Son nom"), required=False, max_length=200)
    inherits = forms.ChoiceField(label=_("À partir de"), required=False, choices=())

    thanks__ideal__mode = _choice(
        _("L’heure du merci"),
        [("next_day", _("le lendemain, à l’heure dite")), ("after_end", _("un temps après l’entretien"))],
    )
    thanks__ideal__at = forms.CharField(
        label=_("Heure, le lendemain"), required=False, max_length=8, widget=forms.TimeInput({"type": "time"})
    )
    thanks__ideal__minutes = _number(_("Minutes après l’entretien"), 0, 20160)
    thanks__ideal__cap_hours = _number(_("Jamais plus de (heures)"), 1, 336, _("Vide : pas d’autre limite."))
    thanks__earliest_min = _number(_("Jamais avant (minutes)"), 0, 1440)
    thanks__latest_hours = _number(_("En retard après (heures)"), 1, 336)
    thanks__recipients = _choice(
        _("Qui remercier"),
        [("each_interviewer", _("chaque personne rencontrée")), ("main_contact", _("le contact privilégié"))],
    )
    thanks__offday = _choice(
        _("Un jour de repos"),
        [("keep", _("le merci attend")), ("same_day_if_possible", _("il part le jour même, si c’est possible"))],
    )

    followup1__unit = _choice(_("On compte en"), _UNITS)
    followup1__days__short = _number(_("Recrutement court"), 1, 90)
    followup1__days__unknown = _number(_("Longueur inconnue"), 1, 90)
    followup1__days__long = _number(_("Recrutement long"), 1, 90)
    followup1__grace_working_days = _number(_("Jours ouvrés laissés après une date promise"), 0, 20)
    followup1__channel = _choice(_("Première relance"), _CHANNELS)

    followup2__enabled = _flag(_("Une seconde relance"))
    followup2__channel = _choice(_("Seconde relance"), _CHANNELS)
    followup2__gap = _number(_("Combien de jours après la première"), 1, 90)
    followup2__unit = _choice(_("On compte ces jours en"), _UNITS)
    voicemail = _choice(
        _("Sur répondeur"),
        [
            ("leave_message", _("laisser un message")),
            ("hang_up_then_message", _("raccrocher, rappeler, puis laisser un message")),
        ],
    )
    voicemail_silent_max = _number(_("Appels sans message, au plus"), 1, 5)

    max_contacts = _number(
        _("Contacts au plus, en tout"), 1, 10, _("Trois, dit La Voix Emploi : un quatrième serait du harcèlement.")
    )
    close__after = _number(_("Refermer après le dernier contact, au bout de"), 1, 365)
    close__unit = _choice(_("On compte ce temps en"), _UNITS)

    rejection__mode = _choice(
        _("Après un refus"),
        [("thank_and_ask", _("remercier et demander pourquoi")), ("ask", _("demander pourquoi"))],
    )
    rejection__insist_after_days = _number(
        _("Redemander au bout de (jours)"), 1, 90, _("Vide : une seule demande.")
    )
    rejection__handwritten = _flag(_("Proposer un mot à la main"))

    linkedin__enabled = _flag(_("Proposer une invitation LinkedIn"))
    competing_offer = _choice(
        _("Si j’ai une autre offre"), [("never", _("n’en rien dire")), ("inform", _("les en informer"))]
    )
    agency = _choice(
        _("Passé par un cabinet"),
        [("normal", _("écrire aux personnes rencontrées")), ("agency_only", _("n’écrire qu’au cabinet"))],
    )
    debrief__latest_hours = _number(_("Le bilan reste frais (heures)"), 1, 168)
    debrief__before_thanks = _flag(_("Montrer le bilan avant le merci"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inherits"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (one, say_title(one, "", said.lang())) for one in playbook_ids()
        ]

    def take(self, problems: Any) -> None:
        """Show each problem at its value."""
        for problem in problems:
            name = problem.place.replace(".", "__")
            self.add_error(name if name in self.fields else None, said.problem(problem))

    def table(self) -> dict[str, Any]:
        """What was typed as the table of a playbook; a number that is none stays as typed, to be told."""
        blocks = ("debrief", "thanks", "followup1", "followup2", "close", "linkedin", "rejection")
        table: dict[str, Any] = {block: {} for block in blocks}
        for name, field in self.fields.items():
            if name in {"title", "inherits"}:
                continue
            value = self.cleaned_data.get(name)
            _put(table, name.split("__"), value if isinstance(field, forms.BooleanField) else _typed(name, value))
        # What goes with a choice that was not made is not part of the doctrine.
        if not table["followup2"]["enabled"]:
            table["followup2"] = {"enabled": False}
        ideal = table["thanks"].setdefault("ideal", {})
        ideal.pop("minutes" if ideal.get("mode") == "next_day" else "at", None)
        table["debrief"]["at"] = "interview_end"
        table["thanks"]["channel"], table["followup1"]["to"] = "email", "main_contact"
        table["rejection"].setdefault("insist_after_days", False)
        return table


@require_http_methods(["GET", "POST"])
def own_doctrine(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Make one, or change it."""
    owner = owner_of(request)
    row = get_object_or_404(OwnPlaybook, owner=owner, number=number) if number else None
    form = DoctrineForm(request.POST or None, initial=_initial(owner, row, request.GET.get("base", "")))
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_playbook(
                owner=owner,
                title=form.cleaned_data["title"],
                base=form.cleaned_data["inherits"] or DEFAULT_PLAYBOOK,
                values=form.table(),
                now=clock.now(),
                playbook=row,
            )
        except BadInputError as error:
            form.take(error.problems)
        else:
            words = gettext("« %(title)s » est gardée.") % {"title": kept.values["title"]}
            messages.success(request, words)
            return redirect("doctrines")
    page = {"form": form, "number": number, "title": row.values.get("title", row.key) if row else ""}
    status = 422 if request.method == "POST" else 200
    return render(request, "account/own_doctrine.html", {"page": page, "tab": "settings"}, status=status)


@require_POST
def forget_doctrine(request: HttpRequest, number: int) -> HttpResponse:
    """Forget one; its cases follow the doctrine it was made from."""
    row = get_object_or_404(OwnPlaybook.objects.select_related("owner"), owner=owner_of(request), number=number)
    forget_playbook(playbook=row, now=clock.now())
    messages.success(
        request, gettext("Cette doctrine est oubliée ; ce qui la suivait suit celle d’où elle venait.")
    )
    return redirect("doctrines")


def _initial(owner: Owner, row: OwnPlaybook | None, base: str) -> dict[str, Any]:
    if row is not None:
        book = find_playbook(row.key, owner)[0]
        about = {"title": row.values.get("title", ""), "inherits": row.values.get("inherits", DEFAULT_PLAYBOOK)}
    else:
        chosen = base if base in playbook_ids() else DEFAULT_PLAYBOOK
        book, about = load_playbook(chosen), {"inherits": chosen}
    flat = _flat(table_of(book))
    flat["rejection__insist_after_days"] = flat["rejection__insist_after_days"] or ""
    return {"thanks__ideal__at": "10:00", "thanks__ideal__minutes": "30", "followup2__channel": "phone",
            "followup2__gap": "7", "followup2__unit": "calendar_days"} | flat | about  # fmt: skip


def _flat(table: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        flat |= _flat(value, f"{before}{key}__") if isinstance(value, Mapping) else {f"{before}{key}": value}
    return flat


def _typed(name: str, value: str | None) -> Any:
    """A whole number as a number, nothing for what was left empty; an hour without the seconds of some browsers."""
    text = (value or "").strip()
    if not text:
        return None
    if name == "thanks__ideal__at":
        return text[:5]
    return whole(text)


def _put(table: dict[str, Any], keys: list[str], value: Any) -> None:
    if value is None:
        return
    for key in keys[:-1]:
        table = table.setdefault(key, {})
    table[keys[-1]] = value
