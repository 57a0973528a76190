"""Have a draft reworded by the user's own assistant: first what would be sent, then, by their act, the asking.

The promise: nothing is sent unless it was shown; the draft is never touched; a proposal is shown only when it adds
no fact and no objection.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime

from relance.actions.assistant_door import AssistantAccount, AssistantDoor, AssistantError, HttpAssistant
from relance.actions.check_letter import check_letter, leaving_day
from relance.actions.connect_assistant import account_of
from relance.actions.draft_letter import EDITABLE, LONGEST_BODY
from relance.actions.plan_case import CasePlan, plan_case
from relance.actions.refusals import Refusal, RefusedError
from relance.actions.spelling import is_word
from relance.letters.checking import Finding
from relance.letters.grammar import days
from relance.letters.rewording import Question, added_facts, bare, question
from relance.records.models import Letter


@dataclass(frozen=True, slots=True)
class Asking:
    """What would be sent, and where; `seal` says that it is this and nothing else."""

    host: str
    model: str
    question: Question
    seal: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What came back. `body` is empty when it was refused: for the facts it `added`, or for new `findings`."""

    body: str
    added: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def what_would_be_sent(*, letter: Letter) -> Asking:
    """Show before sending. RefusedError without an assistant, without words, or once the letter has left."""
    return _asking(letter, account_of(letter.owner))


def reword_letter(*, letter: Letter, shown: str, now: datetime, door: AssistantDoor | None = None) -> Proposal:
    """Send what was shown (its `seal`), and judge the answer. RefusedError when anything changed since."""
    account = account_of(letter.owner)
    asking = _asking(letter, account)
    if asking.seal != shown:
        raise RefusedError(Refusal("assistant-text-changed"))
    try:
        answer = bare((door or HttpAssistant()).ask(account, asking.question))
    except AssistantError as error:
        raise RefusedError(Refusal(error.code, params=error.params)) from error
    if len(answer) > LONGEST_BODY:
        raise RefusedError(Refusal("assistant-too-long", params={"host": account.host}))
    planned = plan_case(case=letter.case, now=now)
    added = _added(planned, letter, answer)
    findings = _new_findings(planned, letter, answer, now)
    return Proposal("" if added or findings else answer, added, findings)


def _asking(letter: Letter, account: AssistantAccount) -> Asking:
    if letter.state not in EDITABLE:
        raise RefusedError(Refusal("letter-left-already"))
    if not letter.body.strip():
        raise RefusedError(Refusal("letter-empty"))
    asked = question(letter.body, letter.locale)
    parts = (account.address, account.model, asked.asked, asked.letter)
    seal = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return Asking(account.host, account.model, asked, seal)


def _added(planned: CasePlan, letter: Letter, answer: str) -> tuple[str, ...]:
    language = letter.locale[:2]
    start = planned.facts.interview.start.date()
    known = [
        *_texts(planned.facts),
        letter.subject,
        *(days.day(start, locale, weekday=True, year=True) for locale in ("fr-FR", "en-GB")),
    ]
    return added_facts(answer, letter.body, known, is_word=lambda word: is_word(word, language=language))


def _new_findings(planned: CasePlan, letter: Letter, answer: str, now: datetime) -> tuple[Finding, ...]:
    """Errors and warnings that the draft does not have."""
    day = leaving_day(planned, letter, now)

    def found(body: str) -> list[Finding]:
        findings = check_letter(planned=planned, letter=letter, subject=letter.subject, body=body, leaves_on=day)
        return [one for one in findings if one.severity in {"error", "warning"}]

    left = Counter(one.code for one in found(letter.body))
    fresh = []
    for one in found(answer):
        if left[one.code] > 0:
            left[one.code] -= 1
        else:
            fresh.append(one)
    return tuple(fresh)


def _texts(value: object) -> Iterator[str]:
    """Every word of the facts, whatever holds it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
