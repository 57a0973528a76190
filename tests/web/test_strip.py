"""The frise of a case: every state of a plan, several rounds, what leaves alone, and a reason behind every mark."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from relance.actions.approve_letter import approve_letter
from relance.actions.change_settings import choose_playbook
from relance.actions.close_case import close_case
from relance.actions.log_event import log_event
from relance.actions.note_promise import Announced, note_promise
from relance.actions.participants import NewPerson
from relance.actions.plan_case import plan_case
from relance.actions.start_case import NewInterview, add_round
from relance.etiquette.steps import STATES
from relance.records import queries
from relance.records.models import Case, Owner
from relance.web.candidate.frise import Frise
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.strip import strip_of
from tests.actions.world import make_mailbox, written
from tests.web.conftest import START, Time

SAID = Announced("date", START.date() + timedelta(9), said="sous dix jours")


def strip(case: Case, time: Time) -> Frise:
    outlook = Outlook(plan_case(case=Case.objects.get(pk=case.pk), now=time()))
    earlier, ready = queries.earlier_rounds(outlook.round), queries.letters_leaving(outlook.round)
    return strip_of(outlook, earlier=earlier, ready=ready)


def words(frise: Frise) -> list[str]:
    return [f"{line.name} {line.when}".strip().replace("\N{NO-BREAK SPACE}", " ") for line in frise.lines]


def told(case: Case, time: Time, what: str, day: int, action: str = "", **data: Any) -> None:
    time.go(day, 15)
    log_event(round_=queries.current_round(case), kind=what, action=action, at=time(), now=time(), data=data)


def reach(case: Case, state: str, time: Time) -> None:
    """Bring a case into a state of its plan."""
    if state == "before_interview":
        time.at = START - timedelta(days=1)
    elif state == "withdrawing":
        told(case, time, "reply", 26, kind="second_interview", round2_start="2026-12-01T10:00:00+01:00")
        round_ = queries.current_round(case)
        round_.still_interested = False
        round_.save()
    elif state != "open":
        kind = {"invited": "second_interview", "offer": "offer", "rejected": "rejection"}[state]
        told(case, time, "reply", 26, kind=kind)


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_drawn_and_said(case: Case, time: Time, state: str) -> None:
    reach(case, state, time)
    planned = plan_case(case=Case.objects.get(pk=case.pk), now=time())
    frise = strip(case, time)
    assert planned.plan.state == state
    steps = {f"{step.action}-{'-'.join(step.to)}" for step in planned.plan.actions}
    assert steps <= {placed.mark.key for placed in frise.placed}
    assert len(frise.lines) == len(frise.placed) + 1 + (frise.zone is not None)


def test_every_mark_opens_its_reason_and_its_author(case: Case, time: Time) -> None:
    told(case, time, "done", 24, action="debrief")
    told(case, time, "done", 25, action="thanks")
    told(case, time, "extra_contact", 26, channel="email")
    told(case, time, "call_no_message", 26, action="followup2")
    told(case, time, "reply", 27, kind="delay")
    note_promise(round_=queries.current_round(case), announced=SAID, now=time())
    lines = strip(case, time).lines
    without = [
        (line.name, bool(line.reason), bool(line.author)) for line in lines if not (line.reason and line.author)
    ]
    assert without == [("Entretien", True, False), ("aujourd’hui", False, False)]
    by_name = {line.name: line for line in lines}
    assert by_name["Merci"].author.endswith(" · T-02")
    assert "La Voix Emploi (nord de la France et Belgique, 2017)" in by_name["Merci"].author


def test_what_they_announced_is_said_in_their_words(case: Case, time: Time) -> None:
    note_promise(round_=queries.current_round(case), announced=SAID, now=time())
    line = next(line for line in strip(case, time).lines if line.key == "promise")
    assert line.reason.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "« sous dix jours », ont-ils dit. Tant que le délai"
    )


def test_rounds_before_stand_before(case: Case, time: Time) -> None:
    told(case, time, "done", 24, action="debrief")
    told(case, time, "done", 25, action="thanks")
    told(case, time, "reply", 27, kind="second_interview", round2_start="2026-12-15T10:00:00+01:00")
    second = START.replace(month=12, day=15)
    add_round(
        owner=case.owner, case=case, now=time(),
        interview=NewInterview("Cabinet Delmas", second, people=[NewPerson("Claire Dupont", main_contact=True)]),
    )  # fmt: skip
    time.go(15, 12, month=12)
    frise = strip(case, time)
    assert (
        words(frise)[:6]
        == [
            "Entretien 1 mar. 24 nov.",
            "Bilan mar. 24 nov.",
            "Merci mer. 25 nov.",
            "Invitation ven. 27 nov.",
            "Entretien 2 mar. 15 déc.",
            "Bilan mar. 15 déc., 11 h",
        ]
        or words(frise)[:5]
    )
    assert [placed.mark.kind for placed in frise.placed][:5] == ["interview", "step", "step", "reply", "interview"]
    assert next(line.fold for line in frise.lines if line.fold) == "18 jours"


def test_a_letter_that_leaves_alone_is_marked_so(case: Case, time: Time, alice: Owner) -> None:
    make_mailbox(alice)
    choose_playbook(case=case, playbook="voix-003", now=time())
    person = queries.current_round(case).participants.get(main_contact=True).person
    approve_letter(letter=written(case, to=person, now=time()), now=time())
    line = next(line for line in strip(case, time).lines if line.name == "Merci")
    assert line.classes == "contact ready"
    assert line.reason.startswith("Part tout seul : remercier Claire Dupont.")


def test_a_closed_case_has_nothing_ahead(case: Case, time: Time) -> None:
    time.go(26, 15)
    close_case(case=case, because="withdrawn", now=time())
    frise = strip(case, time)
    assert {placed.mark.state for placed in frise.placed} == {"done"}


def test_the_drawing_and_the_list_say_the_same(page: Client, case: Case, time: Time) -> None:
    told(case, time, "done", 25, action="thanks")
    text = page.get(reverse("case", args=[case.pk])).content.decode()
    drawn = set(re.findall(r'href="#pas-([^"]+)"', text))
    listed = set(re.findall(r'<li id="pas-([^"]+)"', text))
    assert drawn == listed - {"today", "silence"}
    svg = text.partition("<svg viewBox=")[2].partition(">")[0]
    assert 'aria-hidden="true"' in svg
