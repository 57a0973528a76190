"""A fix for what is said: what to put instead of the words so that a correct sentence remains."""

from relance.letters.checking.text import Letter, Sentence

# What may stand instead of a whole sentence that should not be said.
_INSTEAD = {
    ("waiting-for-answer", "fr"): "Je reste à votre disposition pour tout complément.",
    ("waiting-for-answer", "en"): "I remain at your disposal for any further information.",
}


def taking_out(
    letter: Letter, sentence: Sentence, span: tuple[int, int], code: str
) -> tuple[tuple[int, int], str | None]:
    """The place of the words in the body, with a fix where one leaves a correct sentence.

    A whole sentence is replaced or dropped; an opening phrase («Dans l'attente de votre réponse, je…») is dropped
    and the rest begins the sentence. Otherwise only the writer can mend it.
    """
    place = sentence.place(*span)
    before = letter.body[sentence.start : place[0]].strip(' «"“')
    after = letter.body[place[1] : sentence.end].strip(' .!?…»"”')
    if not before and not after and sentence.kind == "body":
        return place, None if _INSTEAD.get((code, letter.language)) is None else _unmarked(letter, place, code)
    if not before and code == "waiting-for-answer" and letter.body[place[1] : place[1] + 2] in {", ", ",\n"}:
        start = place[1] + 2
        word = letter.body[start : sentence.end].split(" ", 1)[0]
        if word.lower().startswith(("je", "j'", "j’", "nous", "veuillez", "recevez", "i", "agr")):
            end = start + len(word)
            return (place[0], end), word[:1].upper() + word[1:]
    return place, None


def _unmarked(letter: Letter, place: tuple[int, int], code: str) -> str:
    """The replacement, without its stop when the words left one behind."""
    text = _INSTEAD[code, letter.language]
    return text if letter.body[place[1] - 1] in ".!?…" else text.rstrip(".")
