"""What a candidate does on their page: ask, correct, withdraw. Each once, each told to whoever received them.

The promise: the address of the page alone changes nothing: whoever acts types again the address (or the telephone)
its link was sent to, so that a link forwarded to a stranger shows what it shows and no more. Asking twice is asking
once; a withdrawal stops what was about to leave.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from relance.actions.candidate_page import show_page
from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.open_opening import candidate_withdrew
from relance.actions.refusals import BadInputError
from relance.actions.stop_letters import stop_letters
from relance.actions.tell import tell
from relance.etiquette.problems import Problem
from relance.records import queries
from relance.records.models import CandidatePage, Case, Entry, Letter, Opening, Person
from relance.records.openings import candidate_of

#: Wrong addresses typed in a day before the page takes no act until the next.
MOST_WRONG = 10
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong; what is left empty is right."""

    name: str = ""
    email: str = ""
    phone: str = ""


def ask(*, page: CandidatePage, typed: str, about: str, now: datetime) -> bool:
    """Ask for news, or for the reasons of a no. False when the same question waits already, or is of no use."""
    _prove(page, typed, now)
    with transaction.atomic():
        case = _locked(page)
        stands = show_page(page=page, now=now).standing
        over = stands.state in {"answered", "withdrawn"}
        if about in stands.asked or stands.state == "withdrawn" or over != (about == "reasons"):
            return False
        _note(case, Entry.Kind.ASKED, {"about": about, "by": "page"}, now)
        _tell(case, "candidate-asked-reasons" if over else "candidate-asked", now)
        refresh_due(case=case, now=now)
    return True


def withdraw(*, page: CandidatePage, typed: str, now: datetime) -> bool:
    """Withdraw: nothing more is owed, nothing approved leaves. False when it was done already."""
    _prove(page, typed, now)
    with transaction.atomic():
        case = _locked(page)
        if show_page(page=page, now=now).standing.state == "withdrawn":
            return False
        candidate_withdrew(case=case, now=now, by="page")
        stop_letters(case=case, because="after-withdrew")
        _tell(case, "candidate-withdrew", now)
    return True


def correct(*, page: CandidatePage, typed: str, correction: Correction, now: datetime) -> tuple[str, ...]:
    """Correct name, address or telephone; return what changed. BadInputError when it cannot be kept.

    An address of somebody else of the same recruiter is not taken, and not told: the recruiter is.
    """
    _prove(page, typed, now)
    given = {name: value for name in ("name", "email", "phone") if (value := _one_line(getattr(correction, name)))}
    if "email" in given:
        given["email"] = given["email"].lower()
        if not _ADDRESS.fullmatch(given["email"]) or len(given["email"]) > 254:
            raise BadInputError((Problem("email", "address_unreadable", {"address": given["email"][:80]}),))
    with transaction.atomic():
        case = _locked(page)
        person = candidate_of(case)
        changed = {name: value for name, value in given.items() if getattr(person, name) != value}
        if not changed:
            return ()
        _note(case, Entry.Kind.ASKED, {"about": "correction", "by": "page", "given": changed}, now)
        if "email" in changed and _somebody_elses(person, changed["email"]):
            # Whose address it is concerns nobody but the recruiter, who was told what was asked.
            changed.pop("email")
            _tell(case, "candidate-corrects-by-hand", now)
        else:
            _tell(case, "candidate-corrected", now)
        _keep(person, changed)
        if "email" in changed:
            # What was approved bears the former address: a person approves it again.
            for one in Case.objects.filter(letters__person=person, letters__state=Letter.State.APPROVED).distinct():
                stop_letters(case=one, because="address-corrected")
                refresh_due(case=one, now=now)
        refresh_due(case=case, now=now)
    return tuple(given)


def _prove(page: CandidatePage, typed: str, now: datetime) -> None:
    """The one who acts knows where the link was sent. BadInputError otherwise."""
    today = now.astimezone(ZoneInfo(page.case.tz)).date()
    if page.wrong_on == today and page.wrong >= MOST_WRONG:
        raise BadInputError((Problem("address", "too_many_tries"),))
    person = candidate_of(page.case)
    known = {_plain(one) for one in (page.sent_to, person.email) if one}
    if _plain(typed) in known:
        return
    rows = CandidatePage.objects.filter(pk=page.pk)
    if not rows.filter(wrong_on=today).update(wrong=F("wrong") + 1):
        rows.update(wrong=1, wrong_on=today)
    raise BadInputError((Problem("address", "address_not_the_one" if typed.strip() else "address_asked"),))


def _one_line(typed: str) -> str:
    # A line break in a name would keep every letter to them from being built; a NUL is refused by PostgreSQL.
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", typed).strip()


def _plain(typed: str) -> str:
    """An address in small letters; a telephone by its last nine figures, however it is written."""
    figures = re.sub(r"\D", "", typed)
    return typed.strip().lower() if "@" in typed or len(figures) < 6 else figures[-9:]


def _locked(page: CandidatePage) -> Case:
    # One act at a time: a form sent twice is one question. The opening first, as whoever adds a candidate does.
    list(Opening.objects.select_for_update().filter(candidates=page.case_id))
    rows = Case.objects.select_for_update(of=("self",)).select_related("owner", "opening__owner")
    return rows.get(pk=page.case_id)


def _note(case: Case, kind: str, data: Mapping[str, object], now: datetime) -> None:
    append(round_=queries.current_round(case), kind=kind, data=data, now=now)


def _tell(case: Case, code: str, now: datetime) -> None:
    owners = {case.owner_id: case.owner}
    if case.opening is not None:
        owners[case.opening.owner_id] = case.opening.owner
    for owner in owners.values():
        tell(
            owner=owner,
            code=code,
            key=f"{code}:{case.pk}:{now.isoformat()}",
            case=case,
            params={"name": candidate_of(case).name},
        )


def _keep(person: Person, changed: Mapping[str, str]) -> None:
    for name, value in changed.items():
        setattr(person, name, value[: 40 if name == "phone" else 300])
    person.save(update_fields=list(changed))


def _somebody_elses(person: Person, address: str) -> bool:
    return Person.objects.filter(owner_id=person.owner_id, email=address).exclude(pk=person.pk).exists()
