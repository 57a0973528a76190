"""Every code an action can emit has its sentence, in French and in English: the source itself is asked."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import relance.actions
from relance.actions.http_link import Broken
from relance.actions.log_event import _MAKES_LETTERS_STALE
from relance.actions.may_leave import STALE
from relance.wording import LANGUAGES, Sentences, say
from relance.wording.examination import EXAMINATION
from relance.wording.findings import FINDINGS
from relance.wording.inputs import INPUTS
from relance.wording.invitations import INVITATION_PROBLEMS
from relance.wording.mailbox import LINK
from relance.wording.notices import NOTICES, REFUSALS
from relance.wording.problems import PROBLEMS

FOLDER = Path(relance.actions.__file__).parent
TREES = {file.name: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.rglob("*.py"))}

#: Calls that carry a code: where it stands, and who says it.
REASONS = {"Refusal", "Drop", "Hold", "AssistantError", "_postponed", "_dropped"}
#: What a code made of pieces becomes.
MADE = {
    "f'after-{kind}'": {f"after-{kind}" for kind in _MAKES_LETTERS_STALE},
    "f'after-{entry.kind}'": {f"after-{kind}" for kind in STALE},
    "f'more_than_one_{flag}'": {"more_than_one_main_contact", "more_than_one_agency"},
    "f'letter-{code}'": {"letter-server-refused", "letter-gave-up", "letter-try-later", "letter-unknown"},
    "f'assistant-{error.code}'": {f"assistant-{code}" for code in get_args(Broken)},
    # Told once and read by the worker alone: the page of the day shows the step itself.
    "f\"remind-{action.action.replace('_', '-')}\"": set(),
}
#: Words with a hyphen that are no code, or a code that only the log and the tests read.
NO_CODES = {
    "utf-8",
    "utf-8-sig",
    "nothing-to-do",
    "utf-16",
    "utf-16-be",
    "utf-16-le",
    "utf-32",
    "try-later",
    "not-waiting",
    "claimed-elsewhere",
    "not-here",
    "page-asked",
    "not-public",
}


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def spelled(value: ast.expr | None, constants: dict[str, str]) -> set[str]:
    """The codes an expression can be; nothing for one that only passes on what another made."""
    match value:
        case ast.Constant(value=str(code)):
            return {code} - {""}
        case ast.IfExp(body=one, orelse=other):
            return spelled(one, constants) | spelled(other, constants)
        case ast.Name(id=name):
            return {constants[name]} if name in constants else set()
        case ast.JoinedStr():
            return MADE[ast.unparse(value)]
        case _:
            return set()


def constants_of(tree: ast.Module) -> dict[str, str]:
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }


def every(kind: str) -> Iterator[str]:
    """Codes of a kind: «reason», «notice», «problem»."""
    known = {name: text for tree in TREES.values() for name, text in constants_of(tree).items()}
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _of_call(node, kind, known)
            elif isinstance(node, ast.Assign) and kind == "reason" and _keeps_a_reason(node):
                yield from spelled(node.value, known)


def _of_call(call: ast.Call, kind: str, known: dict[str, str]) -> Iterator[str]:
    name = name_of(call)
    keywords = {word.arg: word.value for word in call.keywords}
    if kind == "problem" and name == "Problem":
        yield from spelled(call.args[1] if len(call.args) > 1 else keywords.get("code"), known)
    if kind == "notice" and name in {"tell", "_tell"}:
        for value in [*call.args, keywords.get("code")]:
            yield from spelled(value, known)
    if kind == "reason" and name in REASONS:
        for value in [*call.args, keywords.get("code")]:
            yield from spelled(value, known)
    if kind == "reason" and name in {"update", "stop_letters", "pause_case"}:
        yield from spelled(keywords.get("because"), known)


def _keeps_a_reason(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Attribute) and target.attr == "because" for target in node.targets)


def test_the_source_is_really_read() -> None:
    assert {"no-mailbox", "quiet-hours", "after-reply", "imported", "worker-died", "assistant-slow"} <= set(
        every("reason")
    )
    assert {"letter-bounced", "letter-stopped", "mailbox-unreadable"} <= set(every("notice"))
    assert {"name_missing", "records_not_empty", "not_json"} <= set(every("problem"))


@pytest.mark.parametrize(
    ("kind", "tables"),
    [
        ("reason", (REFUSALS,)),
        ("notice", (NOTICES,)),
        ("problem", (INPUTS, LINK, INVITATION_PROBLEMS, EXAMINATION, PROBLEMS)),
    ],
)
def test_every_code_has_its_sentence_in_both_languages(kind: str, tables: tuple[Sentences, ...]) -> None:
    silent = sorted({code for code in every(kind) if not any(code in table for table in tables)})
    assert silent == []
    said = {
        (code, table.name): {say(table, code, lang) for lang in LANGUAGES}
        for code in every(kind)
        for table in tables
        if code in table
    }
    assert [where for where, words in said.items() if len(words) < len(LANGUAGES)] == []


def test_no_code_hides_in_another_call() -> None:
    """A word with a hyphen is a code wherever it stands: a helper may pass it on."""
    words = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"[a-z]+(?:-[a-z0-9_]+)+", node.value)
    }
    assert sorted(words - set(REFUSALS) - set(NOTICES) - set(FINDINGS) - NO_CODES) == []


def test_no_sentence_waits_for_a_code_that_nobody_emits() -> None:
    emitted = {*every("reason"), *_made_elsewhere()}
    assert sorted(set(REFUSALS) - emitted) == []


def _made_elsewhere() -> set[str]:
    # «user»: cancel_letter's default; «try-later»: what the page says of a mail server's own codes.
    return {"user", "try-later"}
