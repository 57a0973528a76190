"""In which language a letter is written, by its smallest words."""

import re

from relance.letters.checking.lexicon import words as lexicon
from relance.letters.checking.text import tokens

_SHARED = frozenset({"a", "on", "me", "en", "an", "as", "si", "par", "la"})


def language_of(body: str, expected: str) -> str:
    """«fr», «en» or «other»: the locale's language unless the words plainly say otherwise."""
    words = [token.text.lower() for token in tokens(body, 0, min(len(body), 4000)) if token.text[0].isalpha()]
    for word in list(words):
        words += re.split(r"['’-]", word)[1:]
    if len(words) < 8:
        return expected
    french_words, english_words = lexicon("small_words_fr"), lexicon("small_words_en")
    french = sum(word in french_words and word not in _SHARED for word in words)
    english = sum(word in english_words and word not in _SHARED for word in words)
    best, score = ("fr", french) if french >= english else ("en", english)
    if score < len(words) * 0.1:
        return "other"
    if best != expected and score < 2 * min(french, english) + 3:
        return expected
    return best
