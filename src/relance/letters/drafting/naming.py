"""How a post and an organisation are named in the middle of a sentence."""

import re
from collections.abc import Mapping
from functools import cache

from relance.letters.drafting import lexicon
from relance.letters.grammar.elision import elide, fold, lower_first, with_a, with_de

_MARKETING = re.compile(
    r"[\s(]*\b(?:[hfm] ?/ ?[hfm](?: ?/ ?[xdn])?|CDI|CDD|stage|alternance|temps (?:plein|partiel))\b\s*\)?",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b([^\W\d_]+)\s?/\s?([^\W\d_]{4,})\b")
_FEMININE = re.compile(
    r"([^\W\d_]+) ?[(·./-](trice|rice|euse|se|fe|ière|ère|ienne|enne|ne|ve|le|e)\b\)?", re.IGNORECASE
)
_LEFT_OVER = re.compile(r"[()·/\[\]{}|]")
_LEGAL = re.compile(
    r"^(?:SARL|SASU?|SA|SNC|SCOP|EURL|SPRL|SRL|Sàrl) (?=\S)|(?<=\S) (?:SARL|SASU?|SA|SNC|SCOP|EURL|SPRL|SRL|Sàrl)$"
)
_FRENCH_TRADE = (
    "eur",
    "euse",
    "trice",
    "ant",
    "ante",
    "ien",
    "ienne",
    "iste",
    "ier",
    "ière",
    "é",
    "ée",
    "aire",
    "al",
    "ale",
)


@cache
def _heads() -> Mapping[str, str]:
    """Common nouns that open the name of an organisation, folded, and their article: «le cabinet Delmas»."""
    articles = (("le", "heads_le"), ("la", "heads_la"), ("l’", "heads_l"), ("les", "heads_les"))
    return {fold(head): article for article, name in articles for head in lexicon.words("fr", name)}


@cache
def _acronyms() -> Mapping[str, str]:
    """Acronyms that take an article: «la SNCF», «le CHU de Nantes»."""
    articles = (("le", "acronyms_le"), ("la", "acronyms_la"), ("l’", "acronyms_l"))
    return {name: article for article, listed in articles for name in lexicon.words("fr", listed)}


@cache
def _fold_words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("fr", name))


def post(role: str, gender: str | None) -> str:
    """The role as it may be said: «Assistant(e) RH (H/F)» -> «Assistante RH»; "" if it needs a gender not given."""
    title = " ".join(_MARKETING.sub(" ", role.replace("'", "’")).split()).strip(" -–,|")
    title = re.split(r" [-–|] ", title)[0]
    if _FEMININE.search(title):
        if gender not in {"f", "m"}:
            return ""
        title = _FEMININE.sub(lambda found: feminine(found[1], found[2]) if gender == "f" else found[1], title)
    both = _BOTH.search(title)
    if both:
        women = [word for word in both.groups() if word.endswith(("e", "es"))]
        if gender not in {"f", "m"} or len(women) != 1:
            return ""
        man = next(word for word in both.groups() if word not in women)
        title = _BOTH.sub(women[0] if gender == "f" else man, title, count=1)
    return "" if _LEFT_OVER.search(title) else title


def feminine(word: str, ending: str) -> str:
    """«Directeur» and «rice» -> «Directrice», «Technicien» and «ne» -> «Technicienne»."""
    cut = {"trice": 4, "rice": 4, "euse": 3, "ère": 2, "ière": 3, "ienne": 3, "enne": 2, "ve": 1, "se": 1}.get(
        ending.lower(), 0
    )
    added = "trice" if ending.lower() == "rice" else ending.lower()
    return f"{word[:-cut] if cut else word}{added}"


def the_post(title: str) -> str:
    """«le poste de juriste», «le poste d’ingénieure»; «ce poste» when there is no title."""
    if not title:
        return "ce poste"
    first, _, rest = title.partition(" ")
    named = first.isupper() and len(first) > 1
    english = rest[:1].isupper() and not rest.split(" ", 1)[0].isupper() and not first.endswith(_FRENCH_TRADE)
    return "le poste " + elide("de", title if named or english or not first[1:].islower() else lower_first(title))


def the_organisation(name: str) -> str:
    """«le cabinet Delmas», «l’hôpital Saint-Louis», «les Mousquetaires», «la SNCF», «Air Liquide»."""
    name = _LEGAL.sub("", " ".join(name.replace("'", "’").split()))
    words = name.split(" ")
    if len(words) > 1 and all(word.isupper() and len(word) > 3 for word in words):
        name = name.title()
    first, _, rest = name.partition(" ")
    if first in {"Le", "Les"} and rest:
        return lower_first(name)
    if first.isupper() and first.lower() in _acronyms():
        article = _acronyms()[first.lower()]
        return f"{article}{name}" if article == "l’" else f"{article} {name}"
    common = _heads().get(fold(first)) if rest else None
    if common is None or (fold(first) in _fold_words("heads_lower") and not rest[0].islower()):
        return name
    named = (
        name if first.isupper() or fold(first) in _fold_words("heads_proper") else f"{lower_first(first)} {rest}"
    )
    return f"{common}{named}" if common == "l’" else f"{common} {named}"


def at(name: str) -> str:
    """«chez Air Liquide», «au cabinet Delmas», «à la mairie de Lyon»."""
    phrase = the_organisation(name)
    group = re.match(r"les [A-ZÀ-Þ]", phrase) and name.startswith("Les ")
    return with_a(phrase) if re.match(r"(?:le|la|les) |l’", phrase) and not group else f"chez {phrase}"


def towards(name: str) -> str:
    """«auprès d’Air Liquide», «auprès du cabinet Delmas»."""
    return f"auprès {with_de(the_organisation(name))}"


def joined(words: list[str], lang: str) -> str:
    """«a, b et c»."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + (" et " if lang == "fr" else " and ") + words[-1]


def national(phone: str, region: str) -> str:
    """A number as it is dictated at home: «+33 6 00 00 00 00» -> «06 00 00 00 00» in France."""
    prefix = {"FR": "+33", "BE": "+32", "CH": "+41", "MA": "+212", "LU": "+352", "GB": "+44"}.get(
        region.split("-", maxsplit=1)[0]
    )
    if prefix and phone.startswith(prefix):
        rest = phone[len(prefix) :].strip().removeprefix("(0)").strip()
        phone = rest if prefix == "+352" else f"0{rest}"
    elif region.startswith(("CA", "US")) and phone.startswith("+1"):
        phone = phone[2:].strip(" -")
    digits = re.sub(r"\D", "", phone)
    if region.split("-", maxsplit=1)[0] in {"FR", "MA"} and len(digits) == 10 and phone[0] == "0":
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    return phone
