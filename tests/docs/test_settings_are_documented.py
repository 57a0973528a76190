import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_variable_the_code_reads_is_documented_and_no_other() -> None:
    code = "\n".join(file.read_text() for file in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\s*[\"']((?:RELANCE_|DATABASE_)\w+)", code))
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))

    assert read == documented
