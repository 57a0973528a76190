"""Words for somebody of the network: the invitation on LinkedIn, and giving one's news when a door comes back."""

from dataclasses import dataclass
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from relance.actions.draft_letter import draft_letter
from relance.actions.keep_in_touch import note_exchange
from relance.actions.plan_case import plan_round
from relance.letters.drafting import Draft, draft
from relance.records.models import Letter, Person, Round
from relance.web import clock
from relance.web.candidate.acquaintance import latest_round, person_of, sheets_with
from relance.web.candidate.reasons import why

#: Longer than this, some mail programs cut what a mailto: link carries.
_LONGEST_MAILTO = 1900


@dataclass(frozen=True, slots=True)
class Words:
    """A text to copy, and the ways to send it. `here`: it can be written and sent as a letter."""

    pk: int
    name: str
    title: str
    why: str
    source: str
    subject: str
    body: str
    mailto: str
    here: bool
    done: str
    hint: str = ""


@require_http_methods(["GET", "POST"])
def news(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one's news: a letter where one met in an interview, else words of one's own."""
    person, now = person_of(request, pk), clock.now()
    met = latest_round(sheets_with(person), now)
    here = met is not None and bool(met[1].email) and not _sent(*met)
    if request.method == "POST":
        if request.POST.get("do") == "letter" and met is not None and here:
            drafted = draft_letter(round_=met[0], step="keep_in_touch", person=met[1], now=now)
            return redirect("letter", drafted.letter.pk)
        return _noted(request, person, "wrote")
    subject, body = _words(met, "keep_in_touch")
    reason, source = why(("N-07",))
    hint = ""
    if not body:
        hint = gettext("Vous ne vous êtes pas vus en entretien : quelques mots de vous valent mieux qu’un modèle.")
    page = Words(
        person.pk, person.name, gettext("Donner de vos nouvelles à %(name)s") % {"name": person.name},
        reason, source, subject, body, _mailto(person, subject, body), here, gettext("C’est fait"), hint,
    )  # fmt: skip
    return render(request, "candidate/news.html", {"page": page, "tab": "network"})


@require_http_methods(["GET", "POST"])
def linkedin(request: HttpRequest, pk: int) -> HttpResponse:
    """The words that go with an invitation; «C'est fait» once it is sent, by hand, over there."""
    person, now = person_of(request, pk), clock.now()
    if request.method == "POST":
        return _noted(request, person, "invited")
    _, body = _words(latest_round(sheets_with(person), now), "linkedin_invite")
    reason, source = why(("L-02",))
    hint = ""
    if not body:
        hint = gettext("Dites en une ligne où vous vous êtes croisés : une invitation sans mot se perd.")
    page = Words(
        person.pk, person.name, gettext("Inviter %(name)s sur LinkedIn") % {"name": person.name},
        reason, source, "", body, "", here=False, done=gettext("Invitation envoyée"), hint=hint,
    )  # fmt: skip
    return render(request, "candidate/news.html", {"page": page, "tab": "network"})


def _noted(request: HttpRequest, person: Person, kind: str) -> HttpResponse:
    now = clock.now()
    note_exchange(person=person, kind=kind, on=now.astimezone(ZoneInfo(person.owner.tz)).date(), now=now)
    messages.success(request, gettext("C’est noté."))
    return redirect("acquaintance", person.pk)


def _sent(round_: Round, person: Person) -> bool:
    """Whether the one letter of this kind, for that interview, has left: the next one is written elsewhere."""
    rows = Letter.objects.filter(round=round_, step="keep_in_touch", person=person)
    return rows.filter(state__in=["sent", "transmitting", "unknown"]).exists()


def _words(met: tuple[Round, Person] | None, purpose: str) -> tuple[str, str]:
    if met is None:
        return "", ""
    round_, person = met
    now = clock.now()
    planned = plan_round(round_=round_, now=now)
    written = draft(
        planned.facts, purpose, str(person.pk), locale=planned.case.owner.letter_locale,
        sent_on=now.astimezone(planned.facts.tz).date(), allow_plain=True,
    )  # fmt: skip
    return (written.subject, written.body) if isinstance(written, Draft) else ("", "")


def _mailto(person: Person, subject: str, body: str) -> str:
    if not person.email:
        return ""
    text = quote(body.replace("\n", "\r\n"), safe="")
    link = f"mailto:{quote(person.email, safe='@')}?subject={quote(subject, safe='')}&body={text}"
    return link if len(link) <= _LONGEST_MAILTO else f"mailto:{quote(person.email, safe='@')}"
