"""The invented search is whole, on whatever day it is made."""

from datetime import timedelta

import pytest

from relance.actions.fill_demo import fill_demo
from relance.actions.plan_case import plan_case
from relance.actions.refusals import BadInputError
from relance.records.models import Case, InboundMail, Letter, Mailbox, Owner
from tests.actions.world import paris

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", range(7))
def test_twenty_four_cases_with_six_under_way_on_any_day_of_the_week(owner: Owner, days: int) -> None:
    now = paris(23, 9) + timedelta(days=days)
    assert fill_demo(owner=owner, now=now) == 24

    states = {case.organisation.name: plan_case(case=case, now=now).plan.state for case in Case.objects.all()}
    assert states["Métropole de l'Artois"] == "before_interview"
    assert states["Étude Roussel"] == "rejected"
    assert Case.objects.filter(paused_because="answer-arrived").count() == 1
    assert InboundMail.objects.get().kind == "invitation"
    assert Letter.objects.filter(state="draft").count() == 2
    assert Mailbox.objects.count() == 0


def test_a_life_of_ones_own_is_never_mixed_with_it(owner: Owner) -> None:
    fill_demo(owner=owner, now=paris(24, 9))
    with pytest.raises(BadInputError) as refused:
        fill_demo(owner=owner, now=paris(24, 9))
    assert [problem.code for problem in refused.value.problems] == ["records_not_empty"]
