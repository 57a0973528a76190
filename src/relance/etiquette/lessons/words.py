"""The words of a question: folded, counted in digits, cut to their beginnings."""

import re
import unicodedata
from functools import lru_cache

#: Words that say how a thing is asked and not what is asked.
_EMPTY_WORDS = """
a ai alors apres as au aurait aussi autre autres aux avais avait avec avez avoir avons c car ce cela celle ces cet
cette chez comment comme d dans de des dites dire donc donnez du elle elles en encore es est et etait etes etre eu
fait faites fois il ils j je l la le les leur lui m ma mais me mes moi mon n ne nos notre nous ont on ou par parce
parlez pas peu peut plus plutot pour pourquoi pouvez pu qu quand que quel quelle quelles quels qui quoi racontez
s sa se ses si son sont suis sur t tres tu un une va vers voila vos votre vous vraiment y
the an and are at be been can could did do does for from had has have how i in is it its me my of on or our so tell
that this time to us was we were what when where which who why will with would you your about
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_NUMBERS = {
    "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8", "neuf": "9",
    "dix": "10", "cent": "100", "two": "2", "three": "3", "four": "4", "five": "5", "ten": "10",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+|\d+")
#: How much of a long word tells it from others: «quittez», «quitter» and «quitté» are one.
_STEM = 6


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in their order: small letters without accents, digits for numbers."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(one))
    found = _WORD.findall(plain.replace("œ", "oe"))
    return tuple(_NUMBERS.get(word, word) for word in found)


@lru_cache(maxsize=8192)
def gist_of(text: str) -> frozenset[str]:
    """What a text is about: the beginnings of its words that carry meaning; all of them when none does."""
    words = words_of(text)
    told = frozenset(_stem(word) for word in words if word not in _EMPTY)
    return told or frozenset(words)


def _stem(word: str) -> str:
    if len(word) > _STEM:
        return word[:_STEM]
    return word[:-1] if len(word) > 3 and word[-1] in "esx" else word
