"""French elision and contraction: d’Air Liquide, qu’elle, du cabinet, aux équipes.

Everything works on noun phrases or clauses already in French; apostrophes come out typographic (’) and are
read in either form.
"""

import re
import unicodedata

_VOWELS = frozenset("aeiou")

# Words a vowel or a mute h opens, yet which refuse elision.
_REFUSE = frozenset({"onze", "onzième", "oui", "ouistiti", "uhlan", "ululement", "un-à-un", "yaourt", "yacht", "yoga"})

# Aspirated h, stems: «de haut niveau», «que Hambourg». Any other h is mute.
_ASPIRATED = (
    "hach hack haie hain haï hal hall halle halo halt hamac hameau hamburg hamst hanch hand hangar hann hant happ harcel "
    "harcèl hard hardi harem hareng hargn haricot harnai harp harpon hasard hât haub hauss haut havre hayon hélas hennir hérauts "
    "héraut hériss hernie héron héros herse hêtre heurt hibou hic hideu hiérarch hip hiss hobby hochet hoch hockey holding hold "
    "hollan homard hongr hont hoquet hors hotte houblon houe houill houl hous hub huguenot huit hul hum hurl hussard hutt haas "
    "hackathon hashtag helpdesk high hotline hits hit huawei harvard hambourg hanovre houston hongkong hong haïti hollande hongrie"
).split()
# Mute although a stem above would catch them: huile, huissier, humain, humeur, hallucination, harmonie, hospice.
_MUTE = ("huil", "huis", "humain", "humani", "humeur", "humili", "humid", "humour", "halluc", "haleine", "halog", "halter", "haltér", "humus")

_WORD = re.compile(r"[\w’'-]+")


def fold(text: str) -> str:
    """`text` in lower case and without accents, for comparing words."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def elides(word: str) -> bool:
    """Whether «de», «que», «le» lose their vowel before `word` (the first word of it, if it is a phrase)."""
    found = _WORD.search(word.lstrip("«\"“( \u00a0\u202f"))
    if found is None or not word.lstrip("«\"“( \u00a0\u202f").startswith(found[0]):
        return False
    lower = found[0].lower()
    folded = fold(lower)
    if lower in _REFUSE or not folded[:1].isalpha():
        return False
    if folded[0] == "h":
        return lower.startswith(_MUTE) or not lower.startswith(tuple(_ASPIRATED))
    if folded[0] == "y":
        return len(folded) > 1 and folded[1] not in _VOWELS
    return folded[0] in _VOWELS or folded[0] in "œæ"


def elide(particle: str, phrase: str) -> str:
    """«de» + «Air Liquide» -> «d’Air Liquide»; «que» + «je sais» -> «que je sais». Particle ends in e or a, or is «si»."""
    if particle.lower() == "si":
        elided = phrase.lower().startswith(("il ", "ils "))
    else:
        elided = elides(phrase)
    return f"{particle[:-1]}’{phrase}" if elided else f"{particle} {phrase}"


def with_de(phrase: str) -> str:
    """«de» before a noun phrase: du poste, des équipes, de l’offre, d’un dossier, de travaux (from «des travaux»)."""
    return _contract(phrase, {"le": "du", "les": "des"}, "de")


def with_a(phrase: str) -> str:
    """«à» before a noun phrase: au poste, aux équipes, à l’offre, à une équipe."""
    return _contract(phrase, {"le": "au", "les": "aux"}, "à")


def with_que(clause: str) -> str:
    """«que» before a clause: que je parle, qu’il faut, qu’une équipe."""
    return elide("que", clause)


def without_de(phrase: str) -> str:
    """The noun phrase behind «de»: «du projet» -> «le projet», «d’Excel» -> «Excel», «de mon stage» -> «mon stage»."""
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
