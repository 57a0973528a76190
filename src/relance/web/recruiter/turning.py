"""What changes for everybody: the process slows, stands by, stops, starts again, chooses (QL-03, QL-04)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.board import OpeningBoard, board_of
from relance.actions.open_opening import turn_process
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import OpeningTurn
from relance.web import clock
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.web.recruiter.seen import opening_managed

KINDS = [
    ("slowed", _("Cela ralentit")),
    ("standby", _("C’est suspendu")),
    ("stopped", _("Le poste ne sera pas pourvu")),
    ("resumed", _("Cela reprend")),
    ("chosen", _("Quelqu’un est choisi")),
]
#: The letter each turn calls for.
LETTERS = {
    "slowed": "slowed", "standby": "standby", "stopped": "stopped", "resumed": "still_running",
    "chosen": "refusal_with_reasons",
}  # fmt: skip


class TurnForm(QuietForm):
    """What happened, to whom if somebody is chosen, and why."""

    kind = forms.ChoiceField(label=_("Le recrutement"), choices=KINDS, required=False, widget=forms.RadioSelect)
    chosen = forms.ChoiceField(label=_("Qui est choisi ?"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Pourquoi, en une phrase"), required=False, max_length=300,
        help_text=_("Pour vous, et pour les lettres si vous le voulez : « le budget n’est pas encore voté »."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = people  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what changes, keep it, and go on to the letters it calls for."""
    owner, opening = owner_of(request), opening_managed(request, pk)
    board = board_of(opening=opening, owner=owner, now=clock.now())
    people = [
        (duty.candidate, board.names[duty.candidate]) for duty in board.board.duties if duty.state != "withdrawn"
    ]
    form = TurnForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            kind = _keep(form, board)
        except BadInputError as error:
            form.take(error.problems)
        else:
            return redirect(f"{reverse('tell-many', args=[pk])}?quoi={LETTERS[kind]}")
    page = {"form": form, "opening": opening}
    status = 422 if form.errors else 200
    return render(request, "recruiter/turn.html", {"page": page, "tab": "desk"}, status=status)


def _keep(form: TurnForm, board: OpeningBoard) -> str:
    given = form.cleaned_data
    kind, key = given["kind"], given["chosen"]
    if kind not in LETTERS:
        raise BadInputError((Problem("kind", "turn_missing"),))
    if kind == OpeningTurn.Kind.CHOSEN and not key:
        raise BadInputError((Problem("chosen", "nobody_chosen"),))
    chosen = board.cases[key] if kind == OpeningTurn.Kind.CHOSEN else None
    turn_process(opening=board.opening, kind=kind, chosen=chosen, reason=given["reason"], now=clock.now())
    return str(kind)
