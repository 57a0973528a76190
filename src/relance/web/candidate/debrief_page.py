"""What the page of a debrief shows: the questions with their answers, how far it is, and what it feeds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from relance.actions.keep_strokes import Conflict, stamp_of, standing
from relance.actions.plan_case import plan_round
from relance.etiquette.facts import Brake, Debrief
from relance.letters.drafting import Draft, draft
from relance.records.facts import debrief_of
from relance.records.models import Round
from relance.web import clock
from relance.web.candidate.debrief_lines import Line, lines_of
from relance.web.candidate.debrief_questions import Group, Question, groups, questions
from relance.web.candidate.labels import label

#: More pairs than a person has; the page shows two empty ones.
MOST_BRAKES = 30
#: Letters a debrief feeds, in the order they are written.
_FED = ("thanks", "followup1")
_SHORTEST = 12
#: Asked for whoever likes: a debrief is whole without them.
_ASIDE = frozenset({"felt_text", "chances", "chances_text"})

Pairs = tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was answered. `elsewhere` are the words kept meanwhile from another page."""

    question: Question
    value: str
    number: int | None = None
    pairs: Pairs = ()
    wrong: str = ""
    elsewhere: str = ""

    @property
    def answered(self) -> bool:
        """Whether there are words."""
        return bool(self.value or any(text for _, text, _ in self.pairs))

    @property
    def steps(self) -> tuple[int, ...]:
        """The five steps of a scale."""
        return (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """Questions that go together, answered or not."""

    name: str
    asked: tuple[Asked, ...]

    @property
    def words(self) -> str:
        """«3 sur 9»."""
        noted = sum(one.answered for one in self.asked)
        return gettext("%(noted)s sur %(all)s") % {"noted": noted, "all": len(self.asked)}

    @property
    def contested(self) -> bool:
        """Whether one of them must be chosen."""
        return any(one.elsewhere or one.wrong for one in self.asked)


@dataclass(frozen=True, slots=True)
class Fed:
    """A letter, and the words of the debrief it would hold today."""

    name: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """All that the page shows. `was`: the words each answer started from; `stamp`: the hour of the last stroke."""

    pk: int
    round_pk: int
    organisation: str
    free_text: str
    groups: tuple[AskedGroup, ...]
    noted: int
    all: int
    completed: bool
    was: str = ""
    stamp: str = ""
    free_elsewhere: str = ""
    wrong: str = ""
    one: Asked | None = None
    before: str = ""
    after: str = ""
    place: int = 0
    resume: str = ""
    lines: tuple[Line, ...] = ()
    fed: tuple[Fed, ...] = ()

    @property
    def progress(self) -> str:
        """«7 questions sur 24»."""
        return gettext("%(noted)s questions sur %(all)s") % {"noted": self.noted, "all": self.all}

    @property
    def listed(self) -> tuple[Question, ...]:
        """The questions a line of the free text may answer."""
        return tuple(one.question for group in self.groups for one in group.asked if one.question.takes_lines)


def progress_of(debrief: Debrief | None) -> tuple[int, int]:
    """How many questions have an answer, and how many there are."""
    fields = [one.field for one in questions() if one.field not in _ASIDE]
    noted = sum(getattr(debrief, field) not in (None, "", ()) for field in fields) if debrief else 0
    return noted, len(fields)


def page_of(
    round_: Round,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    conflicts: tuple[Conflict, ...] = (),
    one: str = "",
) -> DebriefPage:
    """Draw the debrief as kept; what was `typed` and could not be kept is shown as typed."""
    kept = debrief_of(round_)
    row = getattr(round_, "debrief", None)
    noted, all_ = progress_of(kept)
    fields = [question.field for question in questions()]
    place = fields.index(one) if one else 0
    drawn = _Drawn(kept, typed or {}, wrong or {}, {each.field: words_of(each.elsewhere) for each in conflicts})
    free = drawn.typed.get("free_text")
    asked_groups = tuple(drawn.group(group) for group in groups())
    kept_free = (kept.free_text or "") if kept else ""
    return DebriefPage(
        pk=round_.case_id,
        round_pk=round_.pk,
        organisation=round_.case.organisation.name,
        free_text=kept_free if free is None else free,
        groups=asked_groups,
        noted=noted,
        all=all_,
        completed=bool(row and row.completed_at),
        was=" ".join(f"{name}:{stamp_of(standing(row, name))}" for name in ("free_text", *fields)),
        stamp=row.updated_at.isoformat() if row else "",
        free_elsewhere=drawn.elsewhere.get("free_text", ""),
        wrong=" ".join(dict.fromkeys((wrong or {}).values())),
        one=drawn.asked(questions()[place]) if one else None,
        before=fields[place - 1] if one and place else "",
        after=fields[place + 1] if one and place + 1 < len(fields) else "",
        place=place + 1,
        resume=next((a.question.field for g in asked_groups for a in g.asked if not a.answered), fields[0]),
        lines=lines_of(kept_free, kept),
        fed=() if one else fed_by(round_),
    )


def fed_by(round_: Round) -> tuple[Fed, ...]:
    """What the letters to come would take from this debrief, as they would be drafted today."""
    if debrief_of(round_) is None:
        return ()
    planned = plan_round(round_=round_, now=clock.now())
    if not planned.facts.candidate.name:
        return ()
    found: dict[str, list[str]] = {}
    for step in _FED:
        for person in planned.facts.people:
            written = draft(
                planned.facts, step, person.id, locale=planned.case.owner.letter_locale,
                sent_on=planned.day_of(step), allow_plain=True,
            )  # fmt: skip
            if isinstance(written, Draft):
                known = found.setdefault(label(step).mark, [])
                phrases = (written.body[span.start : span.end] for span in written.spans)
                known += [phrase for phrase in phrases if len(phrase) >= _SHORTEST and phrase not in known]
    return tuple(Fed(name, tuple(phrases)) for name, phrases in found.items() if phrases)


def words_of(value: Any) -> str:
    """An answer as kept, in words to read."""
    if isinstance(value, bool):
        return gettext("Oui") if value else gettext("Non")
    if isinstance(value, (list, tuple)):
        return "\n".join(
            " → ".join(part for part in (one["text"], one.get("answer") or "") if part)
            if isinstance(one, dict)
            else str(one)
            for one in value
        )
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The answers kept, over them those typed, and beside them those of another page."""

    kept: Debrief | None
    typed: Mapping[str, str]
    wrong: Mapping[str, str]
    elsewhere: Mapping[str, str]

    def group(self, group: Group) -> AskedGroup:
        """The questions of a group."""
        return AskedGroup(group.name, tuple(self.asked(question) for question in group.questions))

    def asked(self, question: Question) -> Asked:
        """One question, with what is wrong or contested about its answer."""
        field = question.field
        return replace(
            self._answered(question), wrong=self.wrong.get(field, ""), elsewhere=self.elsewhere.get(field, "")
        )

    def _answered(self, question: Question) -> Asked:
        value: Any = getattr(self.kept or Debrief(), question.field)
        if question.shape == "brakes":
            brakes = tuple(brakes_in(self.typed)) if "brake_text_0" in self.typed else value
            pairs = [(brake.text, brake.answer or "") for brake in brakes] + [("", ""), ("", "")]
            return Asked(question, "", pairs=tuple((index, *pair) for index, pair in enumerate(pairs)))
        if question.field in self.typed:
            text = self.typed[question.field]
            number = int(text) if question.shape == "scale" and text in {"1", "2", "3", "4", "5"} else None
            return Asked(question, text, number=number)
        if question.shape == "scale":
            return Asked(question, str(value or ""), number=value)
        if question.shape == "yes_no":
            return Asked(question, {True: "yes", False: "no"}.get(value, ""))
        return Asked(question, "\n".join(value) if isinstance(value, tuple) else words_of(value))


def brakes_in(post: Mapping[str, Any]) -> list[Brake]:
    """The brakes a form holds, each with its answer."""
    found = []
    for index in range(MOST_BRAKES):
        text = post.get(f"brake_text_{index}", "").strip()
        if text:
            found.append(Brake(text, post.get(f"brake_answer_{index}", "").strip() or None))
    return found
