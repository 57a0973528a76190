import re
from pathlib import Path

from relance.etiquette import playbook_ids
from relance.etiquette.playbooks import _ABOUT, _BLOCKS, _VALUES

PAGE = (Path(__file__).parents[2] / "docs/playbooks.md").read_text(encoding="utf-8")


def test_every_playbook_that_ships_is_documented_and_no_other() -> None:
    table = PAGE.split("## Your own")[0]
    assert sorted(re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE)) == sorted(playbook_ids())


def test_every_key_is_documented_and_no_other() -> None:
    keys = {f"{block}.{key}" for block, known in _BLOCKS.items() for key in known} | _VALUES | _ABOUT
    table = PAGE.split("## Every key")[1]
    assert sorted(re.findall(r"^\| `([\w.]+)`", table, re.MULTILINE)) == sorted(keys)
