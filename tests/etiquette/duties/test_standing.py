"""Where a candidate stands, as they may read it: nothing of the others, nothing a person has not told them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from relance.etiquette.duties import STANDINGS, Asked, Chosen, Met, News, Opening, Turn, Withdrew, standing
from relance.etiquette.duties.opening import CandidateEvent, MetAt
from relance.etiquette.facts import Interview, Promise

PARIS = ZoneInfo("Europe/Paris")


def at(day: int, hour: int = 9, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=PARIS)


def met(name: str, *events: CandidateEvent, promise: Promise | None = None) -> Met:
    interview = Interview(at(24, 10), at(24, 11))
    return Met(name, name, interviews=(MetAt(interview, promise),), events=events)


def opening(*candidates: Met, turns: tuple[Turn | Chosen, ...] = ()) -> Opening:
    return Opening("FR", PARIS, candidates, title="Juriste", events=turns)


def seen(one: Opening, now: datetime, who: str = "benali") -> tuple[str, date | None, bool]:
    stands = standing(one, who, now)
    return stands.state, stands.next_on, stands.late


def test_the_day_announced_is_the_day_shown() -> None:
    said = Promise("date", date(2026, 12, 4), said="d’ici le 4")
    one = opening(met("benali", promise=said))
    assert seen(one, at(25)) == ("running", date(2026, 12, 4), False)
    assert seen(one, at(5, month=12)) == ("running", date(2026, 12, 4), True)
    assert standing(one, "benali", at(25)).said == "d’ici le 4"


@pytest.mark.parametrize("kind", ["slowed", "standby", "stopped"])
def test_a_turn_of_the_process_is_seen_at_once(kind: str) -> None:
    one = opening(met("benali"), turns=(Turn(kind, at(26)),))  # type: ignore[arg-type]
    assert seen(one, at(26, 10)) == (kind, date(2026, 11, 30), False)
    resumed = opening(met("benali"), turns=(*one.events, Turn("resumed", at(27))))
    assert seen(resumed, at(27, 10))[0] == "running"


def test_a_choice_shows_the_same_to_all_until_each_has_an_answer() -> None:
    """QL-05: nobody reads on a page that it is a no, nor from another page that it is a yes."""
    one = opening(met("benali"), met("ott"), turns=(Chosen("ott", at(26)),))
    assert [standing(one, who, at(26, 10)).state for who in ("benali", "ott")] == ["deciding", "deciding"]
    answers = (
        met("benali", News("refusal", at(27), reasons=("l’allemand",), confirmed=True)),
        met("ott", News("offer", at(27))),
    )
    told = opening(*answers, turns=one.events)
    assert [seen(told, at(28), who) for who in ("benali", "ott")] == [("answered", None, False)] * 2


def test_what_one_was_told_alone_holds_until_the_next_news() -> None:
    slower = News("slowed", at(26), Promise("date", date(2026, 12, 18)))
    assert seen(opening(met("benali", slower)), at(27)) == ("slowed", date(2026, 12, 18), False)
    again = News("running", at(1, month=12))
    assert seen(opening(met("benali", slower, again)), at(2, month=12))[0] == "running"


def test_before_and_after() -> None:
    one = opening(met("benali"))
    before = standing(one, "benali", at(20))
    assert (before.state, before.next_on, before.ahead) == (
        "before_interview",
        None,
        one.candidates[0].interviews[0].interview,
    )
    left = opening(met("benali", Withdrew(at(26))))
    assert seen(left, at(27)) == ("withdrawn", None, False)


def test_what_waits_and_how_long_it_is_kept() -> None:
    asked = standing(opening(met("benali", Asked(at(26)))), "benali", at(27))
    assert asked.asked == ("news",)
    assert asked.retention is not None
    assert (asked.kept_on, asked.retention.erase_on) == (False, date(2028, 11, 27))
    left = standing(opening(met("benali", Withdrew(at(26)))), "benali", at(27))
    assert left.retention is not None
    assert (left.kept_on, left.retention.erase_on) == (True, date(2028, 11, 26))
    assert left.retention.erase_on - left.retention.notice_on == timedelta(days=30)


def test_every_state_has_its_turn() -> None:
    assert len(set(STANDINGS)) == len(STANDINGS) == 8
