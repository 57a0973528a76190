"""The same facts under several doctrines, each planned as it would be alone."""

from datetime import timedelta

from relance.etiquette import compare, load_playbook, plan
from tests.etiquette.lessons.lived import life


def test_each_doctrine_plans_as_it_would_alone_and_in_the_order_asked() -> None:
    facts = life(over=False).facts
    now = facts.interview.end + timedelta(hours=1)
    playbooks = [load_playbook(name) for name in ("pages-jaunes-002", "el-harti-000", "consensus-fr")]
    drawn = compare(facts, playbooks, now)
    assert [playbook.id for playbook, _ in drawn] == ["pages-jaunes-002", "el-harti-000", "consensus-fr"]
    assert [planned for _, planned in drawn] == [plan(facts, playbook, now) for playbook in playbooks]
