"""What a French word looks like: the gender of a noun, whether a word passes for an adjective or an infinitive.

A short list of our own decides, then endings; a word neither knows stays unknown, and callers must cope.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from relance.letters.grammar.elision import elides, fold

Gender = Literal["f", "m"]

_FEMININE_ENDINGS = (
    "tion", "sion", "xion", "ité", "eté", "ance", "ence", "ude", "ure", "ise", "esse", "ette", "trice", "euse",
    "ologie", "ographie", "erie", "ité", "logie", "nomie", "ique", "ation", "ille", "ée", "ère",
)  # fmt: skip
_MASCULINE_ENDINGS = ("ment", "age", "isme", "eau", "oir", "eur", "ing", "iel", "ail", "al", "if", "ier", "et", "at", "ton", "us", "um")  # fmt: skip
# Endings above fail on these.
_EXCEPTIONS: dict[str, Gender] = {"page": "f", "image": "f", "plage": "f", "valeur": "f", "rigueur": "f", "eau": "f"}

_ADJECTIVE_ENDINGS = (
    "el", "elle", "al", "ale", "aux", "if", "ive", "ique", "aire", "eux", "euse", "able", "ible", "ien", "ienne", "ais",
    "aise", "ois", "oise", "ain", "aine", "ant", "ante", "ent", "ente", "é", "ée", "iste", "eur", "rice", "homal", "ié",
)  # fmt: skip

_INFINITIVES_RE = frozenset(
    "apprendre attendre comprendre conduire construire convaincre contre-dire coudre croire défendre dépendre descendre dire "
    "écrire élire entendre entreprendre étendre faire inscrire instruire interdire interrompre introduire joindre lire maintenir "
    "mettre permettre poursuivre prendre produire promettre rejoindre remettre rendre répandre répondre reprendre réduire "
    "résoudre soumettre suivre surprendre tendre traduire transmettre transcrire vendre vivre admettre".split()
)
_INFINITIVES_OIR = frozenset("avoir savoir pouvoir devoir recevoir concevoir prévoir voir percevoir vouloir revoir falloir".split())
_INFINITIVES_IER = frozenset(
    "étudier vérifier négocier planifier apprécier modifier certifier identifier publier copier trier lier concilier "
    "expédier remédier simplifier clarifier qualifier fiabiliser quantifier diversifier allier initier confier associer "
    "rapatrier justifier".split()
)
_NOT_INFINITIVES = frozenset(
    "hiver leader manager janvier février loisir avenir plaisir désir souvenir poster hier cher premier dernier entier "
    "particulier régulier singulier léger étranger boucher boulanger berger danger clever flyer server worker designer "
    "freelancer broker trader dealer amer mer fer ver enfer cancer ouvrier routier fichier courrier quartier foyer loyer".split()
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    source = resources.files(__package__).joinpath("nouns.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(source).items()}


def singular(word: str) -> str:
    """`word` without the mark of the plural, as well as it can be told."""
    if word in _lists()["masculine"] | _lists()["feminine"]:
        return word
    if word.endswith(("eaux", "eux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word


def plural(word: str) -> bool:
    """Whether `word`, taken as a noun, is plural."""
    return singular(word.lower()) != word.lower()


def gender(word: str) -> Gender | None:
    """The gender of a noun, or None when neither the lists nor its ending tell."""
    for form in (word, word.lower()):
        one = singular(form)
        if one in _lists()["masculine"]:
            return "m"
        if one in _lists()["feminine"]:
            return "f"
    one = singular(word.lower())
    if one in _EXCEPTIONS:
        return _EXCEPTIONS[one]
    if one.endswith(_FEMININE_ENDINGS):
        return "f"
    return "m" if one.endswith(_MASCULINE_ENDINGS) else None


def action(word: str) -> bool:
    """Whether `word` names an action whose object a note may put beside it without «de»."""
    return word.lower() in _lists()["actions"]


def adjective(word: str) -> bool:
    """Whether `word` may be an adjective or a participle."""
    lower = word.lower()
    one = lower[:-1] if lower.endswith("s") and len(lower) > 3 else lower
    return fold(one) in _lists()["adjectives"] or fold(lower) in _lists()["adjectives"] or one.endswith(_ADJECTIVE_ENDINGS)


def known_noun(word: str) -> bool:
    """Whether `word` is in our lists as a noun."""
    lists = _lists()
    return any(singular(form) in lists["masculine"] | lists["feminine"] for form in (word, word.lower()))


def infinitive(word: str) -> bool:
    """Whether `word` is an infinitive rather than a noun in -er, -ir, -re or -oir."""
    lower = word.lower()
    if lower in _NOT_INFINITIVES or known_noun(lower):
        return False
    if lower.endswith("oir"):
        return lower in _INFINITIVES_OIR
    if lower.endswith("re"):
        return lower in _INFINITIVES_RE
    if lower.endswith("ier"):
        return lower in _INFINITIVES_IER
    return lower.endswith(("er", "ir")) and len(lower) > 4


def definite(noun_phrase: str) -> str | None:
    """A bare noun phrase with its article: la gestion de stocks, l’accueil, les dossiers; None if gender is unknown."""
    head = noun_phrase.split(" ", 1)[0].rstrip(",")
    if plural(head):
        return f"les {noun_phrase}"
    if elides(head):
        return f"l’{noun_phrase}" if gender(head) or known_noun(head) else None
    return {"f": f"la {noun_phrase}", "m": f"le {noun_phrase}"}.get(gender(head) or "")


def possessive(noun_phrase: str) -> str | None:
    """A bare noun phrase with «mon», «ma» or «mes»; None if gender is unknown."""
    head = noun_phrase.split(" ", 1)[0].rstrip(",")
    if plural(head):
        return f"mes {noun_phrase}"
    if gender(head) is None:
        return None
    return f"ma {noun_phrase}" if gender(head) == "f" and not elides(head) else f"mon {noun_phrase}"
