"""The bank of questions: how often each came, the best answer so far, and a short rehearsal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from relance.actions.question_bank import (
    LONGEST_ANSWER,
    Banked,
    bank_of,
    find_in,
    keep_answer,
    rehearse,
    to_rehearse,
)
from relance.actions.refusals import BadInputError
from relance.records.lives import lives_of
from relance.records.models import Owner
from relance.web import clock
from relance.web.candidate.subjects import asked_words
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.wording.questions import PRIVATE

A_PAGE = 20
#: Other words of the same question that a line shows.
_ALSO = 3


class AnswerForm(QuietForm):
    """The best answer so far."""

    answer = forms.CharField(
        label=_("Ma réponse"), required=False, max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 7}),
        help_text=_("Comme vous la diriez, à voix haute. Trente secondes suffisent."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question of the list: in plain words, how often, under which other words, with which answer."""

    question: str
    times: str
    also: tuple[str, ...]
    answer: str
    href: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All that the list shows."""

    headline: str
    lines: tuple[QuestionLine, ...]
    due: int
    place: str = ""
    before: str = ""
    after: str = ""


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question, those that come most often first."""
    owner = owner_of(request)
    bank = _bank(owner)
    paper = Paginator(bank, A_PAGE).get_page(request.GET.get("page", "1"))
    address = f"{reverse('questions')}?page="
    last = paper.paginator.num_pages
    page = QuestionsPage(
        headline=_headline(bank),
        lines=tuple(_line(one) for one in paper),
        due=to_rehearse(bank, _today(owner))[1],
        place=gettext("page %(number)s sur %(last)s") % {"number": paper.number, "last": last} if last > 1 else "",
        before=f"{address}{paper.previous_page_number()}" if paper.has_previous() else "",
        after=f"{address}{paper.next_page_number()}" if paper.has_next() else "",
    )
    return render(request, "candidate/questions.html", {"page": page, "tab": "cases"})


@require_http_methods(["GET", "POST"])
def prepare_answer(request: HttpRequest) -> HttpResponse:
    """Write the best answer so far to one question."""
    owner = owner_of(request)
    asked = find_in(_bank(owner), request.GET.get("q", "")[:500])
    if asked is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"answer": asked.answer})
    if request.method == "POST" and form.is_valid():
        try:
            keep_answer(owner=owner, asked=asked, answer=form.cleaned_data["answer"])
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, gettext("C’est gardé : cette réponse servira à tous vos entretiens."))
            return redirect("questions")
    page = {"form": form, "line": _line(asked), "words": asked.words, "private": asked.subject in PRIVATE}
    status = 422 if request.method == "POST" else 200
    return render(request, "candidate/prepare_answer.html", {"page": page, "tab": "cases"}, status=status)


@require_http_methods(["GET", "POST"])
def rehearsal(request: HttpRequest) -> HttpResponse:
    """One question at a time, a few a day; stopped whenever one likes."""
    owner = owner_of(request)
    bank, today = _bank(owner), _today(owner)
    if request.method == "POST":
        # The application that asked it may have been erased meanwhile: the rehearsal simply goes on.
        asked = find_in(bank, request.POST.get("question", "")[:500])
        if asked is not None:
            rehearse(owner=owner, asked=asked, came=request.POST.get("came") == "yes", today=today)
        return redirect("rehearsal")
    one, left = to_rehearse(bank, today)
    done = sum(each.rehearsed_on == today for each in bank)
    page = {
        "line": _line(one) if one else None,
        "question": one.question if one else "",
        "left": left,
        "done": done,
    }
    return render(request, "candidate/rehearsal.html", {"page": page, "tab": "cases"})


def _bank(owner: Owner) -> list[Banked]:
    return bank_of(owner, lives_of(owner, clock.now()))


def _today(owner: Owner) -> date:
    return clock.now().astimezone(ZoneInfo(owner.tz)).date()


def _headline(bank: Sequence[Banked]) -> str:
    if not bank:
        return gettext("Aucune question difficile n’est notée.")
    again = sum(one.times > 1 for one in bank)
    if not again:
        count = len(bank)
        return ngettext(
            "Une question difficile, posée une fois.",
            "%(count)s questions difficiles, chacune posée une fois.",
            count,
        ) % {"count": count}
    return ngettext(
        "Une question revient d’un entretien à l’autre.", "%(count)s questions reviennent.", again
    ) % {"count": again}  # fmt: skip


def _line(one: Banked) -> QuestionLine:
    name = asked_words(one)
    times = ngettext("posée une fois", "posée %(count)s fois", one.times) % {"count": one.times}
    return QuestionLine(
        question=name,
        times=times if one.times else gettext("pas encore posée"),
        also=tuple(words for words in one.words if words != name)[:_ALSO],
        answer=one.answer,
        href=f"{reverse('prepare-answer')}?{urlencode({'q': one.question})}",
    )
