# ruff: noqa: E501 -- a pattern is read whole, on its line
"""The writer's gender: participles and adjectives that speak of «je» against `candidate.gender` (T-19, French)."""

import re
from collections.abc import Iterator

from relance.letters.checking.codes import finding
from relance.letters.checking.lexicon import words
from relance.letters.checking.message import Finding, Message
from relance.letters.checking.patterns import compiled
from relance.letters.checking.text import Letter, Sentence

# Each pattern ends where the word to look at begins; that word is captured as «hit».
_ADV = "(<adv> |bien |toujours |egalement |d' autant |encore |en effet |, [^ ,]+ , |moi-meme |personnellement |donc |pour ma part |trop |beaucoup |mieux |pas |plus |jamais |ici |ainsi )*"
_BEFORE = (
    f"(je|j'|j' y|j' en) (ne |n' |y |en |me |m' |vous |l' |le )*(suis|serais|serai|etais|fus|reste|demeure|resterai|resterais|restais|deviendrai|deviens|sois|fusse|ressors|repars|sors|parais|semble) {_ADV}",
    f"(je|j') (ne |n' |y |en |me |m' |vous |l' )*(ai|aurais|avais|aurai) {_ADV}(ete|ete tout a fait|ete tres) {_ADV}",
    f"(je|j') me (sens|sentais|sentirais|suis senti|suis sentie|dis|declare|tiens|montre|montrerai|trouve|sais|verrais|vois) {_ADV}",
    f"(j' ai|j' avais|d' avoir|j' aurais) {_ADV}ete {_ADV}",
    f"que je (sois|fusse|suis) {_ADV}",
    "(?<=^ )(tres |particulierement |vivement |toujours |profondement |sincerement |extremement |plus |aussi |d' autant plus |tout )*",
    f"en etant {_ADV}",
    f"(heureu[^ ]+|ravie?|honoree?|fiere?|contente?|enchantee?|j' espere|je souhaite|j' aimerais|je voudrais|certaine?|sure|sur|plaisir|chance|honneur|fierte|adorerais|je desire|je souhaiterais|je crois|je pense) (de |d' |m' |l' |y )*(etre|avoir ete|rester|redevenir|devenir|me sentir|m' etre) {_ADV}",
)
# With «avoir», the participle agrees with m' only for verbs whose object is the person.
_OBJECT = "(vous |on |il |elle |cela |ca |ce qui |qui |votre [^ ]+ |l' equipe |cet [^ ]+ |cette [^ ]+ |l' [^ ]+ |de |d' |pour |et |que )*(m' avez|m' avoir|m' a|m' ont|m' aviez|m' ayez|m' aura|m' auront|m' aurait|m' ayant|m' avait|m' aviez|m' aurez) (<adv> |tous |toutes |si |bien |aussi |deja )*"


def disagreements(message: Message, letter: Letter) -> Iterator[Finding]:
    """Words that say «je» is a man or a woman, when the candidate is not."""
    gender = message.about.gender
    if gender not in {"f", "m"} or letter.language != "fr":
        return
    for sentence in letter.sentences:
        if sentence.kind == "greeting":
            continue
        seen: set[tuple[int, int]] = set()
        for start, end in (*_after_being(sentence), *_after_having(sentence)):
            right = _wrong(sentence.low[start:end], gender)
            if right and (start, end) not in seen and not sentence.flat.startswith(" (", end):
                seen.add((start, end))
                yield finding("wrong-gender-agreement", message, sentence.place(start, end), fix=right, right=right)


def _word_after(sentence: Sentence, end: int) -> tuple[int, int]:
    stop = sentence.flat.find(" ", end)
    return end, stop if stop > 0 else len(sentence.flat)


def _after_being(sentence: Sentence) -> Iterator[tuple[int, int]]:
    flat = sentence.flat
    for index, pattern in enumerate(_compiled()):
        for match in pattern.finditer(flat):
            start, end = match.span("hit")
            if index == 5 and not _opens(sentence, end):
                continue
            if _is_invariable(flat, match.start(), start, end):
                continue
            yield start, end
            yield from _joined(flat, end)


def _joined(flat: str, end: int) -> Iterator[tuple[int, int]]:
    """«ravi et honoré», «motivée, sérieuse et disponible»: the adjectives that follow."""
    while match := re.match(
        r" (?:et|ou|mais|,|, et|aussi bien que)(?: (?:tres|plus|toujours|aussi|vraiment|surtout|particulierement|toute?|si|encore|d'|autant))* ([^ ,.!?]+)(?= )",
        flat[end:],
    ):
        start, stop = end + match.start(1), end + match.end(1)
        if flat[start:stop] not in words("feelings"):
            return
        yield start, stop
        end = stop


def _opens(sentence: Sentence, end: int) -> bool:
    """«Passionnée par…, je…»: an adjective that opens the sentence and speaks of its «je»."""
    rest = sentence.flat[end:]
    match = re.match(r"(?: [^ ,.!?;:]+){0,14} ,(?: [^ ,]+){0,2} (?:je|j'|mon|ma|mes|c' est) ", rest)
    if match:
        return True
    return bool(
        re.match(r" (?:de|d'|par|que|qu'|pour) ", rest) and sentence.flat.strip().split(" ")[0] in words("feelings")
    )


def _is_invariable(flat: str, start: int, at: int, end: int) -> bool:
    """«je me suis permis», «je me suis rendu compte», «je suis en…»: no agreement there."""
    word = flat[at:end]
    before = flat[start:at]
    if before.endswith(" bien ") and word in {"sur", "sure", "entendu", "entendue"}:
        return True
    if re.search(r"(?:je|j') (?:ne |n' )?(?:me|m'|vous) (?:suis|serais|etais|serai) ", before) and word in words(
        "invariable_reflexive"
    ):
        return True
    return word in {"rendu", "rendue"} and flat[end:].startswith(" compte")


_A_THING = re.compile(
    r" (?:ma|mon|mes|la|le|les|l'|que|qu'|un|une|des|de|d'|du|votre|vos|cette|ce|ces|combien|pourquoi|comment|a|cela|ca|certain(?:e|s)?|bien|celui|celle|ceux|celles|son|sa|ses|notre|nos|leurs?|quelques?|plusieurs|deux|trois|ces|nombre|tant) "
)


def _after_having(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for match in _having().finditer(sentence.flat):
        start, end = match.span("hit")
        asked = sentence.flat[start:end] in words("with_a_thing") and _A_THING.match(sentence.flat, end)
        if _masculine(sentence.low[start:end]) in words("person_verbs") and not asked:
            yield start, end
            yield from _joined(sentence.flat, end)


def _masculine(word: str) -> str:
    """A participle without its feminine or plural mark."""
    for ending in ("ées", "ée", "ies", "ie", "ues", "ue", "ises", "ise", "ites", "ite", "tes", "te"):
        if word.endswith(ending):
            return word[: -len(ending)] + ending.removesuffix("s").removesuffix("e")
    return word


def _wrong(word: str, gender: str) -> str | None:
    """The word as the writer should have written it, or None when it is right or says nothing."""
    men: dict[str, str] = _pairs()
    if gender == "f":
        if word in men:
            return men[word]
        return word + "e" if _participle(word) else None
    women: dict[str, str] = _women()
    if word in women:
        return women[word]
    return word[:-1] if word.endswith("ée") and _participle(word[:-1]) else None


def _participle(word: str) -> bool:
    """Whether a word in -é is a participle or adjective that agrees."""
    return len(word) > 3 and word.endswith("é") and word not in words("nouns_in_e")


def _pairs() -> dict[str, str]:
    return _PAIRS or _load()


def _women() -> dict[str, str]:
    _pairs()
    return _WOMEN


_PAIRS: dict[str, str] = {}
_WOMEN: dict[str, str] = {}
_PATTERNS: list[re.Pattern[str]] = []


def _load() -> dict[str, str]:
    for pair in words("gender_pairs"):
        man, woman = pair.split("/")
        _PAIRS[man] = woman
        _WOMEN[woman] = man
    return _PAIRS


def _compiled() -> list[re.Pattern[str]]:
    if not _PATTERNS:
        _PATTERNS.extend(_ending_on_a_word(pattern) for pattern in (*_BEFORE, _OBJECT))
    return _PATTERNS[:-1]


def _having() -> re.Pattern[str]:
    _compiled()
    return _PATTERNS[-1]


def _ending_on_a_word(pattern: str) -> re.Pattern[str]:
    return compiled(pattern + "(?P<hit>[^ ,.!?;:]+)", "fr")
