"""The debrief: in bulk first, or question by question, saved at each stroke, with or without network."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from relance.actions.keep_strokes import Conflict, Kept, Stroke, keep_strokes
from relance.actions.note_debrief import complete_debrief
from relance.actions.refusals import BadInputError
from relance.records import queries
from relance.records.models import Round
from relance.web import clock, said
from relance.web.candidate.debrief_lines import sort_into
from relance.web.candidate.debrief_page import brakes_in, page_of, words_of
from relance.web.candidate.debrief_questions import Question, questions
from relance.web.owned import case_of, round_of
from relance.web.typed import number

_NOT_A_NUMBER = object()


@require_http_methods(["GET", "POST"])
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the debrief; keep what is sent, a stroke or the whole page."""
    if request.method != "POST":
        return _page(request, pk)
    round_ = _round(request, pk)
    strokes, wrong = _strokes(request.POST)
    try:
        kept = keep_strokes(round_=round_, strokes=strokes)
    except BadInputError as error:
        kept = Kept()
        wrong |= dict(zip((one.place for one in error.problems), said.problems(error.problems), strict=False))
    done = "complete" in request.POST and not wrong and not kept.conflicts
    if done:
        complete_debrief(round_=_fresh(round_), now=clock.now())
        messages.success(request, gettext("Bilan complet. Il nourrit déjà vos brouillons."))
    if request.headers.get("Accept") == "application/json":
        return _told(round_, kept, wrong, following=reverse("case", args=[pk]) if done else "")
    if wrong or kept.conflicts:
        page = page_of(_fresh(round_), request.POST.dict(), wrong, kept.conflicts)
        return render(
            request, "candidate/debrief.html", {"page": page, "tab": "cases"}, status=422 if wrong else 409
        )
    if done:
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


@require_http_methods(["GET", "POST"])
def sort_line(request: HttpRequest, pk: int) -> HttpResponse:
    """A line of the free text: to which question is it an answer? The free text stays as it was written."""
    round_ = round_of(request, pk)
    page = page_of(round_, one=questions()[0].field)
    if request.method != "POST":
        number = request.GET.get("ligne", "")
        line = next((one for one in page.lines if str(one.number) == number), None)
        if line is None:
            return redirect("debrief", pk)
        return render(request, "candidate/sort_line.html", {"page": page, "line": line, "tab": "cases"})
    text, field = request.POST.get("line", "").strip(), request.POST.get("field", "")
    if not text or field not in {"", *(one.field for one in page.listed)}:
        raise Http404
    into = sort_into(round_=round_, line=text, field=field)
    if into is not None:
        messages.success(request, gettext("Rangé dans : %(question)s") % {"question": into.ask})
    return redirect(f"{reverse('debrief', args=[pk])}#ranger")


def _page(request: HttpRequest, pk: int) -> HttpResponse:
    page = page_of(round_of(request, pk))
    return render(request, "candidate/debrief.html", {"page": page, "tab": "cases"})


def _round(request: HttpRequest, pk: int) -> Round:
    """The round the page was opened for: words kept without network may come back once the next one is open."""
    given = number(request.POST.get("round", ""))
    if given is None:
        return round_of(request, pk)
    return get_object_or_404(queries.rounds_with_facts(), case=case_of(request, pk), pk=given)


def _fresh(round_: Round) -> Round:
    return queries.rounds_with_facts().get(pk=round_.pk)


def _told(round_: Round, kept: Kept, wrong: dict[str, str], following: str) -> JsonResponse:
    """What a page that stays open must know: what was kept, what must be chosen, how far it is."""
    page = page_of(_fresh(round_))
    return JsonResponse(
        {
            "stamps": kept.stamps,
            "conflicts": [_both(one) for one in kept.conflicts],
            "wrong": wrong,
            "noted": page.noted,
            "completed": page.completed,
            "at": page.stamp,
            "next": following,
            "fed": render_to_string("candidate/debrief_fed.html", {"page": page}),
        }
    )


def _both(one: Conflict) -> dict[str, Any]:
    """The words kept elsewhere: to read, and as the form writes them."""
    value = one.elsewhere
    if isinstance(value, list) and one.field == "brakes":
        written: Any = [[each["text"], each.get("answer") or ""] for each in value]
    elif isinstance(value, bool):
        written = "yes" if value else "no"
    else:
        written = words_of(value)
    return {"field": one.field, "value": written, "words": words_of(value), "stamp": one.stamp}


def _strokes(post: QueryDict) -> tuple[list[Stroke], dict[str, str]]:
    """Every answer sent, with the stamp of the words it started from; and the fields that cannot be read."""
    was = dict(part.split(":", 1) for part in post.get("was", "").split() if ":" in part)
    strokes, wrong = [], {}
    if "free_text" in post:
        strokes.append(Stroke("free_text", post.get("free_text", "").replace("\r\n", "\n"), was.get("free_text")))
    for asked in questions():
        if asked.field not in post and not (asked.shape == "brakes" and "brake_text_0" in post):
            continue
        value = _answer(asked, post)
        if value is _NOT_A_NUMBER:
            wrong[asked.field] = _unreadable(asked)
        else:
            strokes.append(Stroke(asked.field, value, was.get(asked.field)))
    return strokes, wrong


def _unreadable(asked: Question) -> str:
    if asked.shape == "tenth":
        return gettext("De 0 à 10, en chiffres, ou rien du tout. Le reste est gardé.")
    return gettext("Ce nombre n’est pas lisible : écrivez les minutes en chiffres. Le reste est gardé.")


def _tenth(text: str) -> object:
    """An estimate out of ten; None when there is none."""
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) < 3 and int(text) <= 10 else _NOT_A_NUMBER


def _answer(asked: Question, post: QueryDict) -> Any:
    text = post.get(asked.field, "").replace("\r\n", "\n").strip()
    match asked.shape:
        case "list":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "scale":
            return int(text) if text in {"1", "2", "3", "4", "5"} else None
        case "minutes":
            return (int(text) if text.isdecimal() and len(text) < 5 else _NOT_A_NUMBER) if text else None
        case "tenth":
            return _tenth(text)
        case "yes_no":
            return {"yes": True, "no": False}.get(text)
        case "brakes":
            return [{"text": brake.text, "answer": brake.answer or ""} for brake in brakes_in(post.dict())]
        case _:
            return text
