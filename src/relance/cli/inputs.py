"""What the pure commands share: reading files and JSON Lines, writing JSON, saying problems, exit statuses."""

import json
import os
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from relance.etiquette.fields import shown
from relance.etiquette.problems import Problem

DONE, REFUSED, UNUSABLE = 0, 1, 2

# A YAML text this short cannot nest deep enough to harm; a longer one is measured first.
_SHALLOW, _DEEPEST = 5000, 500

Command = TypeVar("Command", bound=Callable[..., Any])

# One encoder for all lines: building one a line costs more than the line.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), check_circular=False).encode


def language(command: Command) -> Command:
    """Give a command its --lang, French unless asked or unless the machine speaks English."""
    return click.option(
        "--lang",
        type=click.Choice(["fr", "en"]),
        default=_machine_language,
        help="Language of the sentences (fr unless the machine speaks English).",
    )(command)


def as_json(command: Command) -> Command:
    """Give a command its --json."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")(command)


def _machine_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else "fr"


def present() -> datetime:
    """The present instant: the one place where the pure commands look at a clock."""
    return datetime.fromtimestamp(int(time.time()), UTC)


def read_document(file: str) -> tuple[Any, tuple[Problem, ...]]:
    """What a YAML, JSON or TOML file holds, told by its name's end (YAML when it says nothing)."""
    try:
        raw = Path(file).read_bytes()
    except (OSError, ValueError) as error:
        return None, (Problem("", "file_unreadable", {"detail": _reason(error)}),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, (Problem("", "not_utf8"),)
    if not text.strip():
        return None, (Problem("", "file_empty"),)
    kind = Path(file).suffix.lower().lstrip(".")
    return {"json": _json, "toml": _toml}.get(kind, _yaml)(text)


def _reason(error: Exception) -> str:
    return shown(getattr(error, "strerror", None) or str(error))


def _json(text: str) -> tuple[Any, tuple[Problem, ...]]:
    try:
        return json.loads(text, object_pairs_hook=_keys_once), ()
    except json.JSONDecodeError as error:
        return None, (Problem(f"line {error.lineno}", "bad_json", {"detail": error.msg}),)
    except ValueError as error:  # a number longer than Python will read
        return None, (Problem("", "bad_json", {"detail": _reason(error)}),)
    except RecursionError:
        return None, (Problem("", "nested_too_deep"),)


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A table in which no key is written twice: the second would silently undo the first."""
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(_twice(next(name for name in names if names.count(name) > 1)))
    return table


def _twice(key: object) -> str:
    return f"{shown(key)}: written twice"


def _toml(text: str) -> tuple[Any, tuple[Problem, ...]]:
    try:
        return tomllib.loads(text), ()
    except ValueError as error:
        return None, (Problem("", "bad_toml", {"detail": _reason(error)}),)
    except RecursionError:
        return None, (Problem("", "nested_too_deep"),)


def _yaml(text: str) -> tuple[Any, tuple[Problem, ...]]:
    import yaml

    try:
        return _load_yaml(yaml, text), ()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}" if mark else ""
        return None, (Problem(place, "bad_yaml", {"detail": shown(error.problem or error.context or "")}),)
    # An impossible date, a key that cannot be one: the loader tells these in Python's own errors.
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        return None, (Problem("", "bad_yaml", {"detail": _reason(error)}),)
    except RecursionError:
        return None, (Problem("", "nested_too_deep"),)


def _load_yaml(yaml: Any, text: str) -> Any:
    """What the text says, by the safe loader, in C where there is one."""
    kind = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if len(text) > _SHALLOW:
        _refuse_too_deep(yaml, yaml.parse(text, kind))
    loader = kind(text)
    try:
        node = loader.get_single_node()
        _refuse_keys_twice(yaml, node)
        return None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _refuse_too_deep(yaml: Any, events: Iterable[Any]) -> None:
    # The composer in C goes down by calling itself, and would take the whole process with it.
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise RecursionError


def _refuse_keys_twice(yaml: Any, root: Any) -> None:
    # On the nodes, before merge keys («<<») are laid out: what they bring may be overridden, and rightly so.
    left, met = [root], set()
    while left:
        node = left.pop()
        if id(node) in met or not isinstance(node, yaml.CollectionNode):
            continue
        met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            left.extend(node.value)
            continue
        names: set[str] = set()
        for key, value in node.value:
            left.append(value)
            if isinstance(key, yaml.ScalarNode):
                if key.value in names:
                    raise yaml.constructor.ConstructorError(None, None, _twice(key.value), key.start_mark)
                names.add(key.value)


def read_json_lines(stream: IO[bytes]) -> Iterator[tuple[Any, tuple[Problem, ...]]]:
    """Each line of JSON Lines as it comes; blank lines are passed over. Memory holds one line at a time."""
    loads = json.loads
    for number, line in enumerate(stream, 1):
        if line.isspace():
            continue
        try:
            yield loads(line.decode() if number > 1 else line.decode("utf-8-sig")), ()
        except UnicodeDecodeError:
            yield None, (Problem(f"line {number}", "not_utf8"),)
        except ValueError as error:
            detail = getattr(error, "msg", None) or _reason(error)
            yield None, (Problem(f"line {number}", "bad_json", {"detail": detail}),)
        except RecursionError:
            yield None, (Problem(f"line {number}", "nested_too_deep"),)


def json_output() -> Callable[[Any], None]:
    """A writer of one JSON object a line on standard output; half a character is written as its escape.

    Each line leaves at once, for whoever writes the next question after reading the last answer.
    """
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    write, flush = sys.stdout.write, sys.stdout.flush

    def put(value: Any) -> None:
        write(_ENCODE(value) + "\n")
        flush()

    return put


def problem_values(problems: Iterable[Problem], say: Callable[[Problem], str]) -> list[dict[str, Any]]:
    """Problems as JSON tells them."""
    return [
        {
            "place": problem.place,
            "code": problem.code,
            "severity": problem.severity,
            "say": say(problem),
            "suggestion": problem.suggestion,
        }
        for problem in problems
    ]


def print_problems(file: str, problems: Sequence[Problem], say: Callable[[Problem], str]) -> None:
    """Every problem on standard error, each with its file and its place."""
    for problem in problems:
        place = f"{file}: {problem.place}" if problem.place else file
        click.echo(f"{place}: {say(problem)}", err=True)
