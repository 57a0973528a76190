"""The playbooks that ship, and reading one's own."""

import tomllib
from importlib import resources

import pytest

from relance.etiquette import DEFAULT_PLAYBOOK, Problem, load_playbook, playbook_ids, read_playbooks
from relance.etiquette.playbook import Author, Delays, FollowUp2Rule, Ideal, RejectionRule

SHIPPED = (
    "consensus-fr",
    "el-harti-000",
    "english-speaking",
    "fed-legal-001",
    "pages-jaunes-002",
    "parking-004",
    "voix-003",
)


def test_seven_ship_and_the_default_comes_first() -> None:
    assert playbook_ids() == SHIPPED
    assert load_playbook() == load_playbook(DEFAULT_PLAYBOOK)


def test_no_other_ships() -> None:
    with pytest.raises(KeyError):
        load_playbook("../consensus-fr")


@pytest.mark.parametrize("playbook_id", SHIPPED)
def test_each_value_has_its_source(playbook_id: str) -> None:
    playbook = load_playbook(playbook_id)
    own = tomllib.loads(
        (resources.files("relance") / "playbooks" / f"{playbook_id}.toml").read_text(encoding="utf-8")
    )
    blocks = {
        key: value for key, value in own.items() if isinstance(value, dict) and key not in ("source", "author")
    }
    scalars = {key for key in own if key not in (*blocks, "source", "author", "title", "locale", "inherits")}
    named = {f"{block}.{key}" for block, values in blocks.items() for key in values} | scalars
    assert {key for key in named if playbook.sources[key] in ("own", "")} == set()
    given = own["source"]
    told = {f"{b}.{k}" for b, v in given.items() if isinstance(v, dict) for k in v}
    assert told | {key for key, value in given.items() if isinstance(value, str)} == named


@pytest.mark.parametrize(
    ("playbook_id", "ideal", "recipients", "days", "grace", "channel", "cap"),
    [
        ("consensus-fr", Ideal("next_day", cap_hours=24), "each_interviewer", (7, 10, 14), 1, "email", 3),
        ("el-harti-000", Ideal("after_end", 1440), "main_contact", (14, 14, 14), 0, "email", 2),
        ("fed-legal-001", Ideal("after_end", 30), "main_contact", (10, 10, 10), 0, "email", 3),
        ("pages-jaunes-002", Ideal("next_day"), "each_interviewer", (7, 7, 7), 1, "phone", 3),
        ("voix-003", Ideal("next_day"), "main_contact", (7, 14, 14), 0, "email", 3),
        ("parking-004", Ideal("next_day", cap_hours=24), "each_interviewer", (7, 10, 14), 1, "email", 3),
        ("english-speaking", Ideal("next_day", cap_hours=24), "each_interviewer", (5, 7, 10), 1, "email", 3),
    ],
)
def test_what_sets_the_doctrines_apart(
    *,
    playbook_id: str,
    ideal: Ideal,
    recipients: str,
    days: tuple[int, int, int],
    grace: int,
    channel: str,
    cap: int,
) -> None:
    playbook = load_playbook(playbook_id)
    assert playbook.thanks.ideal == ideal
    assert playbook.thanks.recipients == recipients
    assert playbook.followup1.days == Delays(*days)
    assert playbook.followup1.grace_working_days == grace
    assert playbook.followup1.channel == channel
    assert playbook.max_contacts == cap


def test_the_rest_of_the_table() -> None:
    books = {playbook_id: load_playbook(playbook_id) for playbook_id in SHIPPED}
    calls, writes = (
        FollowUp2Rule(enabled=True),
        FollowUp2Rule(enabled=True, channel="email", gap=5, unit="working_days"),
    )
    assert {name: book.followup2 for name, book in books.items() if book.followup2.enabled} == {
        "consensus-fr": calls,
        "parking-004": calls,
        "voix-003": calls,
        "english-speaking": writes,
    }
    assert [name for name, book in books.items() if book.voicemail == "hang_up_then_message"] == [
        "pages-jaunes-002"
    ]
    assert [name for name, book in books.items() if book.linkedin] == ["fed-legal-001"]
    assert [name for name, book in books.items() if book.competing_offer == "inform"] == ["english-speaking"]
    assert [name for name, book in books.items() if book.agency == "agency_only"] == ["english-speaking"]
    assert books["parking-004"].rejection == RejectionRule("ask", 7, handwritten=False)
    assert books["pages-jaunes-002"].rejection == RejectionRule("ask", None, handwritten=True)
    assert books["voix-003"].author == Author("La Voix Emploi", "Nord de la France et Belgique", 2017)
    assert books["english-speaking"].close.unit == "working_days"


def read(toml: str) -> tuple[Problem, ...]:
    playbooks, problems = read_playbooks({"mine": toml})
    assert (playbooks == {}) is bool(problems)
    return problems


def test_ones_own_playbook_says_only_what_differs() -> None:
    toml = """
        title = "La mienne"
        inherits = "parking-004"
        [followup1]
        days = {short = 5, unknown = 6, long = 7}
        [rejection]
        insist_after_days = false
        [source]
        followup1.days = "ma tante"
    """
    playbooks, problems = read_playbooks({"mine": toml})
    assert problems == ()
    mine = playbooks["mine"]
    assert (mine.id, mine.title, mine.inherits, mine.author) == ("mine", "La mienne", "parking-004", Author())
    assert mine.followup1.days == Delays(5, 6, 7)
    assert mine.followup1.channel == "email"
    assert mine.rejection == RejectionRule("ask", None, handwritten=False)
    assert mine.sources["followup1.days"] == "ma tante"
    assert mine.sources["rejection.insist_after_days"] == "own"
    assert mine.sources["rejection.mode"] == "inherit:parking-004"
    assert mine.sources["thanks.ideal"] == "inherit:consensus-fr"


def test_one_may_inherit_from_another_of_ones_own() -> None:
    files = {
        "mine": 'inherits = "hers"\nmax_contacts = 2',
        "hers": 'title = "À elle"\ninherits = "voix-003"\nlinkedin = {enabled = true}',
    }
    playbooks, problems = read_playbooks(files)
    assert problems == ()
    assert (playbooks["mine"].max_contacts, playbooks["mine"].linkedin) == (2, True)
    assert playbooks["mine"].title == "mine"
    assert playbooks["hers"].max_contacts == 3


def test_typos_are_told_with_the_nearest_word() -> None:
    toml = """
        inherits = "consensus-fr"
        max_contact = 2
        voicemail = "leave_mesage"
        [thank]
        latest_hours = 24
        [followup1]
        chanel = "phone"
    """
    assert read(toml) == (
        Problem("mine: max_contact", "unknown_key", {"key": "max_contact"}, "max_contacts"),
        Problem("mine: thank", "unknown_key", {"key": "thank"}, "thanks"),
        Problem("mine: followup1.chanel", "unknown_key", {"key": "chanel"}, "channel"),
        Problem(
            "mine: voicemail",
            "not_a_choice",
            {"value": "leave_mesage", "choices": "leave_message, hang_up_then_message"},
            "leave_message",
        ),
    )


@pytest.mark.parametrize(
    ("toml", "place", "code"),
    [
        ("max_contacts = 40", "mine: max_contacts", "out_of_range"),
        ("max_contacts = true", "mine: max_contacts", "not_a_number"),
        ("thanks = 3", "mine: thanks", "not_a_table"),
        ("thanks = {ideal = 3}", "mine: thanks.ideal", "not_a_table"),
        ('thanks = {ideal = {mode = "next_day"}}', "mine: thanks.ideal.at", "missing"),
        ('thanks = {ideal = {mode = "after_end"}}', "mine: thanks.ideal.minutes", "missing"),
        ("thanks = {ideal = {minutes = 3}}", "mine: thanks.ideal.mode", "missing"),
        ('thanks = {ideal = {mode = "next_day", at = "25:00"}}', "mine: thanks.ideal.at", "bad_hour"),
        ('thanks = {ideal = {mode = "next_day", at = 9}}', "mine: thanks.ideal.at", "bad_hour"),
        (
            'thanks = {ideal = {mode = "after_end", minutes = 2881}}',
            "mine: thanks.ideal.minutes",
            "ideal_after_latest",
        ),
        ("followup1 = {days = {short = 3, long = 9}}", "mine: followup1.days.unknown", "missing"),
        ("rejection = {insist_after_days = true}", "mine: rejection.insist_after_days", "not_a_number"),
        ("linkedin = {enabled = 1}", "mine: linkedin.enabled", "not_yes_or_no"),
        ("author = {year = 1200}", "mine: author.year", "out_of_range"),
        ("title = 3", "mine: title", "not_a_text"),
    ],
)
def test_a_wrong_value_is_told_at_its_place(toml: str, place: str, code: str) -> None:
    problems = read(f'inherits = "consensus-fr"\n{toml}')
    assert [(problem.place, problem.code) for problem in problems] == [(place, code)]


def test_a_sound_hour_and_a_source_that_is_no_table_are_taken() -> None:
    playbooks, problems = read_playbooks(
        {"mine": 'inherits = "consensus-fr"\nsource = 3\nthanks = {ideal = {mode = "next_day", at = 09:00:00}}'}
    )
    assert problems == ()
    assert playbooks["mine"].thanks.ideal.at.isoformat() == "09:00:00"


def test_a_playbook_without_an_ancestor_must_say_everything() -> None:
    problems = read('title = "Seule"\n[followup2]\nenabled = true')
    assert {problem.code for problem in problems} == {"missing"}
    assert [problem.place for problem in problems if problem.place.startswith("mine: f")] == [
        "mine: followup1.days",
        "mine: followup1.unit",
        "mine: followup1.grace_working_days",
        "mine: followup1.channel",
        "mine: followup1.to",
        "mine: followup2.channel",
        "mine: followup2.gap",
        "mine: followup2.unit",
    ]


def test_who_inherits_from_whom_must_hold() -> None:
    assert read('inherits = "concensus-fr"') == (
        Problem("mine: inherits", "unknown_playbook", {"id": "concensus-fr"}, "consensus-fr"),
    )
    assert [problem.code for problem in read("inherits = 3")] == ["unknown_playbook"]
    assert [problem.code for problem in read('inherits = "mine"')] == ["playbook_inherits_itself"]


def test_a_name_that_ships_is_taken_and_a_file_must_be_toml() -> None:
    playbooks, problems = read_playbooks({"voix-003": "", "mine": "= 3"})
    assert playbooks == {}
    assert [(problem.place, problem.code) for problem in problems] == [
        ("voix-003", "playbook_name_taken"),
        ("mine", "bad_toml"),
    ]
