"""What was announced at the end of an interview, as both chairs type it (E-01 to E-12)."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relance.actions.note_promise import Announced
from relance.records.models import Round
from relance.web.forms import QuietForm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

KINDS = [
    ("date", _("Une date")),
    ("days", _("Un nombre de jours")),
    ("end_of_week", _("« En fin de semaine »")),
    ("vague", _("« On vous rappellera », sans date")),
    ("", _("Rien du tout")),
]


class AnnouncedForm(QuietForm):
    """The promise, the channel and what comes next; each chair adds what only it is asked."""

    #: How this chair is asked.
    ask_said: "StrOrPromise" = ""
    example: "StrOrPromise" = ""
    ask_channel: "StrOrPromise" = ""

    said = forms.CharField(required=False, max_length=1000)
    kind = forms.ChoiceField(label=_("C’était…"), choices=KINDS, required=False, widget=forms.RadioSelect)
    promised_on = forms.DateField(
        label=_("La date annoncée"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    n = forms.IntegerField(
        label=_("Combien de jours ?"), required=False, widget=forms.NumberInput({"min": 1, "max": 366})
    )
    unit = forms.ChoiceField(
        label=_("Jours"), required=False, choices=[("calendar", _("de calendrier")), ("working", _("ouvrés"))]
    )
    channel_answer = forms.ChoiceField(
        required=False, widget=forms.RadioSelect,
        choices=[("", _("Pas dit")), ("email", _("Par mail")), ("phone", _("Par téléphone"))],
    )  # fmt: skip
    next_step = forms.CharField(label=_("L’étape suivante"), required=False, max_length=500)
    start_date_said = forms.CharField(label=_("La prise de poste"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].label, self.fields["said"].help_text = self.ask_said, self.example
        self.fields["channel_answer"].label = self.ask_channel

    def announced(self) -> Announced:
        """What the form says."""
        given = self.cleaned_data
        return Announced(
            kind=given["kind"],
            promised_on=given["promised_on"],
            n=given["n"],
            unit=given["unit"] or "calendar",
            said=given["said"],
            channel_answer=given["channel_answer"],
            next_step=given["next_step"],
            start_date_said=given["start_date_said"],
        )


def noted(round_: Round) -> dict[str, Any]:
    """What was noted of a round before, by field; the kind is a date when nothing was."""
    kept = getattr(round_, "promise", None)
    return {
        "kind": kept.kind if kept else "date",
        "promised_on": kept.promised_on if kept else None,
        "n": kept.n if kept else None,
        "unit": kept.unit if kept else "calendar",
        "said": kept.said if kept else "",
        "channel_answer": round_.channel_answer,
        "next_step": round_.next_step,
        "start_date_said": round_.start_date_said,
    }
