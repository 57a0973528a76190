"""Every code etiquette can emit has its sentence, and every rule its author."""

import ast
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import pytest

import relance.etiquette
from relance.etiquette import Problem, load_playbook, playbook_ids
from relance.etiquette.steps import ACTIONS, CHANNELS, FLAGS, STATES
from relance.wording import Sentences, steps
from relance.wording.authors import SEEDS, WIDER, sources_of, who_wrote
from relance.wording.playbooks import PLAYBOOKS, say_title
from relance.wording.problems import PROBLEMS, say_problem
from relance.wording.reasons import REASONS

CODE = Path(relance.etiquette.__file__).parent
RULE = re.compile(r'"((?:PL|[A-Z])-\d\d)"')


def source_text(*folders: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for folder in folders for file in folder.glob("*.py"))


@pytest.mark.parametrize(
    ("codes", "table"),
    [(ACTIONS, steps.ACTIONS), (CHANNELS, steps.CHANNELS), (FLAGS, steps.FLAGS), (STATES, steps.STATES)],
)
def test_every_word_of_a_plan_has_its_sentence_and_no_other(codes: tuple[str, ...], table: Sentences) -> None:
    assert sorted(table) == sorted(codes)


def test_every_rule_a_plan_can_cite_has_its_sentence() -> None:
    cited = set(RULE.findall(source_text(CODE)))
    assert len(cited) > 40
    assert cited - set(REASONS) == set()


def test_every_rule_of_the_planner_has_its_sentence() -> None:
    assert {f"PL-{n:02}" for n in range(1, 34)} - set(REASONS) == set()


def test_every_source_a_playbook_names_has_its_author() -> None:
    told = {
        source
        for playbook_id in playbook_ids()
        for value in sources(load_playbook(playbook_id).sources)
        for source in [value]
    }
    unknown = {
        rule
        for rule in told
        if not rule.startswith(("AS-", "inherit:"))
        and rule not in WIDER
        and not (rule in REASONS and sources_of(rule))
    }
    assert unknown == set()


def sources(given: Mapping[str, str]) -> Iterator[str]:
    for value in given.values():
        yield from value.split("; ")


def test_every_problem_has_its_sentence() -> None:
    cli = Path(str(resources.files("relance"))) / "cli"
    files = (*CODE.glob("*.py"), cli / "inputs.py", cli / "cases.py")
    codes = {code for file in files for code in problem_codes(file.read_text(encoding="utf-8"))}
    assert {"unknown_key", "bad_yaml", "same_address", "promise_before_reply"} <= codes
    assert codes - set(PROBLEMS) == set()
    assert set(PROBLEMS) - codes == set()


def problem_codes(code: str) -> Iterator[str]:
    """The code is the second argument of Problem, and the last of read_promise."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            where = {"Problem": 1, "read_promise": -1}.get(node.func.id)
            argument = node.args[where] if where is not None else None
            if isinstance(argument, ast.Constant):
                yield str(argument.value)


def test_a_problem_says_its_suggestion() -> None:
    problem = Problem("people[0].civilty", "unknown_key", {"key": "civilty"}, "civility")
    assert say_problem(problem) == "clé inconnue ; vouliez-vous dire civility ?"
    assert say_problem(problem, "en") == "unknown; did you mean civility?"
    assert say_problem(Problem("tz", "missing"), "en") == "missing"


def test_a_flag_names_its_person() -> None:
    assert steps.say_flag("overdue", "en") == "do it now"
    assert steps.say_flag("mention:marc", "fr") == "citer marc, sans adresse"


@pytest.mark.parametrize(
    ("rule", "lang", "playbook_id", "told"),
    [
        ("W-01", "fr", "", "Audrey Déléris (Fed Legal, France)"),
        ("C-05", "en", "", "Pages Jaunes (Québec, 2014)"),
        ("D-02", "en", "", "Ali El Harti (Le Matin, Morocco)"),
        ("H-01", "fr", "", "La Voix Emploi (nord de la France et Belgique, 2017)"),
        ("D-03", "en", "", "Le bilan sur le parking (author unknown, France)"),
        ("F-15", "fr", "fed-legal-001", "La Voix Emploi (nord de la France et Belgique, 2017)"),
        ("T-01", "fr", "fed-legal-001", "Audrey Déléris (Fed Legal, France)"),
        ("P-05", "en", "parking-004", "Le bilan sur le parking (author unknown, France)"),
        ("B-29", "en", "", "Appoint (United Kingdom)"),
        ("PL-12", "fr", "", "règle de Relance"),
        ("AS-07", "en", "", "choice of Relance"),
    ],
)  # fmt: skip
def test_each_rule_has_its_author(rule: str, lang: str, playbook_id: str, told: str) -> None:
    assert who_wrote(rule, lang, playbook_id) == told


def test_the_five_texts_have_an_author_and_a_place() -> None:
    assert sorted(SEEDS) == ["000", "001", "002", "003", "004"]
    assert all(source.author and source.place("fr") and source.place("en") for source in SEEDS.values())


def test_every_doctrine_that_ships_has_its_title() -> None:
    assert sorted(PLAYBOOKS) == sorted(playbook_ids())
    assert say_title("voix-003", "", "en") == "Three steps, never four (La Voix Emploi)"
    assert say_title("ma-doctrine", "Ma doctrine", "en") == "Ma doctrine"
