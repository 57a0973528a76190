"""How a post and an organisation are named in the middle of a sentence."""

import re
from collections.abc import Mapping
from functools import cache

from relance.letters.drafting import lexicon
from relance.letters.grammar.elision import elide, fold, lower_first, with_a, with_de

_MARKETING = re.compile(
    r"\s*[-–(,/|]*\s*\b(?:[hHfFmM] ?/ ?[hHfFmM](?: ?/ ?[xXdDnN])?|CDI|CDD|stage|alternance|temps (?:plein|partiel))"
    r"\b\s*\)?",
    re.UNICODE,
)
_BOTH = re.compile(r"\b([^\W\d_]+)\s?/\s?([^\W\d_]{4,})\b")
_ADDED_E = re.compile(r"([^\W\d_]+)(?:\(e\)|·e|\.e|-e)(?![^\W\d_])")
_LEFT_OVER = re.compile(r"[()·/\[\]{}]|\b\w+\.(?:ère|trice|euse|e)\b")


@cache
def _heads() -> Mapping[str, str]:
    """Common nouns that open the name of an organisation, folded, and their article: «le cabinet Delmas»."""
    articles = (("le", "heads_le"), ("la", "heads_la"), ("l’", "heads_l"), ("les", "heads_les"))
    return {fold(head): article for article, name in articles for head in lexicon.words("fr", name)}


def post(role: str, gender: str | None) -> str:
    """The role as it may be said: «Assistant(e) RH (H/F)» -> «Assistante RH»; "" if it needs a gender not given."""
    title = " ".join(_MARKETING.sub(" ", role.replace("'", "’")).split()).strip(" -–,|")
    if _ADDED_E.search(title):
        if gender not in {"f", "m"}:
            return ""
        title = _ADDED_E.sub(lambda found: found[1] + ("e" if gender == "f" else ""), title)
    both = _BOTH.search(title)
    if both:
        feminine = [word for word in both.groups() if word.endswith(("e", "es"))]
        if gender not in {"f", "m"} or len(feminine) != 1:
            return ""
        masculine = next(word for word in both.groups() if word not in feminine)
        title = _BOTH.sub(feminine[0] if gender == "f" else masculine, title, count=1)
    return "" if _LEFT_OVER.search(title) else title


def the_post(title: str) -> str:
    """«le poste de juriste», «le poste d’ingénieure»; «ce poste» when there is no title."""
    if not title:
        return "ce poste"
    first, _, rest = title.partition(" ")
    named = first.isupper() and len(first) > 1
    english = rest[:1].isupper() and not rest.split(" ")[0].isupper()
    return "le poste " + elide("de", title if named or english or not first[1:].islower() else lower_first(title))


def the_organisation(name: str) -> str:
    """«le cabinet Delmas», «l’hôpital Saint-Louis», «Air Liquide»."""
    name = " ".join(name.replace("'", "’").split())
    first, _, rest = name.partition(" ")
    article = _heads().get(fold(first))
    if article is None or not rest or (first.isupper() and len(first) > 4 and rest.isupper()):
        return name
    proper = first.isupper() or fold(first) in {fold(head) for head in lexicon.words("fr", "heads_proper")}
    named = name if proper else f"{lower_first(first)} {rest}"
    return f"{article}{named}" if article == "l’" else f"{article} {named}"


def at(name: str) -> str:
    """«chez Air Liquide», «au cabinet Delmas», «à la mairie de Lyon»."""
    phrase = the_organisation(name)
    return with_a(phrase) if re.match(r"(?:le|la|les) |l’", phrase) else f"chez {phrase}"


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
