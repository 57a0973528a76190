"""Have a letter reworded by the user's own assistant: see what would leave, send it, take the proposal or not."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from relance.actions.assistant_door import AssistantDoor, HttpAssistant
from relance.actions.refusals import RefusedError
from relance.actions.reword_letter import Asking, reword_letter, what_would_be_sent
from relance.letters.checking import Finding
from relance.records.models import Letter
from relance.web import clock, said
from relance.web.owned import letter_of
from relance.wording.findings import say_finding

#: The way out, one for all the pages; tests put another in its place.
_DOOR: AssistantDoor = HttpAssistant()


@dataclass(frozen=True, slots=True)
class RewordPage:
    """What would be sent, or what came back; `refused` says why there is neither."""

    pk: int
    name: str
    subject: str
    body: str
    stamp: str
    asking: Asking | None = None
    proposal: str = ""
    added: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()
    refused: str = ""


@require_http_methods(["GET", "POST"])
def reword(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be sent; on POST, send exactly that and show what came back."""
    row = letter_of(request, pk)
    status, shown = 200, _page(row)
    if request.method == "POST":
        try:
            back = reword_letter(letter=row, shown=request.POST.get("seal", ""), now=clock.now(), door=_DOOR)
        except RefusedError as error:
            status, shown = 409, _page(row, refused=said.refusal(error.refusal))
        else:
            objections = tuple(dict.fromkeys(_said(one) for one in back.findings))
            shown = _page(row, proposal=back.body, added=back.added, objections=objections)
    return render(request, "candidate/reword.html", {"page": shown, "tab": "cases"}, status=status)


def _page(
    row: Letter,
    *,
    proposal: str = "",
    added: tuple[str, ...] = (),
    objections: tuple[str, ...] = (),
    refused: str = "",
) -> RewordPage:
    asking = None
    if not (proposal or added or objections):
        try:
            asking = what_would_be_sent(letter=row)
        except RefusedError as error:
            refused = refused or said.refusal(error.refusal)
    return RewordPage(
        row.pk, row.person.name, row.subject, row.body, row.updated_at.isoformat(), asking, proposal, added,
        objections, refused,
    )  # fmt: skip


def _said(one: Finding) -> str:
    sentence = say_finding(one.code, said.lang(), one.params)
    nb = "\N{NO-BREAK SPACE}"
    return f"«{nb}{one.excerpt}{nb}» : {sentence}" if one.excerpt else sentence
