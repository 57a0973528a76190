"""Where: the address, the video link, the telephone; and so whether one goes, connects or answers a call."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlsplit

from relance.calendars.invitations.interviews import fold
from relance.calendars.invitations.invitation import Mode

_URL = re.compile(r"https?://[^\s<>\"'«»\\^`{}|]{4,2000}", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w/=#.+-])(?:\+|\()?\d[\d\s./()-]{6,22}\d(?![\w/=@])")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d")


def find_url(marked: Iterable[str], texts: Iterable[str]) -> tuple[str | None, bool]:
    """Link to join, and whether it is a video room. `marked` are the properties made for it, `texts` all others."""
    named = [link for text in marked for link in links(text)]
    others = [link for text in texts for link in links(text)]
    for link in (*named, *others):
        if is_video(link):
            return link, True
    return (named[0], False) if named else (None, False)


def links(text: str) -> list[str]:
    """Each web address of a text, taken out of the wrappings mail scanners put around it."""
    found = []
    for hit in list(_URL.finditer(text[:60_000]))[:60]:
        link = hit[0].rstrip(".,;:!?*_]")
        if link.count(")") > link.count("("):
            link = link.rstrip(")")
        found.append(_unwrapped(link))
    return found


def is_video(link: str) -> bool:
    """Whether a link leads to a room one can join, not to its options or its telephone numbers."""
    bare = re.sub(r"(?i)^https?://", "", link)
    return bool(_words("video").match(bare.lower())) and not _words("beside").search(bare.lower().split("?")[0])


def _unwrapped(link: str) -> str:
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
        if host.endswith("safelinks.protection.outlook.com"):
            inner = parse_qs(parts.query).get("url", [""])[0]
        elif host in {"www.google.com", "google.com"} and parts.path == "/url":
            query = parse_qs(parts.query)
            inner = (query.get("q") or query.get("url") or [""])[0]
        else:
            return link
    except ValueError:
        return link
    return inner if inner.lower().startswith("http") else link


def is_placeholder(location: str) -> bool:
    """Whether LOCATION only says that the meeting is online."""
    parts = [part.strip() for part in re.split(r"[;,\n|]", fold(location)) if part.strip()]
    return all(_words("placeholder").fullmatch(part) for part in parts)


def is_address(text: str) -> bool:
    """Whether the text speaks of a place one can walk to."""
    return _words("address").search(fold(_URL.sub(" ", text[:1_000]))) is not None


def find_mode(*, title: str, location: str, text: str, video: bool, phone: str | None) -> Mode | None:
    """How the interview is held. A room or street given beats the video link calendars add by themselves."""
    said = fold(title)
    if _words("phone").search(said) and not _words("video_words").search(said):
        return "phone"
    if _words("onsite").search(said):
        return "onsite"
    real_place = bool(location.strip()) and not is_placeholder(location)
    body = fold(_URL.sub(" ", text[:4_000]))
    if real_place and (is_address(location) or (not video and not _is_call(location))):
        return "video" if video and _words("video_words").search(said) else "onsite"
    if video or _words("video_words").search(said) or (location.strip() and not real_place):
        return (
            "onsite"
            if _words("onsite").search(body) and not _words("video_words").search(said) and is_address(text)
            else "video"
        )
    return _said_in_words(location, body, phone)


def _said_in_words(location: str, body: str, phone: str | None) -> Mode | None:
    if _is_call(location) or _words("phone").search(body):
        return "phone"
    if _words("onsite").search(body) or is_address(body):
        return "onsite"
    if _words("video_words").search(body):
        return "video"
    return "phone" if phone else None


def _is_call(location: str) -> bool:
    folded = fold(location)
    return bool(
        _words("phone").search(folded) or folded.startswith("tel:") or re.fullmatch(r"[+\d (). /-]{8,25}", folded)
    )


def find_phone(texts: Sequence[str], tz: str | None) -> str | None:
    """The number to call or be called at, as E.164 when the country is known; conference numbers are left out."""
    fallback = None
    for text in texts:
        for line in text[:20_000].splitlines():
            if len(line) > 600 or not any(char.isdigit() for char in line):
                continue
            found = _number_in(_URL.sub(" ", line), tz)
            if found is None:
                continue
            if _words("number_cue").search(fold(line)) or line.strip().startswith("+"):
                return found
            fallback = fallback or found
    return fallback


def _number_in(line: str, tz: str | None) -> str | None:
    for hit in _NUMBER.finditer(line):
        before = fold(line[max(0, hit.start() - 60) : hit.start()])
        if _words("number_foe").search(before) or line[hit.end() : hit.end() + 2] == ",," or _DATE.search(hit[0]):
            continue
        number = e164(hit[0], tz)
        if number is not None:
            return number
    return None


def e164(text: str, tz: str | None = None) -> str | None:
    """A telephone number in international form, the country taken from the zone when the number does not say it."""
    bare = re.sub(r"\(0\)", "", text.strip())
    digits = re.sub(r"\D", "", bare)
    if bare.lstrip("(").startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if tz is not None and tz.startswith(("America/", "Canada/", "US/")):
        digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
        return f"+1{digits}" if len(digits) == 10 and digits[0] in "23456789" and digits[3] in "23456789" else None
    if not digits.startswith("0"):
        return None
    prefix = _table()["dialling"].get(tz or "", "33" if len(digits) == 10 and tz in {None, "UTC"} else "")
    if prefix == "33" and len(digits) != 10:
        return None
    return f"+{prefix}{digits[1:]}" if prefix and 9 <= len(digits) <= 12 else None


# Lists matched at word limits; the others say themselves where they may begin.
_WHOLE_WORDS = frozenset(("phone", "video_words", "onsite", "number_cue", "number_foe"))


@cache
def _words(name: str) -> re.Pattern[str]:
    whole = "|".join(_table()[name])
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)" if name in _WHOLE_WORDS else f"(?:{whole})")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("relance.calendars.invitations").joinpath("places.toml").read_text("utf-8"))
