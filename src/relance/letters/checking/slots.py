# ruff: noqa: E501 -- a pattern is read whole, on its line
"""What a template left behind: brackets, braces, XX, «(e)» (T-19)."""

import re
from collections.abc import Iterator

from relance.letters.checking.codes import finding
from relance.letters.checking.message import Finding, Message, Part
from relance.letters.checking.text import Letter, fold

_SLOT = re.compile(
    r"\[(?P<square>[^\]\[\n]{1,80})\](?!\()|\{\{?\s*(?P<brace>[^{}\n]{1,80}?)\s*\}\}?|<<?(?P<angle>[^<>\n@:/]{2,50})>>?|«\s?(?P<field>[A-ZÀ-Þ_]{3,30})\s?»"
    r"|%(?P<percent>[A-Za-z_]{3,30})%|\$\{?(?P<dollar>[A-Za-z_]{3,30})\}?"
    r"|(?<![\w.-])(?P<xx>[Xx]{2,}(?:[/.-][Xx]{2,})+|[Xx](?:[ .][Xx])+|[Xx]{2,})(?![\w-])"
    r"|(?P<gender>\b[^\W\d_]{2,}(?:\((?:e|ne|le|euse|trice|ère|se|ve|rice|te)\)(?!s)))"
    r"|(?P<blank>(?<!\w)_{3,}(?!\w)|\.{6,}|…{3,})"
    r"|(?P<date>\b(?:jj|dd)[/.-](?:mm)[/.-](?:aaaa|aa|yyyy|yy)\b)"
    r"|\((?P<round>(?:votre|your|ins[ée]rer|insert|indiquer|nom|pr[ée]nom|name|company|entreprise|soci[ée]t[ée]|date|poste|à compléter|a completer|préciser|to fill|fill in)(?:[ '’/][^()\n]{0,40})?)\)"
    r"|(?P<todo>\b(?:à compléter|a completer|TODO|TBD|lorem ipsum|à préciser ici)\b)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^(?:(?:ref|réf|reference|référence|n°|no|num|numero|numéro|#|id|dossier|job|offre|poste|req|annonce|ticket|candidature)[\s.:°#-]*)*[\w/.# -]*\d[\w/.# -]*$",
    re.IGNORECASE,
)
_INNOCENT = frozenset(
    [
        "sic",
        "...",
        "…",
        "h/f",
        "f/h",
        "m/f",
        "cdi",
        "cdd",
        "pdf",
        "externe",
        "external",
        "ext",
        "spam",
        "confidentiel",
        "confidential",
        "urgent",
        "re",
        "tr",
        "fwd",
        "x",
        "image",
        "cid",
        "i",
        "e",
        "s",
        "b",
        "u",
        "p",
        "br",
        "a",
        "div",
        "span",
        "ul",
        "li",
        "ol",
        "em",
        "strong",
        "html",
        "body",
        "head",
        "table",
        "tr",
        "td",
        "h1",
        "h2",
        "h3",
        "font",
        "img",
        "hr",
    ]
)
_ROUND_DATE = re.compile(
    r"^date (?:de|du|d|limite|prevue|à|a|of|butoir)\b|^poste (?:de|à|a|en|basé|occupé)\b|^(?:nom|name) (?:de jeune|de code)|^entreprise (?:de|familiale|que|qui)|^soci",
    re.IGNORECASE,
)


def slots(message: Message, letter: Letter) -> Iterator[Finding]:
    """Every place a template left, in the subject and in what the writer wrote, signature included."""
    if message.subject:
        yield from _in(message, message.subject, (0, len(message.subject)), "subject")
    for span in (letter.greeting, *letter.text, letter.closing, letter.signature):
        yield from _in(message, message.body, span, "body")


def _in(message: Message, text: str, span: tuple[int, int], part: Part) -> Iterator[Finding]:
    for match in _SLOT.finditer(text, *span):
        inside = next((match[name] for name in ("square", "brace", "angle", "round") if match[name]), None)
        if inside is not None and _innocent(match, inside):
            continue
        if match["field"] and not match["field"].isupper():
            continue
        if match["gender"] and not _has_gender(match["gender"]):
            continue
        if (
            match["xx"]
            and match["xx"] in {"xx", "XX"}
            and re.match(r"\s*(?:e|ème|ième)?\s*si[eè]cle", text[match.end() :])
        ):
            continue
        yield finding(
            "unfilled-slot", message, match.span(), part=part, fix=_agreed(match, message), slot=match.group()
        )


def _innocent(match: re.Match[str], inside: str) -> bool:
    """A reference number, a mark of quotation or of the mail program, not a blank to fill."""
    tidy = inside.strip().lower()
    if (
        tidy in _INNOCENT
        or tidy.startswith(("image:", "cid:", "/", "http", "!--"))
        or not any(char.isalpha() for char in tidy)
    ):
        return True
    if match["round"] and _ROUND_DATE.match(fold(tidy)):
        return True
    if match["angle"] and (tidy.split()[0] in _INNOCENT or "=" in tidy):
        return True
    return bool(match["square"] and _CODE.match(tidy) and len(tidy.split()) <= 4)


def _has_gender(word: str) -> bool:
    """«reçu(e)» is a blank; «l(e)» is not a word."""
    return len(word.split("(", maxsplit=1)[0]) >= 2


def _agreed(match: re.Match[str], message: Message) -> str | None:
    """«reçu(e)» agreed with the candidate who writes."""
    if not match["gender"] or message.by_recruiter or message.about.gender not in {"f", "m"}:
        return None
    stem, _, ending = match["gender"].rstrip(")").partition("(")
    if message.about.gender == "m":
        return stem
    return stem + ending if ending in {"e", "ne", "le"} else None
