"""French noun phrases out of telegraphic notes: the article, the «de», the possessive they lack; or None."""

import re
from functools import partial
from typing import Any

from relance.letters.drafting import lexicon
from relance.letters.grammar import nouns
from relance.letters.grammar.days import number
from relance.letters.grammar.elision import elide, fold, lower_first

_pattern = partial(lexicon.pattern, "fr")
_words = partial(lexicon.words, "fr")

Found = tuple[Any, str] | None

# What the writer owns («mon anglais») rather than takes part in («la gestion de la paie»).
_OWN = frozenset({"missed", "strength", "answer"})


def counted(digits: str, after: str) -> str:
    """A count of days or years in words; «un an», «une semaine»."""
    if digits == "1":
        return "une" if after.startswith(("année", "semaine")) else "un"
    return number(int(digits), "fr")


def small(text: str) -> str:
    """First letter small, unless the first word is a name or an acronym."""
    first = re.split(r"[ ’]", text, maxsplit=1)[0]
    if first.isupper() and len(first) > 1:
        return text
    lower = first.lower()
    ordinary = (
        _pattern("determiner").match(text)
        or lower in _words("function") | _words("pronoun")
        or nouns.known_noun(lower)
        or nouns.infinitive(lower)
        or nouns.gender(lower)
    )
    return lower_first(text) if ordinary else text


def determined(text: str, field: str) -> Found:
    """A noun phrase that has its article; «trois ans droit social» gets its «de» and its «mes»."""
    years = _pattern("years").match(text)
    if not years:
        text = _owned(text) if field in _OWN else text
        return ("np", text) if dense(re.sub(r"^(?:l’|[^\s’]+ )", "", text, count=1), strict=False) else None
    rest = (years[2] or "").strip()
    if not rest:
        return None
    first = rest.split(" ", 1)[0]
    if first.lower() not in _words("function") and not rest.lower().startswith("d’"):
        if not nouns.known_noun(first):
            return None
        rest = elide("de", rest)
    if not dense(rest):
        return None
    return "np", f"{'mes' if field in _OWN else 'les'} {years[1]} {rest}"


def _owned(text: str) -> str:
    """«le sens de l’accueil», said of oneself, is «mon sens de l’accueil»."""
    article = re.match(r"(?:le |la |les |l’)(?=(\w+))", text)
    if not article or nouns.singular(article[1]) not in _words("inner"):
        return text
    return nouns.possessive(text[article.end() :], article[1]) or text


def listed(text: str, field: str) -> Found:
    """«autonomie, rigueur» -> «mon autonomie et ma rigueur»."""
    items = [item.strip() for item in re.split(r", (?:et )?| et ", text)]
    if not 2 <= len(items) <= 4 or any(not 1 <= len(item.split()) <= 4 for item in items):
        return None
    done = [bare(item, field) for item in items]
    texts = [found[1] for found in done if found]
    if len(texts) != len(items):
        return None
    return "np", ", ".join(texts[:-1]) + " et " + texts[-1]


def bare(text: str, field: str) -> Found:
    """A noun phrase without its article: given one when its gender is known."""
    tokens = text.split(" ")
    head = tokens[1] if len(tokens) > 1 and _leads(tokens) else tokens[0]
    if head.endswith(","):
        return None
    known = nouns.known_noun(head)
    if not known and (nouns.gender(head) is None or (nouns.adjective(head) and len(tokens) == 1)):
        return None
    if not known and field in _OWN and head.endswith(("eur", "euse", "trice", "ier", "ière")):
        return None  # a trade one practised, not a thing one has
    text = _glued(tokens, head) if head == tokens[0] else " ".join(tokens)
    years = _pattern("years_last").match(text)
    if years and not re.search(r" (?:pendant|depuis|durant|en|sur|d[eu]|après)$", years[1]):
        text = f"{years[1]} pendant {years[2]}"
    one = nouns.singular(head)
    owned = one in _words("possessed") or head in _words("possessed")
    if owned:
        text = re.sub(r",? (?:niveau )?([ABC][12])$", r" (niveau \1)", text)
    if not text or not dense(text):
        return None
    if field == "strength" and not owned and not nouns.action(head):
        return None
    found = nouns.possessive(text, head) if owned and field in _OWN else _with_article(text, head, field)
    return ("np", found) if found else None


def _with_article(text: str, head: str, field: str) -> str | None:
    """«la refonte de la paie», but «un portefeuille de 400 clients», «de petites séries»."""
    after = text[text.index(head) + len(head) :]
    known_thing = re.match(r"$| (?:de la|de l’|du|des|d’une?|au|aux|à la|à l’|d[e’] ?[A-ZÉ])", after)
    doing = not nouns.plural(head) and (nouns.action(head) or head.endswith(("tion", "sion", "ment", "age")))
    if field not in {"stake", "answer"} or known_thing or doing:
        return nouns.definite(text, head)
    return nouns.indefinite(text, head)


def _leads(tokens: list[str]) -> bool:
    """Whether an adjective stands before its noun: «petites séries»."""
    first, second = tokens[0].lower(), tokens[1]
    return not nouns.known_noun(first) and nouns.listed_adjective(first) and nouns.known_noun(second)


def _glued(tokens: list[str], head: str) -> str:
    """The phrase with the «de» that notes leave out after an action: gestion de stocks; "" if unsure."""
    follows = tokens[1] if len(tokens) > 1 else ""
    if (
        not (nouns.action(head) or head.lower() in _words("mastery"))
        or not follows
        or follows.lower() in _words("function")
    ):
        return " ".join(tokens)
    named = follows[0].isupper()
    if named and head.lower() in _words("mastery"):
        return " ".join([tokens[0], elide("de", follows), *tokens[2:]])
    if re.match(r"[dl]’", follows) or named or nouns.adjective(follows):
        return " ".join(tokens)
    if nouns.known_noun(follows) or nouns.plural(follows):
        return " ".join([tokens[0], elide("de", follows), *tokens[2:]])
    return ""


def dense(text: str, *, strict: bool = True) -> bool:
    """Whether words follow one another as French lets them: no noun glued to a noun, no stray figure.

    Not `strict`: a phrase written with its article is trusted unless two nouns of ours touch.
    """
    text = re.sub(r"\([^)]*\)", "", text)
    previous = ""
    for raw in re.sub(r"\b([ldjmtscn]|qu)’", r"\1’ ", text, flags=re.IGNORECASE).split():
        word = raw.strip(",")
        if word.lower() in {"qui", "que", "qu’", "dont", "où"}:
            return True
        glued = previous and previous.lower() not in _words("function") and not previous.endswith("’")
        if word and glued and not _may_follow(word, previous) and (strict or _touching(word, previous)):
            return False
        previous = "" if raw.endswith(",") else word
    return True


def _touching(word: str, previous: str) -> bool:
    """Whether a word after a noun is a stray figure, a second noun, or may be a verb we do not know."""
    if re.fullmatch(r"\d{1,3}", word) or (nouns.known_noun(word) and nouns.known_noun(previous)):
        return True
    return not nouns.known_noun(word) and word.endswith(("e", "ent", "ont", "it", "rt", "nd", "a"))


def _may_follow(word: str, previous: str) -> bool:
    lower = word.lower()
    if lower in _words("function") or word.endswith("’"):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", word):
        return True
    if re.fullmatch(r"\d+", word):
        return previous[:1].isupper() or fold(previous) in {"permis", "bac"}
    if word[0].isupper() or previous.isdigit() or previous.lower() in {"plus", "moins", "très", "permis"}:
        return True
    if lower == "client":
        return fold(previous) in {"relation", "service", "suivi", "experience", "satisfaction", "portefeuille"}
    if nouns.plural(previous) and lower.endswith("ent"):
        return False
    return (
        nouns.adjective(word)
        or nouns.adjective(previous)
        or (lower.endswith(("ment", "ant")) and not nouns.known_noun(word))
    )
