"""JSON Lines of whole messages, {"id", "raw": base64}, as `relance read` and `relance invitation` take them."""

import base64
import binascii
import json
from collections.abc import Iterator
from typing import IO, Any

from relance.etiquette.problems import Problem

#: A message of sixty megabytes, in base64, on one line.
MAX_LINE = 84_000_000


def lines_of(source: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their numbers, as they come."""
    number = 0
    while line := source.readline(MAX_LINE):
        number += 1
        if line.strip():
            yield number, line


def raw_item(line: bytes, number: int) -> tuple[dict[str, Any], Problem | None]:
    """What a line {"id", "raw": base64} asks, its bytes decoded; or what is wrong with it."""
    place = f"line {number}"
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, Problem(place, "bad_json_line", {"reason": str(error)[:120]})
    if not isinstance(item, dict):
        return {}, Problem(place, "bad_json_line", {"reason": type(item).__name__})
    try:
        raw = base64.b64decode("".join(item["raw"].split()), validate=True)
    except (KeyError, AttributeError, TypeError, binascii.Error, ValueError):
        return {"id": item.get("id")}, Problem(f"{place}: raw", "bad_base64")
    return {**item, "raw": raw}, None
