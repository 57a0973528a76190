"""The questions of the debrief, D-10 to D-42, in their order: what is asked, how it is answered, what it feeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from django.utils.translation import gettext

Shape: TypeAlias = Literal["scale", "text", "list", "minutes", "tenth", "yes_no", "brakes"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `ends` are the words at both ends of a scale; `feeds` says what the answer will be used for."""

    rule: str
    field: str
    ask: str
    shape: Shape = "text"
    feeds: str = ""
    ends: tuple[str, str] = ("", "")

    @property
    def takes_lines(self) -> bool:
        """Whether lines of the free text may be sorted into it."""
        return self.shape in {"list", "text"}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that go together."""

    name: str
    questions: tuple[Question, ...]


def groups() -> tuple[Group, ...]:
    """All questions, in the order of the catalogue, in the language of the page."""
    return (
        Group(gettext("La rencontre"), tuple(_meeting())),
        Group(gettext("L’entreprise et le poste"), tuple(_company())),
        Group(gettext("Ce que j’en retiens"), tuple(_lessons())),
        Group(gettext("Mes chances, à mon avis"), tuple(_chances())),
    )


def questions() -> tuple[Question, ...]:
    """All questions, one after the other."""
    return tuple(question for group in groups() for question in group.questions)


def question(field: str) -> Question | None:
    """The question of a field."""
    return next((one for one in questions() if one.field == field), None)


def _meeting() -> Iterator[Question]:
    low_high = (gettext("pas du tout"), gettext("tout à fait"))
    yield Question("D-10", "felt", gettext("Comment avez-vous vécu l’entretien ?"), "scale",
                   ends=(gettext("mal"), gettext("très bien")))  # fmt: skip
    yield Question("D-10", "felt_text", gettext("En quelques mots, si vous voulez"))
    yield Question("D-11", "at_ease", gettext("Étiez-vous à l’aise avec eux ?"), "scale", ends=low_high)
    yield Question(
        "D-12", "impression", gettext("Pensez-vous leur avoir tapé dans l’œil ?"), "scale", ends=low_high
    )
    yield Question("D-13", "points_covered", gettext("Quels points vouliez-vous dire, et avez-vous dits ?"), "list")
    yield Question(
        "D-13", "points_missed", gettext("Quels points avez-vous oublié de dire ?"), "list",
        gettext("Ira dans le merci : c’est là qu’on répare un oubli."),
    )  # fmt: skip
    yield Question("D-14", "non_verbal", gettext("Comment ont-ils perçu votre attitude, vos gestes, votre voix ?"))


def _company() -> Iterator[Question]:
    yield Question("D-20", "company_info", gettext("Qu’avez-vous appris sur l’entreprise ?"))
    yield Question("D-21", "atmosphere", gettext("L’ambiance ?"))
    yield Question("D-22", "conditions", gettext("Qu’est-ce qui vous inquiète dans les conditions de travail ?"))
    yield Question("D-23", "stress", gettext("Et le stress ?"))
    yield Question("D-24", "time", gettext("Et les horaires ?"))
    yield Question(
        "D-25", "team_climate", gettext("Les relations entre collègues, pour le peu que vous en avez vu ?")
    )
    yield Question("D-26", "travel_minutes", gettext("Temps de trajet, en minutes"), "minutes")
    yield Question("D-26", "travel_ok", gettext("Ce trajet est-il raisonnable ?"), "yes_no")
    yield Question(
        "D-27", "job_info", gettext("Qu’avez-vous appris sur le poste ?"), "list",
        gettext("Ira dans le merci : montrer qu’on a compris l’enjeu du poste."),
    )  # fmt: skip
    yield Question("D-31", "impressions", gettext("Vos impressions, toutes"))
    yield Question("D-32", "setting", gettext("Les conditions de l’entretien : lieu, durée, interruptions"))
    yield Question("D-33", "course", gettext("Comment s’est-il déroulé ?"))


def _lessons() -> Iterator[Question]:
    yield Question(
        "D-34", "brakes", gettext("Quels freins à votre embauche ? Et votre réponse à chacun ?"), "brakes",
        gettext("Servira au merci et au prochain entretien."),
    )  # fmt: skip
    yield Question("D-36", "awkward_questions", gettext("Quelles questions vous ont mis mal à l’aise ?"), "list")
    yield Question(
        "D-37", "forgotten_questions", gettext("Quelles questions avez-vous oublié de poser ?"), "list",
        gettext("Pourra aller dans le merci ou dans l’appel."),
    )  # fmt: skip
    yield Question("D-38", "blunders", gettext("Vos maladresses"), "list")
    yield Question(
        "D-39", "best_arguments", gettext("Vos meilleurs arguments"), "list",
        gettext("Ira dans le merci et dans la relance."),
    )  # fmt: skip
    yield Question("D-40", "to_improve", gettext("Que faut-il améliorer ?"), "list")


def _chances() -> Iterator[Question]:
    yield Question(
        "D-05", "chances_text", gettext("Comment voyez-vous vos chances ?"), "text",
        gettext("Vos mots, en toute franchise, avant toute réponse. Relance n’en calcule jamais."),
    )  # fmt: skip
    yield Question(
        "D-05", "chances", gettext("Et sur dix, si vous voulez"), "tenth",
        gettext("De 0 à 10. Après dix réponses, vous verrez si vos estimations étaient justes."),
    )  # fmt: skip
