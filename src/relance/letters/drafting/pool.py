"""Which facts of the debrief a letter may use, fitted, each with its path in the case."""

from collections.abc import Mapping
from dataclasses import dataclass

from relance.etiquette.facts import Debrief
from relance.letters.drafting import notes
from relance.letters.drafting.notes import Field, Note
from relance.letters.drafting.tidy import one_line


@dataclass(frozen=True, slots=True)
class Told:
    """One fact, fitted: its place in the case, the field it comes from, and how it may be said.

    `note` is None when the user finished the sentence: `sentence` is then taken whole.
    """

    path: str
    field: Field
    note: Note | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Unfitted:
    """A note that could not be put in a letter as it stands."""

    path: str
    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class Pool:
    """All the facts at hand, by field, in the user's order."""

    told: Mapping[Field, tuple[Told, ...]]
    unfitted: tuple[Unfitted, ...]

    def of(self, field: Field) -> tuple[Told, ...]:
        """The fitted facts of one field."""
        return self.told.get(field, ())

    def turn(self, field: Field, index: int) -> Told | None:
        """The fact of a field whose turn it is for recipient `index`, so that a panel reads several."""
        facts = self.of(field)
        return facts[index % len(facts)] if facts else None


def gather(debrief: Debrief | None, lang: str, finished: Mapping[str, str], *, avoid_you: bool) -> Pool:
    """Fit every note. `avoid_you`: drop notes that say «vous» of the employer (tu letters, agencies)."""
    if debrief is None:
        return Pool({}, ())
    told: dict[Field, tuple[Told, ...]] = {}
    unfitted: list[Unfitted] = []
    for field, entries in _entries(debrief).items():
        fitted: list[Told] = []
        for path, text in entries:
            if path in finished:
                fitted.append(Told(path, field, None, whole_sentence(finished[path])))
                continue
            note = notes.read(text, lang, field)
            if note is None or (avoid_you and _says_you(note.text)):
                unfitted.append(Unfitted(path, field, text))
            else:
                fitted.append(Told(path, field, note))
        told[field] = tuple(fitted)
    return Pool(told, tuple(unfitted))


def _entries(debrief: Debrief) -> dict[Field, list[tuple[str, str]]]:
    def listed(name: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(f"debrief.{name}[{i}]", value) for i, value in enumerate(values) if value.strip()]

    answers = [
        (f"debrief.brakes[{i}].answer", brake.answer) for i, brake in enumerate(debrief.brakes) if brake.answer
    ]
    return {
        "missed": listed("points_missed", debrief.points_missed),
        "stake": listed("job_info", debrief.job_info),
        "strength": listed("best_arguments", debrief.best_arguments),
        "answer": answers,
        "question": listed("forgotten_questions", debrief.forgotten_questions),
    }


def _says_you(text: str) -> bool:
    words = text.lower().replace("’", " ").split()
    return bool({"vous", "votre", "vos", "you", "your"} & set(words))


def whole_sentence(text: str) -> str:
    """The user's own sentence, with its capital and its stop."""
    line = one_line(text).replace("'", "’")
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
