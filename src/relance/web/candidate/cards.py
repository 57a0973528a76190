"""Cards of an address book: brought in once they were shown, and one person's card to take away.

The file is not kept between the two pages: it travels, packed, in the page itself.
"""

import base64
import zlib
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from relance.actions.bring_cards import Foreseen, bring_cards, foresee_cards
from relance.actions.cards_of import card_of, own_uids
from relance.calendars.card_reading import MOST_BYTES, read_cards
from relance.calendars.cards import write_cards
from relance.etiquette.problems import Problem
from relance.web import clock, said
from relance.web.candidate.acquaintance import person_of
from relance.web.candidate.network import place_of
from relance.web.handed import handed_in
from relance.web.owned import owner_of
from relance.web.typed import numbers
from relance.wording import say
from relance.wording.brought import CARDS

#: Cards shown on one page; the others are counted.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class CardShown:
    """One card: who it is, what would become of it."""

    number: int
    name: str
    about: str
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as understood."""

    cards: tuple[CardShown, ...]
    changes: int
    more: int
    problems: tuple[str, ...]
    packed: str


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for a file, show whom it holds, then bring them in."""
    if request.method == "GET":
        return _render(request, None, ())
    data, refused = handed_in(request, "cards", most=MOST_BYTES, too_large="cards_too_large")
    if refused:
        return _render(request, None, said.problems(refused), 422)
    owner = owner_of(request)
    cards, problems = read_cards(data)
    foreseen = foresee_cards(owner=owner, cards=cards, uids=own_uids(owner))
    if "keep" in request.POST:
        done = bring_cards(
            owner=owner, foreseen=foreseen, now=clock.now(),
            skip=_numbers(request, "skip"), same=_numbers(request, "same"),
        )  # fmt: skip
        messages.success(request, _done(done.new, done.changed))
        return redirect("network")
    told = _told(problems)
    if not cards:
        return _render(request, None, told, 422)
    return _render(request, _preview(foreseen, told, data), ())


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's card."""
    person = person_of(request, pk)
    response = HttpResponse(write_cards([card_of(person)]), content_type="text/vcard; charset=utf-8")
    name = slugify(person.name) or "fiche"
    response["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _numbers(request: HttpRequest, name: str) -> set[int]:
    return numbers(request.POST.getlist(name))


def _preview(foreseen: list[Foreseen], problems: tuple[str, ...], data: bytes) -> Preview:
    # What changes something comes first.
    rank = {"namesake": 0, "moved": 1, "new": 2, "fuller": 3, "known": 4}
    ordered = sorted(foreseen, key=lambda one: (rank[one.outcome], one.card.line))
    return Preview(
        cards=tuple(_shown(one) for one in ordered[:SHOWN]),
        changes=sum(one.outcome != "known" for one in foreseen),
        more=max(len(ordered) - SHOWN, 0),
        problems=problems,
        packed=base64.b64encode(zlib.compress(data, 9)).decode(),
    )


def _shown(one: Foreseen) -> CardShown:
    lang, read = said.lang(), one.card
    words = say(CARDS, one.outcome, lang)
    if one.outcome == "moved" and one.person is not None and one.person.organisation is not None:
        words = gettext("a bougé : de %(before)s à %(after)s") % {
            "before": one.person.organisation.name, "after": read.organisation,
        }  # fmt: skip
    elif one.outcome == "namesake" and one.person is not None:
        known = ", ".join(part for part in (one.person.name, place_of(one.person), one.person.email) if part)
        words = gettext("porte le nom de quelqu’un que vous connaissez (%(known)s)") % {"known": known}
    elif one.gains:
        gains = ", ".join(say(CARDS, name, lang) for name in one.gains)
        words = gettext("%(outcome)s : %(gains)s") % {"outcome": words, "gains": gains}
    about = " · ".join(part for part in (read.title, read.organisation, read.email, read.phone) if part)
    return CardShown(read.line, read.name, about, one.outcome, words)


def _told(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    told = []
    for problem in problems:
        line, words = problem.place.removeprefix("line "), said.problem(problem)
        told.append(
            gettext("Ligne %(line)s : %(words)s") % {"line": line, "words": words} if line.isdigit() else words
        )
    return tuple(dict.fromkeys(told))[:40]


def _done(new: int, changed: int) -> str:
    if not new and not changed:
        return gettext("Rien de nouveau dans ce fichier : rien n’a changé.")
    told = []
    if new:
        told.append(ngettext("%(n)s personne ajoutée.", "%(n)s personnes ajoutées.", new) % {"n": new})
    if changed:
        told.append(ngettext("%(n)s fiche complétée.", "%(n)s fiches complétées.", changed) % {"n": changed})
    return " ".join(told)


def _render(
    request: HttpRequest, preview: Preview | None, problems: "list[str] | tuple[str, ...]", status: int = 200
) -> HttpResponse:
    page = {"preview": preview, "problems": problems}
    return render(request, "candidate/cards.html", {"page": page, "tab": "network"}, status=status)
