"""Every code this half of mail can give has a sentence, in both languages, that ends as a sentence does."""

import ast
from pathlib import Path

import pytest

import relance.mail
from relance.wording import LANGUAGES, Sentences, say, sentence
from relance.wording.mailbox import LEAVING, LINK, NOTES, UNKNOWN

MODULES = ("accounts", "composing", "smtp", "imap", "memory")


def strings_of(module: str) -> set[str]:
    (folder,) = relance.mail.__path__
    tree = ast.parse((Path(folder) / f"{module}.py").read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def codes_in(module: str) -> set[str]:
    """The second argument of each Problem, and of what makes problems."""
    (folder,) = relance.mail.__path__
    tree = ast.parse((Path(folder) / f"{module}.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Problem"]
    return {
        argument.value
        for call in made
        for argument in call.args[1:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


@pytest.mark.parametrize("module", MODULES)
def test_each_code_has_its_sentence(module: str) -> None:
    assert codes_in(module) - {*LINK, *LEAVING} == set()


def test_each_sentence_is_used() -> None:
    used = set().union(*(strings_of(module) for module in MODULES))
    assert {*LINK, *LEAVING, *UNKNOWN} - used == set()


@pytest.mark.parametrize("table", [LINK, LEAVING, UNKNOWN, NOTES])
def test_each_sentence_ends_as_one(table: Sentences) -> None:
    for code in table:
        assert all(sentence(table, code, language).endswith((".", ": {said}")) for language in LANGUAGES), code


def test_a_sentence_is_filled() -> None:
    said = say(LINK, "port_closed", "fr", {"host": "mail.example.org", "port": "993"})
    assert said == "mail.example.org ne répond pas sur le port 993. Vérifiez le port et le type de chiffrement."
