"""Where an employer is: its region, for the public holidays, and its zone, for the hours. Pure; a guess.

Only what is written is read, the surest first: the address of the interview, a telephone number, a mail address.
Two places that disagree at the same rank are no guess.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

Clue: TypeAlias = Literal["address", "phone", "mail"]
_LONGEST = 20_000
#: Endings of addresses that people of every country have.
_HOST = re.compile(r"@([\w.-]+)")
_PHONE = re.compile(r"(?:\+|\b00)[\d .()\-]{6,22}\d")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A region with its zone, and the words that told: `clue` says what they are."""

    region: str
    tz: str
    clue: Clue
    words: str


def guess_whereabouts(
    *, address: str = "", phones: Iterable[str] = (), mails: Iterable[str] = ()
) -> Whereabouts | None:
    """The place these words tell of; None when they tell none, or two."""
    told: tuple[tuple[Clue, Iterable[tuple[str, str]]], ...] = (
        ("address", _in_address(address)),
        ("phone", (hit for phone in phones for hit in _in_phone(phone))),
        ("mail", (hit for mail in mails for hit in _in_mail(mail))),
    )
    for clue, hits in told:
        found = dict(hits)
        countries = {region.partition("-")[0] for region in found}
        if len(countries) == 1:
            region = next(iter(found))
            return Whereabouts(region, str(_table()[region]["tz"]), clue, found[region])
        if found:
            return None
    return None


def zone_of(region: str) -> str | None:
    """The zone of a region this table knows, or of its country."""
    table = _table()
    known = table.get(region) or table.get(region.partition("-")[0])
    return str(known["tz"]) if known else None


def name_of(region: str, lang: str) -> str:
    """How a region is called in «fr» or «en»; its code when this table does not know it."""
    known = _table().get(region)
    return str(known["name"][lang]) if known else region


def _in_address(text: str) -> Iterator[tuple[str, str]]:
    """Regions named, parts of a country before the country itself."""
    folded = _fold(text[:_LONGEST])
    for region, pattern in _addresses():
        hit = pattern.search(folded)
        if hit:
            yield region, text[hit.start() : hit.end()].strip(" ,") if len(folded) == len(text) else hit[0]


def _in_phone(text: str) -> Iterator[tuple[str, str]]:
    for hit in _PHONE.finditer(text[:_LONGEST]):
        digits = re.sub(r"\D", "", hit[0].replace("(0)", "")).removeprefix("00")
        codes = [
            (len(code), region)
            for region, known in _table().items()
            for prefix in known.get("phone", ())
            if digits.startswith(code := re.sub(r"\D", "", prefix))
        ]
        if codes:
            yield max(codes)[1], hit[0].strip()


def _in_mail(text: str) -> Iterator[tuple[str, str]]:
    for hit in _HOST.finditer(text[:_LONGEST].lower()):
        host = hit[1].strip(".")
        ends = [
            (len(end), region)
            for region, known in _table().items()
            for end in known.get("mail", ())
            if host.endswith("." + end)
        ]
        if ends:
            yield max(ends)[1], host


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@cache
def _addresses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (region, re.compile(rf"(?<![\w-])(?:{'|'.join(known['address'])})(?![\w-])"))
        for region, known in _table().items()
        if known.get("address")
    )


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("relance.calendars").joinpath("whereabouts.toml").read_text("utf-8"))
