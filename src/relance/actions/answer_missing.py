"""Answer the one short question of a letter: the fact goes to the debrief, and the letter is written with it."""

import re
from dataclasses import dataclass
from datetime import datetime

from relance.actions.change_settings import change_settings
from relance.actions.draft_letter import drafted_anew, redraft_letter
from relance.actions.note_debrief import LONGEST, note_debrief
from relance.actions.plan_case import plan_round
from relance.actions.refusals import BadInputError
from relance.etiquette.facts import Debrief
from relance.etiquette.problems import Problem
from relance.letters.drafting import Missing
from relance.records import queries
from relance.records.facts import debrief_of
from relance.records.models import Letter

#: Where an answer goes when the question names no list of the debrief: what one forgot to say is said in a letter.
_DEFAULT = "points_missed"
_LISTS = frozenset({"points_missed", "job_info", "best_arguments", "forgotten_questions"})
_PERSON = {"candidate.name": "name", "candidate.phone": "phone"}


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether the letter was written anew: words the user edited are never overwritten."""

    rewritten: bool


def answer_missing(*, letter: Letter, missing: Missing, answer: str, now: datetime) -> Answered:
    """Keep `answer`, then write the letter again if the user did not change its words."""
    text = " ".join(answer.split())
    if not text or len(text) > LONGEST:
        code = "text_too_long" if text else "answer_missing"
        raise BadInputError((Problem("answer", code, {"most": str(LONGEST)} if text else {}),))
    if missing.fact in _PERSON:
        change_settings(owner=letter.owner, changes={_PERSON[missing.fact]: text}, now=now)
        return Answered(redraft_letter(letter=letter, now=now))
    named = re.match(r"debrief\.(\w+)\[", missing.fact)
    field = named.group(1) if named and named.group(1) in _LISTS else _DEFAULT
    round_ = queries.rounds_with_facts().get(pk=letter.round_id)
    known = getattr(debrief_of(round_) or Debrief(), field)
    if text not in known:
        note_debrief(round_=round_, answers={field: [*known, text]})
    rewritten = redraft_letter(letter=letter, now=now)
    if rewritten and missing_of(letter=letter, now=now) is not None:
        # No sentence was found for these words: the user's own, whole, is.
        redraft_letter(letter=letter, now=now, finished={missing.fact: f"{missing.sentence}{text}"})
    return Answered(rewritten)


def missing_of(*, letter: Letter, now: datetime) -> Missing | None:
    """The question that this letter still asks."""
    planned = plan_round(round_=queries.rounds_with_facts().get(pk=letter.round_id), now=now)
    anew = drafted_anew(planned=planned, letter=letter, now=now)
    return anew.missing if anew else None
