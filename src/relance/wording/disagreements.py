"""Where the five texts disagree (X-01 to X-18): the question, who says what, and what Relance does meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass

from relance.wording import Sentences, say
from relance.wording.authors import SEEDS, Source

#: «X-01»: the question; «X-01 001 003»: what the texts of these numbers say; «X-01 ours»: what Relance does.
DISAGREEMENTS = Sentences(
    "disagreements",
    {
        "X-01": "Quand remercier ?",
        "X-01 001": "tout de suite",
        "X-01 000": "24 heures après",
        "X-01 002": "le lendemain",
        "X-01 003": "le lendemain, 48 heures au pire",
        "X-01 ours": "le lendemain à 10 h, jamais plus de 24 heures après, 48 au grand maximum",
        "X-02": "Qui remercier ?",
        "X-02 002": "chaque personne rencontrée",
        "X-02 000 001 003": "le recruteur, l’interlocuteur",
        "X-02 ours": "chaque personne rencontrée",
        "X-03": "Quand relancer ?",
        "X-03 002": "au bout de 7 jours",
        "X-03 001": "au bout d’une dizaine de jours",
        "X-03 000": "au bout de 14 jours",
        "X-03 003": "au bout de 7 ou 14 jours, selon la longueur du recrutement",
        "X-03 ours": "7, 10 ou 14 jours, selon que le recrutement est court, inconnu ou long",
        "X-04": "Par quelle voie relancer d’abord ?",
        "X-04 001 003": "par mail",
        "X-04 002": "de préférence au téléphone",
        "X-04 000": "par un message, sans dire lequel",
        "X-04 ours": "par mail",
        "X-05": "Et sur répondeur ?",
        "X-05 002": "raccrocher et rappeler, mais pas trop souvent ; un message reste prêt",
        "X-05 003": "laisser un message, sans insister",
        "X-05 ours": "laisser un message ; qui suit les Pages Jaunes raccroche d’abord",
        "X-06": "Combien de contacts ?",
        "X-06 003": "trois ; un quatrième serait du harcèlement",
        "X-06 000": "deux",
        "X-06 001": "sans harceler, et sans chiffre",
        "X-06 ours": "trois",
        "X-07": "Demander où ils en sont, par écrit ?",
        "X-07 002": "oui : se renseigner sur les étapes à venir",
        "X-07 003": "non : la question est pour l’appel",
        "X-07 ours": "oui, en parlant des prochaines étapes, jamais de l’attente",
        "X-08": "Que demander à la fin de l’entretien ?",
        "X-08 001 003": "tout, précisément",
        "X-08 000": "tout, ou seulement si l’on peut appeler ou écrire",
        "X-08 ours": "la liste entière, et une manière plus douce",
        "X-09": "Une date promise l’emporte-t-elle sur le délai ?",
        "X-09 001 003": "oui, on attend la date",
        "X-09 000": "oui, s’ils devaient répondre avant",
        "X-09 ours": "oui",
        "X-10": "Après un refus ?",
        "X-10 001": "on peut demander pourquoi, s’ils ne l’ont pas dit",
        "X-10 002": "demander pourquoi",
        "X-10 004": "demander, et insister",
        "X-10 ours": "demander une fois",
        "X-11": "Un mot à la main ?",
        "X-11 002": "oui après un refus ; pour remercier, un mail vaut mieux",
        "X-11 ours": "proposé, jamais imposé",
        "X-12": "Remercier, est-ce rare ?",
        "X-12 000 001": "oui : on vous remarque",
        "X-12 003": "non : c’est l’usage, et c’est attendu",
        "X-12 ours": "ni l’un ni l’autre n’est dit",
        "X-13": "Faut-il insister ?",
        "X-13 004": "oui, pour obtenir un retour",
        "X-13 001 003": "non, gare au harcèlement",
        "X-13 ours": "une seule demande",
        "X-14": "Le bilan, ou le merci d’abord ?",
        "X-14 000": "analyser d’abord",
        "X-14 004": "le bilan tout de suite, dans la voiture",
        "X-14 001": "le merci tout de suite",
        "X-14 ours": "le bilan d’abord, et le merci part à son heure quoi qu’il arrive",
        "X-15": "Et LinkedIn ?",
        "X-15 001": "une invitation, avant ou après l’entretien",
        "X-15 ours": "si vous le voulez",
        "X-16": "Qu’ajoute la relance ?",
        "X-16 003": "du nouveau",
        "X-16 000": "vos compétences, comme un atout",
        "X-16 001 002": "votre intérêt, simplement",
        "X-16 ours": "du nouveau s’il y en a, sans l’exiger",
        "X-17": "À qui parlent-ils ?",
        "X-17 001 003": "aux candidats et aux recruteurs",
        "X-17 000 002 004": "aux candidats seuls",
        "X-17 ours": "aux candidats",
        "X-18": "Avec quels mots ?",
        "X-18 000 001 003": "entretien, mail, relance, message vocal",
        "X-18 002": "entrevue, courriel, suivi, boîte vocale",
        "X-18 ours": "ceux du pays où vous écrivez",
    },
)


@dataclass(frozen=True, slots=True)
class Position:
    """What some texts say. `tags` are their numbers, as the ids of the doctrines drawn from them end."""

    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question, every position taken on it, and what Relance does when nobody chose."""

    id: str
    question: str
    positions: tuple[Position, ...]
    ours: str


def disagreements(lang: str = "fr") -> Iterator[Disagreement]:
    """All of them, in the order of the catalogue."""
    for rule in dict.fromkeys(code.partition(" ")[0] for code in DISAGREEMENTS):
        told = [code for code in DISAGREEMENTS if code.startswith(f"{rule} ") and not code.endswith(" ours")]
        yield Disagreement(
            id=rule,
            question=say(DISAGREEMENTS, rule, lang),
            positions=tuple(_position(code, lang) for code in told),
            ours=say(DISAGREEMENTS, f"{rule} ours", lang),
        )


def _position(code: str, lang: str) -> Position:
    tags = tuple(code.split()[1:])
    return Position(tags, tuple(SEEDS[tag] for tag in tags), say(DISAGREEMENTS, code, lang))
