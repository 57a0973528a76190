"""The months before the demonstration's cases under way, from `demo_life.toml`: what the lessons count."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from relance.actions.close_case import close_case
from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.journal import append
from relance.actions.participants import NewPerson
from relance.actions.question_bank import bank_of, find_in, keep_answer
from relance.actions.start_case import NewInterview, add_round, start_case
from relance.records.lives import lives_of
from relance.records.models import Case, Debrief, Entry, Owner, Participant, Round

PARIS = ZoneInfo("Europe/Paris")
_HOUR, _LENGTH = time(10), timedelta(minutes=50)
#: What she found to say, in the end.
_ANSWERS = {
    "gap": "J'ai accompagné mon père pendant sa maladie, et suivi un cours du soir en droit social. J'en suis"
    " sortie plus sûre de ce que je veux faire.",
    "salary_wanted": "Entre 36 et 39 000 euros bruts, selon les astreintes. Et vous, quelle est votre fourchette ?",
    "weakness": "Je relisais tout trois fois. Je note maintenant l'heure à laquelle j'arrête.",
}


def live_before(*, owner: Owner, now: datetime) -> None:
    """Write eighteen cases of eight months, all closed, and three answers prepared."""
    text = resources.files(__package__).joinpath("demo_life.toml").read_text(encoding="utf-8")
    today = now.astimezone(PARIS).date()
    for told in tomllib.loads(text)["case"]:
        _case(owner, told, today, now)
    bank = bank_of(owner, lives_of(owner, now))
    for subject, answer in _ANSWERS.items():
        asked = find_in(bank, subject)
        if asked is not None:
            keep_answer(owner=owner, asked=asked, answer=answer)


def _case(owner: Owner, told: Mapping[str, Any], today: date, now: datetime) -> None:
    case: Case | None = None
    became = "user"
    for number, one in enumerate(told["interview"]):
        start = datetime.combine(today - timedelta(days=one["ago"]), _HOUR, PARIS)
        interview = _interview(told, start)
        if case is None:
            case = start_case(owner=owner, interview=interview, now=start + _LENGTH)
        else:
            add_round(owner=owner, case=case, interview=interview, now=start + _LENGTH)
        round_ = Round.objects.select_related("case__owner").get(case=case, number=number + 1)
        became = _happened(round_, told["person"], one, now)
    if case is not None:
        close_case(case=case, because=became, now=min(now, round_.ends_at + timedelta(days=30)))


def _interview(told: Mapping[str, Any], start: datetime) -> NewInterview:
    who = told["person"]
    slug = "".join(letter for letter in told["organisation"].casefold() if letter.isascii() and letter.isalpha())
    person = NewPerson(
        who["name"], f"contact@{slug}.test", who["civility"], who["title"], main_contact=True, interviewed=True
    )
    return NewInterview(
        organisation=told["organisation"],
        role=told["role"],
        start=start,
        end=start + _LENGTH,
        people=(person,),
        mode="onsite",
        region="FR",
        tz="Europe/Paris",
        process_length=told.get("process", "unknown"),
    )


def _happened(round_: Round, who: Mapping[str, str], one: Mapping[str, Any], now: datetime) -> str:
    """The debrief, what was sent, what came back; and why the file was closed in the end."""
    said = {name: who.get(name, "") for name in ("convinced", "not_convinced")}
    Participant.objects.filter(round=round_).update(**said)
    Debrief.objects.create(
        round=round_, answers=one["debrief"], completed_at=round_.ends_at + timedelta(minutes=20)
    )
    lapses = {
        "debrief": timedelta(minutes=20),
        "thanks": timedelta(hours=one.get("thanks", 0)),
        "followup1": timedelta(days=one.get("followup", 0)),
        "withdraw": timedelta(days=one.get("withdrawn", 0)),
    }
    for action, lapse in lapses.items():
        if lapse:
            # All of it is past and closed: no plan is worth computing in between.
            at = round_.ends_at + lapse
            append(round_=round_, kind=Entry.Kind.DONE, action=action, at=at, now=at)
    if "answer" not in one:
        return "withdrawn" if "withdrawn" in one else "user"
    at = round_.ends_at + timedelta(days=one["answered"])
    feedback = one.get("feedback", "")
    answered = Answered(kind=one["answer"], at=at, feedback=feedback, with_reasons=bool(feedback))
    confirm_answer(case=round_.case, answered=answered, now=now)
    return {"rejection": "rejection", "offer": "offer"}.get(one["answer"], "user")
