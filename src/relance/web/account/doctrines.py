"""Choosing a doctrine: the seven side by side, value by value, with those who wrote them."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from relance.actions.change_settings import change_settings, choose_playbook
from relance.actions.playbooks import find_playbook, own_playbooks
from relance.actions.refusals import BadInputError
from relance.etiquette import Playbook, playbook_ids
from relance.web import clock, dates, said
from relance.web.owned import case_of, owner_of
from relance.wording.playbooks import say_title


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a doctrine: its words, its source, and whether it differs from the one in force."""

    words: str
    source: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One doctrine to choose."""

    id: str
    title: str
    author: str
    chosen: bool
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Doctrines:
    """All that the page shows; `case` names the case the choice is for, if it is for one."""

    choices: tuple[Choice, ...]
    names: tuple[str, ...]
    case: str
    case_pk: int | None
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
            if case is not None:
                choose_playbook(case=case, playbook=wanted, now=clock.now())
            else:
                change_settings(owner=owner, changes={"playbook": wanted}, now=clock.now())
        except BadInputError as error:
            wrong = tuple(said.problems(error.problems))
        else:
            messages.success(request, gettext("C’est noté. Les plans sont recalculés."))
            return redirect("case", case.pk) if case is not None else redirect("settings")
    current = (case.playbook if case is not None else "") or owner.playbook
    own, problems = own_playbooks()
    books = [*(find_playbook(one)[0] for one in playbook_ids()), *own.values()]
    base = next((one for one in books if one.id == current), books[0])
    page = Doctrines(
        choices=tuple(_choice(one, base) for one in books),
        names=tuple(name for name, _ in _values(base)),
        case=case.organisation.name if case else "",
        case_pk=case.pk if case else None,
        problems=(*wrong, *said.problems(problems)),
    )
    return render(request, "account/doctrines.html", {"page": page, "tab": "cases" if case else "settings"})


def title_of(playbook_id: str) -> str:
    """The title of a doctrine."""
    book = find_playbook(playbook_id)[0]
    return say_title(book.id, book.title, said.lang())


def _choice(book: Playbook, base: Playbook) -> Choice:
    author = ", ".join(str(part) for part in (book.author.name, book.author.place, book.author.year) if part)
    values = tuple(
        (name, Value(words, _source(book, key), words != other))
        for (name, (words, key)), (_, (other, _)) in zip(_values(book), _values(base), strict=True)
    )
    return Choice(book.id, say_title(book.id, book.title, said.lang()), author, book.id == base.id, values)


def _source(book: Playbook, key: str) -> str:
    source = book.sources.get(key, "")
    return "" if "inherit:" in source else source


def _values(book: Playbook) -> list[tuple[str, tuple[str, str]]]:
    """The values a person compares: their name, their words, and the key of their source."""
    return [
        (gettext("Remercier"), (_thanks(book), "thanks.ideal")),
        (gettext("Qui remercier"), (_recipients(book), "thanks.recipients")),
        (gettext("Relancer"), (_followup(book), "followup1.days")),
        (gettext("Après une date promise"), (_grace(book), "followup1.grace_working_days")),
        (gettext("Seconde relance"), (_second(book), "followup2.channel")),
        (gettext("Sur répondeur"), (_voicemail(book), "voicemail")),
        (gettext("Contacts au plus"), (str(book.max_contacts), "max_contacts")),
        (gettext("Refermer"), (_days(book.close.after, book.close.unit), "close.after")),
        (gettext("Après un refus"), (_rejection(book), "rejection.mode")),
    ]


def _days(count: int, unit: str) -> str:
    if unit == "working_days":
        return ngettext("%(n)s jour ouvré", "%(n)s jours ouvrés", count) % {"n": count}
    return ngettext("%(n)s jour", "%(n)s jours", count) % {"n": count}


def _thanks(book: Playbook) -> str:
    ideal = book.thanks.ideal
    if ideal.mode == "next_day":
        return gettext("le lendemain à %(hour)s, %(latest)s h au plus tard") % {
            "hour": dates.hour(ideal.at), "latest": book.thanks.latest_hours,
        }  # fmt: skip
    if ideal.minutes >= 1440:
        return gettext("%(hours)s h après") % {"hours": ideal.minutes // 60}
    return gettext("%(minutes)s minutes après") % {"minutes": ideal.minutes}


def _recipients(book: Playbook) -> str:
    each = book.thanks.recipients == "each_interviewer"
    return gettext("chaque personne rencontrée") if each else gettext("le contact privilégié")


def _followup(book: Playbook) -> str:
    days = book.followup1.days
    counts = [days.short, days.unknown, days.long]
    words = " / ".join(str(one) for one in dict.fromkeys(counts))
    unit = gettext("jours ouvrés") if book.followup1.unit == "working_days" else gettext("jours")
    channel = gettext("par téléphone") if book.followup1.channel == "phone" else gettext("par mail")
    return f"{words} {unit}, {channel}"


def _grace(book: Playbook) -> str:
    count = book.followup1.grace_working_days
    return (
        gettext("dès le premier jour ouvré")
        if not count
        else gettext("%(days)s de plus") % {"days": _days(count, "working_days")}
    )


def _second(book: Playbook) -> str:
    second = book.followup2
    if not second.enabled:
        return gettext("aucune")
    channel = gettext("par téléphone") if second.channel == "phone" else gettext("par mail")
    return gettext("%(days)s plus tard, %(channel)s") % {"days": _days(second.gap, second.unit), "channel": channel}


def _voicemail(book: Playbook) -> str:
    leave = book.voicemail == "leave_message"
    return gettext("laisser un message") if leave else gettext("raccrocher, rappeler, puis laisser un message")


def _rejection(book: Playbook) -> str:
    words = (
        gettext("demander pourquoi") if book.rejection.mode == "ask" else gettext("remercier et demander pourquoi")
    )
    if book.rejection.insist_after_days:
        again = _days(book.rejection.insist_after_days, "calendar_days")
        words = gettext("%(words)s, insister après %(days)s") % {"words": words, "days": again}
    return gettext("%(words)s, mot à la main") % {"words": words} if book.rejection.handwritten else words
