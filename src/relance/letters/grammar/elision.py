"""French elision and contraction: d’Air Liquide, qu’elle, du cabinet, aux équipes.

Everything works on noun phrases or clauses already in French; apostrophes come out typographic (’) and are
read in either form.
"""

import re
import unicodedata

from relance.letters.grammar.lexis import words

_VOWELS = frozenset("aeiou")

_WORD = re.compile(r"[\w’'-]+")


def fold(text: str) -> str:
    """`text` in lower case and without accents, for comparing words."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def elides(word: str) -> bool:
    """Whether «de», «que», «le» lose their vowel before `word` (the first word of it, if it is a phrase)."""
    found = _WORD.search(word.lstrip('«"“( \u00a0\u202f'))
    if found is None or not word.lstrip('«"“( \u00a0\u202f').startswith(found[0]):
        return False
    lower = found[0].lower()
    folded = fold(lower)
    if lower in words("no_elision") or not folded[:1].isalpha():
        return False
    if folded[0] == "h" and found[0].isupper() and len(found[0]) > 1:
        return False
    if folded[0] == "h":
        return lower.startswith(tuple(words("mute"))) or not lower.startswith(tuple(words("aspirated")))
    if folded[0] == "y":
        return len(folded) > 1 and folded[1] not in _VOWELS
    return folded[0] in _VOWELS or folded[0] in "œæ"


def elide(particle: str, phrase: str) -> str:
    """«de» + «Air Liquide» -> «d’Air Liquide»; «que» + «il faut» -> «qu’il faut»; «si» + «ils» -> «s’ils»."""
    before_il = phrase.lower().startswith(("il ", "ils "))
    elided = before_il if particle.lower() == "si" else elides(phrase)
    return f"{particle[:-1]}’{phrase}" if elided else f"{particle} {phrase}"


def with_de(phrase: str) -> str:
    """«de» before a noun phrase: du poste, des équipes, d’un dossier; de travaux, from «des travaux»."""
    return _contract(phrase, {"le": "du", "les": "des"}, "de")


def with_a(phrase: str) -> str:
    """«à» before a noun phrase: au poste, aux équipes, à l’offre, à une équipe."""
    return _contract(phrase, {"le": "au", "les": "aux"}, "à")


def with_que(clause: str) -> str:
    """«que» before a clause: que je parle, qu’il faut, qu’une équipe."""
    return elide("que", clause)


def without_de(phrase: str) -> str:
    """The noun phrase behind «de»: «du projet» -> «le projet», «de mon stage» -> «mon stage»."""
    lower = phrase.lower().replace("'", "’")
    for opening, article in (("du ", "le "), ("des ", "les "), ("de ", ""), ("d’", "")):
        if lower.startswith(opening):
            return article + phrase[len(opening) :]
    return phrase


def _contract(phrase: str, articles: dict[str, str], preposition: str) -> str:
    first, _, rest = phrase.partition(" ")
    if rest and first in articles:
        return f"{articles[first]} {rest}"
    if preposition == "de" and rest and first == "des":
        return elide("de", rest)
    if preposition == "de" and first == "du" and rest:
        return elide("de", rest)
    if preposition == "de" and re.match(r"de (la |l’)", phrase):
        return phrase
    return elide(preposition, phrase) if preposition == "de" else f"{preposition} {phrase}"


def lower_first(text: str) -> str:
    """`text` with its first letter small, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """`text` with its first letter capital, accents kept («À», «École»)."""
    return text[:1].upper() + text[1:]
