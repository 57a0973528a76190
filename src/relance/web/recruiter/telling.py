"""Give news to many at once: each their own letter, drafted here, read and approved on the next page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.board import OpeningBoard, board_of
from relance.actions.refusals import BadInputError
from relance.actions.tell_candidates import NewsToTell, draft_news_letters, reason_problems
from relance.etiquette.duties import Duty
from relance.etiquette.duties.board import SILENCE_DAYS
from relance.etiquette.problems import Problem
from relance.etiquette.workingdays import working_days
from relance.letters.drafting import NewsPurpose
from relance.records.models import Case, Opening, OpeningTurn
from relance.records.openings import candidate_of
from relance.web import clock, said
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.web.recruiter.duty_lines import owed_words
from relance.web.recruiter.seen import opening_of

PURPOSES: tuple[tuple[NewsPurpose, Any, Any], ...] = (
    ("still_running", _("Cela suit son cours"), _("Où l’on en est, et le jour de la prochaine nouvelle.")),
    ("slowed", _("Cela ralentit"), _("Pourquoi, et le jour de la prochaine nouvelle.")),
    ("standby", _("C’est suspendu"), _("Pourquoi, et le jour de la prochaine nouvelle.")),
    ("stopped", _("Le poste ne sera pas pourvu"), _("Pourquoi, sans détour.")),
    ("refusal_with_reasons", _("C’est non"), _("Le motif de chacun, qui tient au poste.")),
    ("invite", _("Revoir la personne"), _("Les moments que vous proposez.")),
    ("offer", _("Proposer le poste"), _("La prise de poste, et le jour de sa réponse.")),
)
_NAMES = {purpose: name for purpose, name, _hint in PURPOSES}
#: What each letter may say besides the names.
_FIELDS: dict[str, tuple[str, ...]] = {
    "still_running": ("next_on",), "slowed": ("next_on", "reason"), "standby": ("next_on", "reason"),
    "stopped": ("reason",), "refusal_with_reasons": (), "invite": ("slots",), "offer": ("start_on", "next_on"),
}  # fmt: skip
_ENDED = frozenset(("answered", "withdrawn"))
_LOCAL = "%Y-%m-%dT%H:%M"


class TellForm(QuietForm):
    """What is the same for all."""

    next_on = forms.DateField(
        label=_("Jour de la prochaine nouvelle"), required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )  # fmt: skip
    start_on = forms.DateField(
        label=_("Prise de poste"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Pourquoi, en une phrase"), required=False, max_length=300,
        help_text=_("Sans majuscule ni point : « le budget n’est pas encore voté »."),
    )  # fmt: skip
    locale = forms.ChoiceField(
        label=_("Langue des lettres"), required=False,
        choices=[("", _("la vôtre")), ("fr-FR", _("français")), ("en-GB", _("anglais"))],
    )  # fmt: skip
    slot1 = forms.DateTimeField(
        label=_("Un moment"), required=False, input_formats=[_LOCAL],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )  # fmt: skip
    slot2 = forms.DateTimeField(
        label=_("Un autre moment"), required=False, input_formats=[_LOCAL],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Concerned:
    """One candidate of the form."""

    key: str
    name: str
    why: str
    chosen: bool
    reason: str = ""
    wrong: str = ""
    no_address: bool = False
    met_by: str = ""


@require_http_methods(["GET", "POST"])
def tell_many(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what to say, to whom; draft one letter each."""
    owner, opening = owner_of(request), opening_of(request, pk)
    purpose = request.GET.get("quoi", "")
    if purpose not in _NAMES:
        page: dict[str, Any] = {"opening": opening, "purposes": PURPOSES, "who": request.GET.get("qui", "")}
        return render(request, "recruiter/tell_what.html", {"page": page, "tab": "desk"})
    board = board_of(opening=opening, owner=owner, now=clock.now())
    form = TellForm(request.POST or None, initial=_initial(opening))
    concerned = _concerned(request, board, purpose)
    if request.method == "POST" and form.is_valid():
        try:
            count = _draft(request, form, board, purpose)
        except BadInputError as error:
            form.take(problem for problem in error.problems if not problem.place.startswith("motif-"))
            concerned = _concerned(request, board, purpose, error.problems)
        else:
            messages.success(request, _drafted(count))
            return redirect("news-letters", pk)
    shown = [form[name] for name in _shown(purpose)]
    page = {
        "opening": opening, "form": form, "purpose": purpose, "title": _NAMES[purpose], "fields": shown,
        "concerned": concerned, "wrong": any(one.wrong for one in concerned),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "recruiter/tell.html", {"page": page, "tab": "desk"}, status=status)


def _shown(purpose: str) -> list[str]:
    names = ["slot1", "slot2"] if purpose == "invite" else list(_FIELDS[purpose])
    return [*names, "locale"]


def _draft(request: HttpRequest, form: TellForm, board: OpeningBoard, purpose: NewsPurpose) -> int:
    chosen = [board.cases[key] for key in request.POST.getlist("qui") if key in board.cases]
    if not chosen:
        raise BadInputError((Problem("qui", "nobody_chosen"),))
    given, reasons = form.cleaned_data, {}
    if purpose == "refusal_with_reasons":
        told = {case: request.POST.get(f"motif-{case.pk}", "") for case in chosen}
        problems = [
            problem
            for case, reason in told.items()
            for problem in reason_problems(reason, name=candidate_of(case).name, place=f"motif-{case.pk}")
        ]
        if problems:
            raise BadInputError(tuple(problems))
        reasons = {case.pk: (reason.strip(),) for case, reason in told.items()}
    fields = _FIELDS[purpose]
    if "next_on" in fields and given["next_on"] is None:
        raise BadInputError((Problem("next_on", "next_news_missing"),))
    zone = ZoneInfo(board.opening.tz)
    news = NewsToTell(
        purpose,
        next_on=given["next_on"] if "next_on" in fields else None,
        start_on=given["start_on"] if "start_on" in fields else None,
        reasons=(given["reason"],) if "reason" in fields and given["reason"].strip() else (),
        slots=tuple(slot.replace(tzinfo=zone) for name in ("slot1", "slot2") if (slot := given[name])),
    )
    drafted = draft_news_letters(cases=chosen, news=news, now=clock.now(), locale=given["locale"], reasons=reasons)
    if any(one.letter is None for one in drafted):
        raise BadInputError((Problem("qui", "sender_missing"),))
    return len(drafted)


def _drafted(count: int) -> str:
    return ngettext(
        "La lettre est prête : relisez-la, rien n’est encore parti.",
        "%(n)s lettres sont prêtes, chacune dans ses mots : relisez-les, rien n’est encore parti.", count,
    ) % {"n": count}  # fmt: skip


def _initial(opening: Opening) -> dict[str, Any]:
    today = clock.now().astimezone(ZoneInfo(opening.tz)).date()
    last = opening.turns.all()
    return {"next_on": next_news_day(opening, today), "reason": last[len(last) - 1].reason if last else ""}


def next_news_day(opening: Opening, today: date) -> date:
    """Two weeks from now, on a working day: the date proposed when none is typed."""
    return working_days(opening.region).on_or_before(today + timedelta(days=SILENCE_DAYS))


def _concerned(
    request: HttpRequest, board: OpeningBoard, purpose: str, problems: tuple[Problem, ...] = ()
) -> list[Concerned]:
    wrong = {problem.place: said.problem(problem) for problem in problems}
    asked = set(request.POST.getlist("qui")) if request.method == "POST" else {request.GET.get("qui", "")} - {""}
    local = clock.now().astimezone(ZoneInfo(board.opening.tz))
    return [
        _one(request, board, duty, asked, purpose, wrong.get(f"motif-{duty.candidate}", ""), local)
        for duty in board.board.duties
        if _may_be_told(board, duty, purpose)
    ]


def _may_be_told(board: OpeningBoard, duty: Duty, purpose: str) -> bool:
    case = board.cases[duty.candidate]
    if duty.state in _ENDED or case.state != Case.State.OPEN:
        return False
    return duty.state != "before_interview" or purpose not in {"refusal_with_reasons", "offer"}


def _one(  # noqa: PLR0917 - one line of the form, from all that it shows
    request: HttpRequest, board: OpeningBoard, duty: Duty, asked: set[str], purpose: str, wrong: str, now: datetime
) -> Concerned:
    case = board.cases[duty.candidate]
    owner = owner_of(request)
    return Concerned(
        key=duty.candidate,
        name=board.names[duty.candidate],
        why=owed_words(duty, now),
        chosen=duty.candidate in asked or (not asked and request.method != "POST" and _fits(board, duty, purpose)),
        reason=request.POST.get(f"motif-{case.pk}", ""),
        wrong=wrong,
        no_address=not candidate_of(case).email,
        met_by="" if case.owner_id == owner.pk else case.owner.name or case.owner.login,
    )


def _fits(board: OpeningBoard, duty: Duty, purpose: str) -> bool:
    """Whether this letter is what the process calls for: a no to all but the chosen one, an offer to them."""
    chosen = _chosen(board.opening)
    if purpose == "refusal_with_reasons":
        return duty.owed == "answer" and duty.candidate != chosen
    if purpose == "offer":
        return duty.candidate == chosen
    return purpose != "invite" and duty.state != "before_interview"


def _chosen(opening: Opening) -> str:
    keys = [str(turn.case_id) for turn in opening.turns.all() if turn.kind == OpeningTurn.Kind.CHOSEN]
    return keys[-1] if keys else ""


def purpose_words(step: str) -> str:
    """The name of a letter, from its step."""
    return str(_NAMES.get(cast("NewsPurpose", step.partition(".")[0]), "")) or gettext("Lettre")
