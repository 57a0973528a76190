"""The language of a few words: French or English above all, with enough of their neighbours not to mistake them."""

import re
from functools import lru_cache

from relance.mail.reading.lexicon import words_of

_CODES = ("fr", "en", "de", "nl", "es", "it", "pt")
_TOKEN = re.compile(r"[a-zà-öø-ÿœ]+(?:[’'][a-zà-öø-ÿœ]+)?(?:-[a-zà-ÿ]+)?")
_ACCENTED = re.compile(r"[éèêëàâçîïôûùœ]")


def language_of(text: str, *others: str) -> str:
    """The ISO 639-1 code of the language most of the words are in; `others` serve when the text is too short."""
    for sample in (text, *others):
        scores = _scores(sample)
        best = max(scores, key=lambda code: scores[code])
        rest = max(value for code, value in scores.items() if code != best)
        if scores[best] >= 1 and scores[best] > rest:
            return best
    return "fr"


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {code: words_of("languages", code) for code in _CODES}


def _scores(text: str) -> dict[str, float]:
    tokens: list[str] = []
    for token in _TOKEN.findall(text[:6000].lower().replace("’", "'")):
        head, apostrophe, tail = token.partition("'")
        tokens.append(token)
        if apostrophe and head in {"l", "d", "j", "n", "qu", "c", "s", "m", "t"}:
            tokens.extend((tail, "le" if head == "l" else "de"))
    scores = {code: float(sum(token in words for token in tokens)) for code, words in _words().items()}
    # Neighbours share small words: they must win clearly to be believed.
    for code in ("de", "nl", "es", "it", "pt"):
        scores[code] *= 0.75
    scores["fr"] += min(0.25 * len(_ACCENTED.findall(text[:3000].lower())), 3.0) if scores["fr"] else 0.0
    return scores
