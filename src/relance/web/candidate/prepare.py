"""Prepare an interview (P-05, D-05): one page to read the evening before, and to print."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from relance.actions.plan_case import plan_round
from relance.actions.question_bank import Banked, bank_of, find_in
from relance.etiquette.facts import Debrief, Facts, Person
from relance.etiquette.lessons import Life, brakes_met, convictions, in_order, is_same
from relance.records import queries
from relance.records.facts import facts_of
from relance.records.lessons import lessons_of
from relance.records.lives import lives_of
from relance.records.models import Owner, Round
from relance.web import clock, dates
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.subjects import asked_words
from relance.web.owned import case_of, owner_of

#: What other cases taught is a reminder, not a second book.
_FROM_OTHERS = 3
_LESSONS = 5


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody: who they are, what convinced them and what did not; what convinced others of that function."""

    name: str
    about: str
    convinced: str = ""
    not_convinced: str = ""
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A brake or a question, with the answers found."""

    text: str
    answers: tuple[str, ...] = ()
    said: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Preparation:
    """All that the page shows. `whole`: the debrief of the last interview can be opened from here."""

    pk: int
    organisation: str
    eyebrow: str
    headline: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    job: tuple[str, ...]
    people: tuple[Met, ...]
    brakes: tuple[Answered, ...]
    questions: tuple[Answered, ...]
    other_questions: tuple[Answered, ...]
    arguments: tuple[str, ...]
    to_say: tuple[str, ...]
    to_ask: tuple[str, ...]
    to_check: tuple[str, ...]
    to_avoid: tuple[str, ...]
    avoided_elsewhere: tuple[str, ...]
    lessons: tuple[tuple[str, str], ...] = ()
    reviewing: bool = False
    whole: bool = False

    @property
    def empty(self) -> bool:
        """Whether no interview taught anything yet."""
        return not any((self.job, self.brakes, self.questions, self.arguments, self.to_ask, self.other_questions))


@require_safe
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page."""
    case, owner, now = case_of(request, pk), owner_of(request), clock.now()
    rounds = list(queries.rounds_with_facts(owner).filter(case=case).order_by("number"))
    lives = lives_of(owner, now)
    page = page_of(rounds, lives, bank_of(owner, lives), now)
    page = replace(page, lessons=_lessons(owner))
    return render(request, "candidate/prepare.html", {"page": page, "tab": "cases"})


def _lessons(owner: Owner) -> tuple[tuple[str, str], ...]:
    """What the refusals taught, in one line each, with where (N-08); the latest first."""
    rows = lessons_of(owner)[:_LESSONS]
    return tuple((row.line, row.round.case.organisation.name) for row in rows)


def page_of(rounds: Sequence[Round], lives: Sequence[Life], bank: Sequence[Banked], now: datetime) -> Preparation:
    """Draw the page of a case from its rounds, what every interview taught, and the bank of questions."""
    outlook = Outlook(plan_round(round_=rounds[-1], now=now))
    coming = rounds[-1] if rounds[-1].starts_at > now else None
    earlier = [facts_of(one) for one in rounds if one.ends_at <= now]
    key = str(rounds[-1].case_id)
    mine = [life for life in lives if life.case == key]
    others = [life for life in lives if life.case != key]
    debriefs = [facts.debrief for facts in earlier if facts.debrief]
    case = outlook.case
    return Preparation(
        pk=case.pk,
        organisation=case.organisation.name,
        eyebrow=" · ".join(part for part in (case.organisation.name, case.role) if part),
        headline=_headline(outlook, coming),
        lead=_lead(len(earlier), len({life.case for life in others})),
        facts=tuple(_facts(outlook, rounds, coming, debriefs)),
        job=_once(
            text for one in debriefs for text in (*one.job_info, one.company_info, one.atmosphere, one.team_climate)
        ),
        people=tuple(_people(earlier, facts_of(rounds[-1]), others)),
        brakes=tuple(_brakes(mine, lives)),
        questions=tuple(_questions(mine, bank)),
        other_questions=tuple(_other_questions(mine, bank)),
        arguments=_once(text for one in debriefs for text in one.best_arguments),
        to_say=_once(text for one in debriefs for text in one.points_missed),
        to_ask=_once(text for one in debriefs for text in one.forgotten_questions),
        to_check=_once(text for one in debriefs for text in (one.conditions, one.stress, one.time)),
        to_avoid=_once(text for one in debriefs for text in (*one.blunders, *one.to_improve)),
        avoided_elsewhere=_elsewhere(others),
        reviewing=outlook.planned.action("review_debrief") is not None,
        whole=coming is None and bool(debriefs),
    )


def _headline(outlook: Outlook, coming: Round | None) -> str:
    at = _moment(outlook, coming)
    if at is None:
        return gettext("Avant le prochain entretien.")
    days = (at.date() - outlook.now.date()).days
    if days == 0:
        return gettext("Aujourd’hui à %(hour)s.") % {"hour": dates.hour(at)}
    if days == 1:
        return gettext("Demain à %(hour)s.") % {"hour": dates.hour(at)}
    return gettext("%(moment)s.") % {"moment": dates.moment(at).capitalize()}


def _moment(outlook: Outlook, coming: Round | None) -> datetime | None:
    """When the coming interview is: the one noted, else the one they announced."""
    if coming is not None:
        return outlook.planned.facts.interview.start
    reply = outlook.situation.journal.decisive
    at = reply.round2_start if reply else None
    return at.astimezone(outlook.planned.facts.tz) if at and at > outlook.now else None


def _lead(earlier: int, others: int) -> str:
    if earlier:
        first = ngettext(
            "Ce que le premier entretien vous a appris, sur une page.",
            "Ce que les entretiens précédents vous ont appris, sur une page.",
            earlier,
        )
        return first + " " + gettext("À lire une fois la veille, puis dormez.")
    if others:
        return gettext("Rien encore avec eux ; voici ce que vos autres entretiens vous ont appris.")
    return gettext("Votre premier bilan remplira cette page.")


def _facts(
    outlook: Outlook, rounds: Sequence[Round], coming: Round | None, debriefs: Sequence[Debrief]
) -> Iterator[tuple[str, str]]:
    round_ = coming or rounds[-1]
    at = _moment(outlook, coming)
    if at is not None:
        yield gettext("Quand"), dates.moment(at)
    modes = {
        "onsite": gettext("sur place"),
        "video": gettext("en visio"),
        "phone": gettext("par téléphone"),
    }
    where = ", ".join(part for part in (modes.get(round_.mode, ""), round_.location, round_.url) if part)
    if where:
        yield gettext("Où"), where
    minutes = next((one.travel_minutes for one in reversed(debriefs) if one.travel_minutes), None)
    if minutes:
        yield gettext("Trajet"), gettext("%(minutes)s minutes") % {"minutes": minutes}
    setting = next((one.setting for one in reversed(debriefs) if one.setting), None)
    if setting:
        yield gettext("La dernière fois"), setting
    course = next((one.course for one in reversed(debriefs) if one.course), None)
    if course:
        yield gettext("Déroulement"), course
    said = next((one.start_date_said for one in reversed(rounds) if one.start_date_said), "")
    if said:
        yield gettext("Prise de poste"), said


def _people(earlier: Sequence[Facts], coming: Facts, others: Sequence[Life]) -> Iterator[Met]:
    """Those of the coming interview, then those met before; each once, with the last word on them."""
    known: dict[str, Person] = {}
    for facts in (*earlier, coming):
        for person in facts.people:
            before = known.get(person.id)
            if before is None or person.convinced or person.not_convinced:
                known[person.id] = person
    learned = {one.function.casefold(): one.convinced for one in convictions(others)}
    first = {person.id for person in coming.people}
    for person in sorted(known.values(), key=lambda one: one.id not in first):
        about = [person.title or "", gettext("décide") if person.decides else "", person.mission or ""]
        yield Met(
            name=person.name,
            about=", ".join(part for part in about if part),
            convinced=person.convinced or "",
            not_convinced=person.not_convinced or "",
            elsewhere=learned.get((person.title or "").casefold(), ())[-_FROM_OTHERS:] if person.title else (),
        )


def _brakes(mine: Sequence[Life], lives: Sequence[Life]) -> Iterator[Answered]:
    """The brakes of this case; without an answer here, those found in other cases."""
    everywhere = brakes_met(lives)
    for brake in brakes_met(mine):
        if brake.answers:
            yield Answered(brake.text, brake.answers)
            continue
        same = next((one for one in everywhere if set(brake.keys) & set(one.keys) and one.answers), None)
        found = same.answers[:2] if same and is_same(same.text, brake.text) else ()
        yield Answered(brake.text, found, gettext("trouvé ailleurs") if found else "")


def _questions(mine: Sequence[Life], bank: Sequence[Banked]) -> Iterator[Answered]:
    asked = [text for life in mine if life.facts.debrief for text in life.facts.debrief.awkward_questions]
    for text in _once(asked):
        known = find_in(bank, text)
        yield Answered(text, (known.answer,) if known and known.answer else (), href=text)


def _other_questions(mine: Sequence[Life], bank: Sequence[Banked]) -> Iterator[Answered]:
    """What other interviews asked most often and this one has not asked yet."""
    here = {life.key for life in mine}
    left = [one for one in bank if not here & set(one.keys) and (one.times > 1 or one.answer)]
    for one in left[:_FROM_OTHERS]:
        times = ngettext("posée une fois", "posée %(count)s fois", one.times) % {"count": one.times}
        yield Answered(
            asked_words(one), (one.answer,) if one.answer else (), times if one.times else "", href=one.question
        )


def _elsewhere(others: Sequence[Life]) -> tuple[str, ...]:
    told = [life.facts.debrief for life in reversed(in_order(others)) if life.facts.debrief]
    return _once(text for one in told for text in one.blunders)[:_FROM_OTHERS]


def _once(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
