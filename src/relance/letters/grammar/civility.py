"""How a person is greeted, named and taken leave of, by region (evidence 2.11). No gender is ever guessed."""

from dataclasses import dataclass
from typing import Literal

from relance.letters.grammar.elision import fold

Sex = Literal["f", "m"]

# Civility as typed (folded, without its stop) -> (kind, gender it tells).
_CIVILITIES: dict[str, tuple[str, Sex | None]] = {
    "mme": ("plain", "f"),
    "madame": ("plain", "f"),
    "mlle": ("plain", "f"),
    "mademoiselle": ("plain", "f"),
    "ms": ("plain", "f"),
    "mrs": ("plain", "f"),
    "miss": ("plain", "f"),
    "m": ("plain", "m"),
    "mr": ("plain", "m"),
    "monsieur": ("plain", "m"),
    "me": ("maitre", None),
    "maitre": ("maitre", None),
    "dr": ("docteur", None),
    "docteur": ("docteur", "m"),
    "docteure": ("docteur", "f"),
    "dre": ("docteur", "f"),
    "pr": ("professeur", None),
    "prof": ("professeur", None),
    "professor": ("professeur", None),
    "professeur": ("professeur", "m"),
    "pre": ("professeur", "f"),
    "professeure": ("professeur", "f"),
}

# Offices that are said after Madame or Monsieur. Only the bare office: «Directrice marketing» is greeted «Madame,».
_OFFICES: dict[str, tuple[Sex, str]] = {
    "directrice": ("f", "Madame la Directrice"),
    "directrice generale": ("f", "Madame la Directrice générale"),
    "presidente": ("f", "Madame la Présidente"),
    "maire": ("f", "Madame la Maire"),
    "proviseure": ("f", "Madame la Proviseure"),
    "doyenne": ("f", "Madame la Doyenne"),
    "rectrice": ("f", "Madame la Rectrice"),
    "professeure": ("f", "Madame la Professeure"),
    "directeur": ("m", "Monsieur le Directeur"),
    "directeur general": ("m", "Monsieur le Directeur général"),
    "president": ("m", "Monsieur le Président"),
    "proviseur": ("m", "Monsieur le Proviseur"),
    "doyen": ("m", "Monsieur le Doyen"),
    "recteur": ("m", "Monsieur le Recteur"),
    "professeur": ("m", "Monsieur le Professeur"),
}

_MAITRES = ("avocat", "avocate", "notaire", "batonnier", "batonniere")
_PARTICLES = frozenset(
    {
        "de",
        "du",
        "des",
        "d’",
        "la",
        "le",
        "van",
        "der",
        "den",
        "von",
        "ben",
        "bin",
        "el",
        "al",
        "da",
        "di",
        "dos",
        "mac",
        "o’",
    }
)


@dataclass(frozen=True, slots=True)
class Names:
    """A person's name, cut: `first` may be empty; `last` keeps its particle («de La Tour», «El Harti»)."""

    first: str
    last: str

    @property
    def full(self) -> str:
        """First name then last name, whichever exist."""
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class Address:
    """How one person is addressed in one locale.

    `opening` is the whole greeting line with its mark; `vocative` what a formal closing repeats between commas
    («Madame», empty when there is none); `reference` how a third person names them («Mme Dupont»).
    """

    opening: str
    vocative: str
    reference: str
    sex: Sex | None


def names(full: str) -> Names:
    """Cut a full name in two; a name all in capitals beside one that is not is the surname."""
    words = [word for word in full.split() if fold(word).rstrip(".") not in _CIVILITIES]
    if not words:
        return Names("", "")
    shouted = [word.isupper() and len(word) > 1 for word in words]
    if any(shouted) and not all(shouted):
        last = " ".join(w for w, up in zip(words, shouted, strict=True) if up).title()
        return Names(" ".join(w for w, up in zip(words, shouted, strict=True) if not up), last)
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    if start == 0:
        return Names("", words[0])
    return Names(" ".join(words[:start]), " ".join(words[start:]))


def address(name: str, civility: str | None, title: str | None, locale: str, *, tu: bool = False) -> Address:
    """The address of a person, from what is known; what is not known is not said."""
    kind, sex = _CIVILITIES.get(fold(civility or "").strip().rstrip("."), ("", None))
    cut = names(name)
    build = _french if locale.startswith("fr") else _english
    return build(kind, sex, cut, fold(title or "").strip(), locale, tu=tu and bool(cut.first))


def _french(kind: str, sex: Sex | None, cut: Names, title: str, locale: str, *, tu: bool) -> Address:
    office = _OFFICES.get(title)
    if office and sex is None and kind == "plain":
        office = None
    if title == "maire" and sex == "m":
        office = ("m", "Monsieur le Maire")
    maitre = kind == "maitre" or (kind in {"", "plain"} and title.split(" ", maxsplit=1)[0].rstrip(",") in _MAITRES)
    if kind == "professeur" and office is None:
        office = {"f": _OFFICES["professeure"], "m": _OFFICES["professeur"]}.get(sex or "")
    vocative = ""
    if maitre:
        vocative = "Maître"
    elif kind == "docteur":
        vocative = "Docteure" if sex == "f" else "Docteur"
    elif office and sex in {None, office[0]} and kind in {"plain", "professeur"}:
        vocative = office[1]
    elif kind == "professeur":
        vocative = "Professeur"
    elif sex:
        vocative = "Madame" if sex == "f" else "Monsieur"
    reference = _french_reference(kind, sex, cut, maitre=maitre)
    if tu:
        return Address(f"Bonjour {cut.first},", "", cut.first, sex)
    return Address(_french_opening(vocative, cut, locale), vocative, reference, sex)


def _french_opening(vocative: str, cut: Names, locale: str) -> str:
    if not vocative:
        return "Bonjour," if cut.full else "Madame, Monsieur,"
    if locale == "fr-CA":
        named = vocative in {"Madame", "Monsieur", "Maître", "Docteur", "Docteure"}
        return f"Bonjour {vocative} {cut.last},".replace(" ,", ",") if named else f"Bonjour {vocative},"
    return f"{vocative},"


def _french_reference(kind: str, sex: Sex | None, cut: Names, *, maitre: bool) -> str:
    if not cut.full:
        return ""
    if maitre:
        return f"Maître {cut.last}"
    if kind == "docteur":
        return f"{'la Dre' if sex == 'f' else 'le Dr'} {cut.last}"
    if kind == "professeur":
        return f"{'la Pre' if sex == 'f' else 'le Pr'} {cut.last}"
    if sex:
        return f"{'Mme' if sex == 'f' else 'M.'} {cut.last}"
    return cut.full


def _english(kind: str, sex: Sex | None, cut: Names, title: str, locale: str, *, tu: bool) -> Address:
    stop = "." if locale == "en-US" else ""
    mark = ":" if locale == "en-US" else ","
    if tu:
        return Address(f"Dear {cut.first},", "", cut.first, sex)
    if not cut.full:
        return Address(f"Dear Sir or Madam{mark}", "", "", sex)
    if kind == "docteur":
        reference = f"Dr{stop} {cut.last}"
    elif kind == "professeur" or title == "professor":
        reference = f"Professor {cut.last}"
    elif sex and kind == "plain":
        reference = f"{'Ms' if sex == 'f' else 'Mr'}{stop} {cut.last}"
    else:
        reference = cut.full
    return Address(f"Dear {reference}{mark}", "", reference, sex)
