"""What a French word looks like: the gender of a noun, whether a word passes for an adjective or an infinitive.

A short list of our own decides, then endings; a word neither knows stays unknown, and callers must cope.
"""

from typing import Literal

from relance.letters.grammar.elision import elides, fold
from relance.letters.grammar.lexis import words

Gender = Literal["f", "m"]

# Endings above fail on these.
_EXCEPTIONS: dict[str, Gender] = {
    "page": "f",
    "image": "f",
    "plage": "f",
    "valeur": "f",
    "rigueur": "f",
    "eau": "f",
}


def singular(word: str) -> str:
    """`word` without the mark of the plural, as well as it can be told."""
    if word in words("masculine") | words("feminine"):
        return word
    if word.endswith(("eaux", "eux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word


def plural(word: str) -> bool:
    """Whether `word`, taken as a noun, is plural; an acronym is not."""
    if word.isupper():
        return False
    return singular(word.lower()) != word.lower()


def gender(word: str) -> Gender | None:
    """The gender of a noun, or None when neither the lists nor its ending tell."""
    for form in (word, word.lower()):
        one = singular(form)
        if one in words("masculine"):
            return "m"
        if one in words("feminine"):
            return "f"
    one = singular(word.lower())
    if one in _EXCEPTIONS:
        return _EXCEPTIONS[one]
    if one.endswith(tuple(words("feminine_endings"))):
        return "f"
    return "m" if one.endswith(tuple(words("masculine_endings"))) else None


def action(word: str) -> bool:
    """Whether `word` names an action whose object a note may put beside it without «de»."""
    return word.lower() in words("actions")


def adjective(word: str) -> bool:
    """Whether `word` may be an adjective or a participle."""
    lower = word.lower()
    one = lower[:-1] if lower.endswith("s") and len(lower) > 3 else lower
    listed = words("adjectives")
    if known_noun(word) and fold(one) not in listed and fold(lower) not in listed:
        return False
    return fold(one) in listed or fold(lower) in listed or one.endswith(tuple(words("adjective_endings")))


def known_noun(word: str) -> bool:
    """Whether `word` is in our lists as a noun."""
    return any(singular(form) in words("masculine") | words("feminine") for form in (word, word.lower()))


def infinitive(word: str) -> bool:
    """Whether `word` is an infinitive rather than a noun in -er, -ir, -re or -oir."""
    lower = word.lower()
    if lower in words("not_infinitive") or known_noun(lower):
        return False
    if lower.endswith("oir"):
        return lower in words("infinitive_oir")
    if lower.endswith("re"):
        return lower in words("infinitive_re")
    if lower.endswith("ier"):
        return lower in words("infinitive_ier")
    return lower.endswith(("er", "ir")) and len(lower) > 4


def listed_adjective(word: str) -> bool:
    """Whether `word` is in our list of adjectives, in any number."""
    lower = fold(word.lower())
    return lower in words("adjectives") or lower.removesuffix("s") in words("adjectives")


def definite(noun_phrase: str, head: str) -> str | None:
    """A bare noun phrase and its article, by its `head`: la gestion, l’accueil, les dossiers; None if unsure."""
    if plural(head):
        return f"les {noun_phrase}"
    if elides(noun_phrase):
        return f"l’{noun_phrase}" if gender(head) or known_noun(head) else None
    return {"f": f"la {noun_phrase}", "m": f"le {noun_phrase}"}.get(gender(head) or "")


def indefinite(noun_phrase: str, head: str) -> str | None:
    """A bare noun phrase with, by its `head`, «un», «une», «des», or «de» before an adjective in the plural."""
    if plural(head):
        return f"des {noun_phrase}" if noun_phrase.startswith(head) else f"de {noun_phrase}"
    return {"f": f"une {noun_phrase}", "m": f"un {noun_phrase}"}.get(gender(head) or "")


def possessive(noun_phrase: str, head: str) -> str | None:
    """A bare noun phrase with, by its `head`, «mon», «ma» or «mes»; None if gender is unknown."""
    if plural(head):
        return f"mes {noun_phrase}"
    if gender(head) is None:
        return None
    return f"ma {noun_phrase}" if gender(head) == "f" and not elides(noun_phrase) else f"mon {noun_phrase}"
