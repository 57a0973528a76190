"""The debrief: in bulk first, or question by question, saved at each stroke."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from relance.actions.note_debrief import complete_debrief, note_debrief
from relance.actions.refusals import BadInputError
from relance.etiquette.facts import Brake, Debrief
from relance.records.facts import debrief_of
from relance.records.models import Round
from relance.web import clock, said
from relance.web.candidate.debrief_questions import Group, Question, groups, questions
from relance.web.owned import round_of

#: More pairs than a person has; the page shows two empty ones.
_MOST_BRAKES = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was answered. `params` are the names its answer travels under."""

    question: Question
    value: str
    number: int | None = None
    pairs: tuple[tuple[int, str, str], ...] = ()
    wrong: str = ""

    @property
    def params(self) -> str:
        """For htmx: only this answer is sent."""
        names = [self.question.field]
        for index, _, _ in self.pairs:
            names += [f"brake_text_{index}", f"brake_answer_{index}"]
        return ",".join(["csrfmiddlewaretoken", *names])

    @property
    def steps(self) -> tuple[int, ...]:
        """The five steps of a scale."""
        return (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """Questions that go together, answered or not."""

    name: str
    asked: tuple[Asked, ...]

    @property
    def words(self) -> str:
        """«3 sur 9»."""
        noted = sum(bool(one.value or any(text for _, text, _ in one.pairs)) for one in self.asked)
        return gettext("%(noted)s sur %(all)s") % {"noted": noted, "all": len(self.asked)}


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """All that the page shows."""

    pk: int
    organisation: str
    free_text: str
    groups: tuple[AskedGroup, ...]
    noted: int
    all: int
    completed: bool
    wrong: str = ""
    one: Asked | None = None
    before: str = ""
    after: str = ""
    place: int = 0

    @property
    def progress(self) -> str:
        """«7 questions sur 24»."""
        return gettext("%(noted)s questions sur %(all)s") % {"noted": self.noted, "all": self.all}


def progress_of(debrief: Debrief | None) -> tuple[int, int]:
    """How many questions have an answer, and how many there are."""
    fields = [one.field for one in questions() if one.field != "felt_text"]
    noted = sum(getattr(debrief, field) not in (None, "", ()) for field in fields) if debrief else 0
    return noted, len(fields)


@require_http_methods(["GET", "POST"])
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the debrief; keep what is sent, a stroke or the whole page."""
    round_ = round_of(request, pk)
    if request.method != "POST":
        return _page(request, round_)
    wrong = _keep(request.POST, round_)
    if request.headers.get("HX-Request"):
        page = page_of(round_of(request, pk), wrong=wrong)
        return render(request, "candidate/debrief_progress.html", {"page": page})
    if wrong:
        return render(
            request,
            "candidate/debrief.html",
            {"page": page_of(round_, request.POST, wrong), "tab": "cases"},
            status=422,
        )
    if "complete" in request.POST:
        complete_debrief(round_=round_of(request, pk), now=clock.now())
        messages.success(request, gettext("Bilan complet. Il nourrit déjà vos brouillons."))
        return redirect("case", pk)
    following = request.POST.get("next", "")
    if following in {one.field for one in questions()}:
        return redirect(reverse("question", args=[pk, following]))
    messages.success(request, gettext("C’est enregistré."))
    return redirect("debrief", pk)


@require_http_methods(["GET"])
def question(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """One question a screen."""
    round_ = round_of(request, pk)
    if field not in {one.field for one in questions()}:
        raise Http404
    return render(request, "candidate/question.html", {"page": page_of(round_, one=field), "tab": "cases"})


@require_POST
def sort_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a line of the free text to the question it answers; the free text stays as it was written."""
    round_ = round_of(request, pk)
    line, field = request.POST.get("line", "").strip(), request.POST.get("field", "")
    asked = next((one for one in questions() if one.field == field and one.shape in {"list", "text"}), None)
    if asked is None or not line:
        raise Http404
    kept = getattr(debrief_of(round_) or Debrief(), field)
    value: Any = [*kept, line] if asked.shape == "list" else "\n".join(part for part in (kept, line) if part)
    note_debrief(round_=round_, answers={field: value})
    messages.success(request, gettext("Rangé dans : %(question)s") % {"question": asked.ask})
    return redirect("debrief", pk)


def page_of(round_: Round, typed: QueryDict | None = None, wrong: str = "", one: str = "") -> DebriefPage:
    """Draw the debrief as kept; what was `typed` and could not be kept is shown as typed."""
    kept = debrief_of(round_)
    noted, all_ = progress_of(kept)
    row = getattr(round_, "debrief", None)
    free = typed.get("free_text") if typed is not None else None
    fields = [question.field for question in questions()]
    place = fields.index(one) if one else 0
    return DebriefPage(
        pk=round_.case_id,
        organisation=round_.case.organisation.name,
        free_text=free if free is not None else ((kept.free_text or "") if kept else ""),
        groups=tuple(_group(group, kept, typed) for group in groups()),
        noted=noted,
        all=all_,
        completed=bool(row and row.completed_at),
        wrong=wrong,
        one=_asked(questions()[place], kept, typed) if one else None,
        before=fields[place - 1] if one and place else "",
        after=fields[place + 1] if one and place + 1 < len(fields) else "",
        place=place + 1,
    )


def _page(request: HttpRequest, round_: Round) -> HttpResponse:
    return render(request, "candidate/debrief.html", {"page": page_of(round_), "tab": "cases"})


def _group(group: Group, kept: Debrief | None, typed: Mapping[str, Any] | None) -> AskedGroup:
    return AskedGroup(group.name, tuple(_asked(question, kept, typed) for question in group.questions))


def _asked(question: Question, kept: Debrief | None, typed: Mapping[str, Any] | None) -> Asked:
    value = getattr(kept or Debrief(), question.field)
    if question.shape == "brakes":
        pairs = [(brake.text, brake.answer or "") for brake in value]
        pairs += [("", ""), ("", "")]
        return Asked(question, "", pairs=tuple((index, *pair) for index, pair in enumerate(pairs)))
    if typed is not None and question.field in typed:
        return Asked(question, str(typed[question.field]))
    if question.shape == "scale":
        return Asked(question, str(value or ""), number=value)
    if question.shape == "yes_no":
        return Asked(question, {True: "yes", False: "no"}.get(value, ""))
    return Asked(question, "\n".join(value) if isinstance(value, tuple) else str(value or ""))


def _keep(post: QueryDict, round_: Round) -> str:
    """Keep every answer sent; return the sentence to show when one cannot be kept."""
    answers: dict[str, Any] = {}
    for asked in questions():
        if asked.field in post or (asked.shape == "brakes" and any(key.startswith("brake_text_") for key in post)):
            try:
                answers[asked.field] = _answer(asked, post)
            except ValueError:
                return gettext("Ce nombre n’est pas lisible : écrivez les minutes en chiffres. Le reste est gardé.")
    free = post.get("free_text")
    try:
        note_debrief(round_=round_, free_text=free, answers=answers)
    except BadInputError as error:
        return " ".join(said.problems(error.problems))
    return ""


def _answer(asked: Question, post: QueryDict) -> Any:
    text = post.get(asked.field, "").strip()
    match asked.shape:
        case "list":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "scale":
            return int(text) if text in {"1", "2", "3", "4", "5"} else None
        case "minutes":
            return int(text) if text else None
        case "yes_no":
            return {"yes": True, "no": False}.get(text)
        case "brakes":
            return [{"text": brake.text, "answer": brake.answer or ""} for brake in _brakes(post)]
        case _:
            return text


def _brakes(post: QueryDict) -> Iterator[Brake]:
    for index in range(_MOST_BRAKES):
        text = post.get(f"brake_text_{index}", "").strip()
        if text:
            yield Brake(text, post.get(f"brake_answer_{index}", "").strip() or None)
