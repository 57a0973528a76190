"""How scribbled notes are read: the shape they have, what they lack, what is better left to oneself."""

import pytest

from relance.letters.drafting.notes import MAX_WORDS, Field, Note, read

FRENCH: list[tuple[Field, str, Note | None]] = [
    ("missed", "j'ai oublié de parler de mon anglais", Note("np", "mon anglais")),
    ("missed", "mon expérience chez Vidal", Note("np", "mon expérience chez Vidal")),
    ("missed", "pas parlé du projet Orion", Note("np", "le projet Orion")),
    ("missed", "J'aurais dû parler de mon projet de fin d'études", Note("np", "mon projet de fin d’études")),
    ("missed", "j'ai oublié de dire que j'ai le permis B", Note("clause", "j’ai le permis B")),
    ("missed", "3 ans en droit social", Note("np", "mes trois ans en droit social")),
    ("missed", "3 ans droit social", Note("np", "mes trois ans de droit social")),
    (
        "missed",
        "gestion du contentieux prud'homal 3 ans",
        Note("np", "la gestion du contentieux prud’homal pendant trois ans"),
    ),
    ("missed", "chef d'équipe pendant deux ans", None),
    ("missed", "gestion stocks", Note("np", "la gestion de stocks")),
    ("missed", "maîtrise Excel", Note("np", "ma maîtrise d’Excel")),
    ("missed", "néerlandais B2", Note("np", "mon néerlandais (niveau B2)")),
    ("missed", "CACES 3", Note("np", "mon CACES 3")),
    ("missed", "- La gestion des plannings.", Note("np", "la gestion des plannings")),
    ("strength", "autonomie, rigueur", Note("np", "mon autonomie et ma rigueur")),
    ("strength", "organiser des salons", Note("inf", "organiser des salons")),
    ("strength", "ma connaissance de leurs produits", Note("np", "ma connaissance de vos produits")),
    ("strength", "expérience de six ans", Note("np", "mon expérience de six ans")),
    ("stake", "le poste demande de la rigueur", Note("clause", "le poste demande de la rigueur")),
    ("stake", "ils veulent quelqu'un d'autonome", Note("clause", "vous souhaitez quelqu’un d’autonome")),
    ("stake", "ils ouvrent un site à Nantes", Note("clause", "vous ouvrez un site à Nantes")),
    ("stake", "Mme Dupont a insisté sur l'autonomie", Note("np", "l’autonomie")),
    ("stake", "elle m'a dit que le poste évoluera", Note("clause", "le poste évoluera")),
    ("stake", "un poste qui demande de voyager", Note("np", "un poste qui demande de voyager")),
    ("stake", "portefeuille de 400 clients", Note("np", "un portefeuille de 400 clients")),
    ("stake", "refonte de la paie", Note("np", "la refonte de la paie")),
    ("stake", "gros enjeux de délais", Note("np", "de gros enjeux de délais")),
    ("stake", "les patients appellent jour et nuit", Note("clause", "les patients appellent jour et nuit")),
    ("answer", "me former en interne", Note("inf", "me former en interne")),
    ("question", "taille de l'équipe", Note("np", "la taille de l’équipe")),
    ("question", "demander si le poste est évolutif", Note("indirect", "si le poste est évolutif")),
    ("question", "quel logiciel de paie utilisent-ils ?", Note("direct", "quel logiciel de paie utilisez-vous")),
    ("question", "Y a-t-il des déplacements ?", Note("direct", "y a-t-il des déplacements")),
    # Asked for rather than pasted.
    ("missed", "gestion contentieux prud'hommes 3 ans", None),
    ("missed", "expérience cabinet", None),
    ("missed", "gérer une équipe", None),
    ("missed", "bilingue", None),
    ("missed", "Excel", None),
    ("missed", "préavis : 1 mois", None),
    ("stake", "équipe 4 pers", None),
    ("stake", "CDI -> 35 h", None),
    ("missed", "my German", None),
    # Written for oneself.
    ("stake", "salaire 38 k€", None),
    ("missed", "j'ai bafouillé sur mon anglais", None),
    ("strength", "une autre offre chez Publicom", None),
    ("missed", "j'ai été nulle sur la paie", None),
]

ENGLISH: list[tuple[Field, str, Note | None]] = [
    ("missed", "forgot to mention my German", Note("np", "my German")),
    ("missed", "3 years employment law", Note("np", "my three years of employment law")),
    ("missed", "I speak German", Note("clause", "I speak German")),
    ("missed", "managing a team of 12", Note("inf", "managing a team of 12")),
    ("missed", "Experience in payroll", Note("np", "my experience in payroll")),
    ("stake", "they want someone autonomous", Note("clause", "you want someone autonomous")),
    ("stake", "they're opening a site in Leeds", Note("clause", "you are opening a site in Leeds")),
    ("stake", "She said the team is growing", Note("clause", "the team is growing")),
    ("stake", "night shifts in December", Note("np", "night shifts in December")),
    ("stake", "the close takes ten days", Note("clause", "the close takes ten days")),
    ("question", "how big is the team?", Note("direct", "how big is the team")),
    ("question", "which software they use", Note("indirect", "which software you use")),
    ("question", "if remote work is possible", Note("indirect", "whether remote work is possible")),
    ("question", "team size", None),
    ("missed", "Excel", None),
    ("missed", "mon anglais", None),
    ("strength", "another offer from Publicom", None),
]


@pytest.mark.parametrize(("field", "text", "note"), FRENCH)
def test_french_notes(field: Field, text: str, note: Note | None) -> None:
    assert read(text, "fr", field) == note


@pytest.mark.parametrize(("field", "text", "note"), ENGLISH)
def test_english_notes(field: Field, text: str, note: Note | None) -> None:
    assert read(text, "en", field) == note


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\n", "?", "[nom]", "{x}", "XX", "\x00", "http://example.org", "mot " * (MAX_WORDS + 1), "«»", "…"],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("field", ["missed", "stake", "strength", "answer", "question"])
def test_what_is_no_note(text: str, lang: str, field: Field) -> None:
    assert read(text, lang, field) is None


@pytest.mark.parametrize(
    ("field", "text", "note"),
    [
        ("strength", "le sens de l'accueil", Note("np", "mon sens de l’accueil")),
        ("strength", "aimer les chiffres", None),
        ("missed", "bonne maîtrise du pack Office", Note("np", "ma bonne maîtrise du pack Office")),
        ("missed", "relation client", Note("np", "la relation client")),
        ("missed", "suivi clients grands comptes", Note("np", "le suivi de clients grands comptes")),
        ("missed", "je suis reconnu travailleur handicapé", None),
        ("stake", "le service est en sous-effectif", None),
        ("stake", "ils viennent de perdre leur juriste", None),
    ],
)
def test_tact(field: Field, text: str, note: Note | None) -> None:
    assert read(text, "fr", field) == note
