"""What for: the post, the employer when only the summary names it, and the region whose working days count."""

import re
import tomllib
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from relance.calendars.invitations.interviews import fold
from relance.calendars.invitations.names import is_title

_SPLIT = re.compile(r"\n|\s+[-–—·•/]\s+|\s*[|:()\[\]]\s*|\s+[-–—]|,\s+|\s+(?:avec|chez|with|at|entre)\s+")
_STOP = (
    r"(?=\s*(?:[,.;:!?()\n|«»\"]|$|\s(?:chez|au sein|à|a|dans|at|with|within|in|et|and|que|qui|pour|sur|en|on|"
    r"which|that)\s))"
)
_SAID = (
    re.compile(rf"(?i)\b(?:poste|fonctions?|emploi)s? (?:de |d['’]|du |: ?)(?P<role>[^\n,.;:()|]{{3,60}}?){_STOP}"),
    re.compile(
        rf"(?i)\b(?:role|position|post|job) (?:of|as) (?:an? |the |our )?(?P<role>[^\n,.;:()|]{{3,60}}?){_STOP}"
    ),
    re.compile(
        r"\b(?:for|about) (?:the|our|an?) (?P<role>[A-Z][\w/&+-]{1,20}(?: [\w/&+-]{1,20}){0,4}?) "
        r"(?:role|position|opening|job|vacancy)\b"
    ),
)


def role_of(title: str, text: str = "", *, known: Collection[str] = ()) -> str | None:
    """The post, from «poste de…», else from the part of the summary that is a trade. `known` are names to leave."""
    for words in (title[:500], text[:6_000]):
        for said in _SAID:
            found = said.search(words)
            if found is not None and len(found["role"].strip()) > 2 and not _is_idle(found["role"]):
                return _tidy(found["role"])
    for part in _parts(title, known):
        if is_title(part) or _pattern("roles").fullmatch(fold(part)):
            return _tidy(part)
    return None


def employer_of(title: str, *, known: Collection[str] = ()) -> str | None:
    """The one capitalised word a summary leaves once the interview, the post and all people are taken out of it."""
    if _pattern("noise").search(fold(title)) is None:
        return None
    for part in _parts(title, known):
        if re.fullmatch(r"[A-ZÀ-Þ][\w&.'’-]{2,40}", part) and not is_title(part):
            return None if _pattern("roles").fullmatch(fold(part)) else part
    return None


def region_of(tz: str | None, location: str) -> str | None:
    """A guess of the employer's region, from the address, else from the zone."""
    folded = fold(location)
    for region, words in _table()["countries"].items():
        if re.search(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", folded):
            return str(region)
    found = _table()["regions"].get(tz or "")
    return str(found) if found else None


def _parts(title: str, known: Collection[str]) -> Iterable[str]:
    names = {fold(name) for name in known if name}
    for raw in _SPLIT.split(title[:500]):
        part = _without_noise(raw.strip()).strip(" -–—:,.#'\"«»")
        folded = fold(part)
        words = set(folded.split())
        if len(part) > 2 and not any(folded == name or (words and words <= set(name.split())) for name in names):
            yield part


def _without_noise(part: str) -> str:
    """The part without the words every summary has; places hold only while folding keeps the length."""
    while True:
        folded = fold(part)
        found = _pattern("noise").match(folded)
        if found is None or not found[0].strip() or len(folded) != len(part):
            break
        part = part[found.end() :].strip(" -–—:,.#")
    tail = re.search(r"(?i)\s*\(?[HFM]\s?/\s?[HFM](?:\s?/\s?[XD])?\)?$|\s+interview$|\s+entretien$", part)
    return part[: tail.start()] if tail is not None else part


def _is_idle(role: str) -> bool:
    return fold(role).strip() in {"travail", "travail temporaire", "the", "your", "interest"}


def _tidy(role: str) -> str:
    role = re.sub(r"(?i)\s*\(?\b[HF]\s?/\s?[HF](?:\s?/\s?X)?\b\)?", "", role).strip(" -–—:,.'\"«»")
    return role[:1].upper() + role[1:]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{words})' for words in _table()[name])})(?!\w)")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("relance.calendars.invitations").joinpath("posts.toml").read_text("utf-8"))
