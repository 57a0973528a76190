"""Choosing a doctrine: all of them one under the other, on this very case when there is one, and who wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from relance.actions.change_settings import change_settings, choose_playbook
from relance.actions.plan_case import compare_case, plan_round
from relance.actions.playbooks import find_playbook, made_playbooks, own_playbooks
from relance.actions.refusals import BadInputError
from relance.etiquette import Playbook, load_playbook, playbook_ids
from relance.records import queries
from relance.records.models import MADE, Case, Owner
from relance.web import clock, said
from relance.web.account.doctrine_values import Value, values_beside
from relance.web.candidate.compared import Strip, strips_of
from relance.web.owned import case_of, owner_of
from relance.web.typed import number
from relance.wording.disagreements import Disagreement, disagreements
from relance.wording.playbooks import say_title


@dataclass(frozen=True, slots=True)
class Choice:
    """One doctrine to choose; `number` is that of one made in a form."""

    id: str
    title: str
    author: str
    chosen: bool
    values: Sequence[tuple[str, Value]]
    strip: Strip | None = None
    number: int | None = None

    @property
    def differences(self) -> int:
        """How many values differ from the doctrine in force."""
        return sum(value.differs for _, value in self.values)


@dataclass(frozen=True, slots=True)
class Doctrines:
    """All that the page shows; `case` names the case the choice is for, if it is for one."""

    choices: tuple[Choice, ...]
    case: str
    case_pk: int | None
    own_choice: bool
    tag: str
    disagreements: tuple[Disagreement, ...]
    problems: tuple[str, ...]


@require_http_methods(["GET", "POST"])
def doctrines(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Choose for all cases, or (with `pk`) for one."""
    owner = owner_of(request)
    case = case_of(request, pk) if pk is not None else None
    wrong: tuple[str, ...] = ()
    if request.method == "POST":
        wanted = request.POST.get("playbook", "")
        try:
            if case is not None and "all" not in request.POST:
                choose_playbook(case=case, playbook=wanted, now=clock.now())
            else:
                change_settings(owner=owner, changes={"playbook": wanted}, now=clock.now())
                if case is not None:
                    choose_playbook(case=case, playbook="", now=clock.now())
        except BadInputError as error:
            wrong = tuple(said.problems(error.problems))
        else:
            messages.success(request, gettext("C’est noté. Les plans sont recalculés."))
            return redirect("case", case.pk) if case is not None else redirect("settings")
    page = page_of(owner, case, wrong)
    status = 422 if wrong else 200
    tab = "cases" if case else "settings"
    return render(request, "account/doctrines.html", {"page": page, "tab": tab}, status=status)


def page_of(owner: Owner, case: Case | None, wrong: tuple[str, ...] = ()) -> Doctrines:
    """Draw the page."""
    current = (case.playbook if case is not None else "") or owner.playbook
    dropped, problems = own_playbooks()
    books = [
        *(load_playbook(one) for one in playbook_ids()), *made_playbooks(owner)[0].values(), *dropped.values(),
    ]  # fmt: skip
    base = next((one for one in books if one.id == current), books[0])
    books.sort(
        key=lambda one: one.id != base.id
    )  # what is followed now comes first: the others are read against it
    strips: Sequence[Strip | None] = [None] * len(books)
    if case is not None:
        planned = plan_round(round_=queries.current_round(case), now=clock.now())
        strips = strips_of(compare_case(planned=planned, playbooks=books))
    return Doctrines(
        choices=tuple(_choice(book, base, strip) for book, strip in zip(books, strips, strict=True)),
        case=case.organisation.name if case else "",
        case_pk=case.pk if case else None,
        own_choice=bool(case and case.playbook),
        tag=base.id.rpartition("-")[2],
        disagreements=tuple(disagreements(said.lang())),
        problems=(*wrong, *said.problems(problems)),
    )


def title_of(playbook_id: str, owner: Owner) -> str:
    """The title of a doctrine, in the language of the page for those that ship."""
    book = find_playbook(playbook_id, owner)[0]
    return say_title(book.id, book.title, said.lang())


def _choice(book: Playbook, base: Playbook, strip: Strip | None) -> Choice:
    author = ", ".join(str(part) for part in (book.author.name, book.author.place, book.author.year) if part)
    made = book.id.removeprefix(MADE) if book.id.startswith(MADE) else ""
    return Choice(
        id=book.id,
        title=say_title(book.id, book.title, said.lang()),
        author=gettext("la vôtre, à partir de : %(base)s") % {"base": title_of_base(book)} if made else author,
        chosen=book.id == base.id,
        values=values_beside(book, base),
        strip=strip,
        number=number(made),
    )


def title_of_base(book: Playbook) -> str:
    """The title of the doctrine another was made from."""
    inherited = book.inherits if book.inherits in playbook_ids() else playbook_ids()[0]
    return say_title(inherited or "", "", said.lang())
