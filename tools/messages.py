"""English catalogues: gather every French sentence, merge it, compile it.

    python tools/messages.py           gather, merge into the catalogues, compile them, say what is missing
    python tools/messages.py --check   change nothing; exit 1 if a sentence has no English or a catalogue is old

Two domains: `django`, the words of code and pages, and `relance`, what the codes of `wording` say, each under the
context `table.code`. French needs no catalogue. Only Babel and Django are used, no gettext binary.
"""

import importlib
import io
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "relance"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
WORDS = CATALOGUE.with_name("relance.po")
#: Which arguments of a call hold the words; «c» marks the context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def gather(source: Path = SOURCE) -> Catalog:
    """Return every sentence that code and pages ask gettext for."""
    catalog = Catalog(locale="en", fuzzy=False)
    for name, context, words in _found(source):
        if name is None or not words[0]:
            continue
        message = (words[0], words[1]) if len(words) > 1 and words[1] else words[0]
        catalog.add(message, context=context)
    return catalog


def gather_words() -> Catalog:
    """Return every sentence of the tables of `wording`, in the order of their names: merges then seldom meet."""
    found: dict[str, str] = {}
    room = importlib.import_module("relance.wording")
    for module in pkgutil.iter_modules(room.__path__):
        for table in vars(importlib.import_module(f"relance.wording.{module.name}")).values():
            if isinstance(table, room.Sentences):
                for code, french in table.items():
                    if found.setdefault(f"{table.name}.{code}", french) != french:
                        raise ValueError(f"two tables called {table.name} disagree on {code}")
    catalog = Catalog(locale="en", fuzzy=False)
    for context in sorted(found):
        catalog.add(found[context], context=context)
    return catalog


def merged(gathered: Catalog, file: Path = CATALOGUE) -> Catalog:
    """Return the catalogue of `file` with exactly the sentences gathered, translations kept.

    Of a code whose French changed, the English is kept as «fuzzy»: to be read again.
    """
    kept = _read(file)
    by_code = {message.context: message for message in kept if "." in (message.context or "")}
    for message in gathered:
        if not message.id:
            continue
        if old := kept.get(message.id, message.context):
            message.string, message.flags = old.string, message.flags | (old.flags & {"fuzzy"})
        elif old := by_code.get(message.context):
            message.string = old.string
            message.flags.add("fuzzy")
    return gathered


def missing(catalog: Catalog) -> list[str]:
    """Return the sentences without a translation, or whose translation is to be read again."""
    wanting = []
    for message in catalog:
        strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            wanting.append(f"{message.context}: {message.id}" if message.context else str(message.id))
    return wanting


def po_bytes(catalog: Catalog) -> bytes:
    """Write a catalogue the same way each time: sorted by code or by words, without dates or places."""
    by_code = all("." in (message.context or "") for message in catalog if message.id)
    out = io.BytesIO()
    write_po(out, catalog, width=110, no_location=True, omit_header=True, sort_output=not by_code)
    header = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return header + b'"Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n' + out.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Compile a catalogue; its dates are fixed, so the same words give the same bytes."""
    always = datetime(2026, 1, 1, tzinfo=UTC)
    frozen = Catalog(locale="en", fuzzy=False, creation_date=always, revision_date=always)
    for message in catalog:
        if message.id:
            frozen.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, frozen)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Run the command; return its exit status."""
    check = "--check" in arguments
    failed = False
    for file, gathered in ((CATALOGUE, gather()), (WORDS, gather_words())):
        catalog = merged(gathered, file)
        fresh = is_fresh(catalog, file)
        if not check and not fresh:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(po_bytes(catalog))
            file.with_suffix(".mo").write_bytes(mo_bytes(catalog))
        wanting = missing(catalog)
        for sentence in wanting:
            print(f"{file.name}: no English: {sentence}")
        if check and not fresh:
            print(f"{file.name} is old: run python tools/messages.py")
        failed = failed or bool(wanting) or (check and not fresh)
    return int(failed)


def is_fresh(catalog: Catalog, file: Path = CATALOGUE) -> bool:
    """Tell whether the written and the compiled catalogue say exactly this."""
    compiled = file.with_suffix(".mo")
    return (
        file.exists()
        and compiled.exists()
        and file.read_bytes() == po_bytes(catalog)
        and compiled.read_bytes() == mo_bytes(catalog)
    )


def _read(file: Path) -> Catalog:
    if not file.exists():
        return Catalog(locale="en", fuzzy=False)
    with file.open("rb") as handle:
        return read_po(handle, locale="en")


def _found(source: Path) -> Iterator[tuple[str | None, str | None, tuple[str, ...]]]:
    for file in sorted(source.rglob("*.py")):
        if "migrations" not in file.parts:
            yield from _calls(file.read_bytes())
    for file in sorted((source / "web" / "templates").rglob("*.html")):
        yield from _calls(_as_code(file).encode())


def _as_code(file: Path) -> str:
    """Turn a page into the calls its tags stand for; the rest becomes a row of X that Python can read."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    code = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    calls = re.findall(
        r"\b(?:n|p|np)?gettext\((?:[^()'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")*\)|\b_\([^)]*\)", code
    )
    return "\n".join(calls)


def _calls(code: bytes) -> Iterator[tuple[str | None, str | None, tuple[str, ...]]]:
    for _line, found, given, _comments in extract_python(io.BytesIO(code), KEYWORDS, (), {"encoding": "utf-8"}):
        name = found if isinstance(found, str) else None
        words = tuple(word for word in _flat(given) if isinstance(word, str))
        if name is None or not words:
            continue
        if name.lstrip("n").startswith("pgettext"):
            yield name, words[0], words[1:]
        else:
            yield name, None, words[: 2 if name.startswith("n") else 1]


def _flat(given: object) -> Iterable[object]:
    return given if isinstance(given, (list, tuple)) else (given,)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
