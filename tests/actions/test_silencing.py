"""«Non, c'est voulu»: a code is silenced for one letter; an insult or a leak never is."""

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.check_letter import NEVER_SILENCED, check_letter
from relance.actions.draft_letter import edit_letter
from relance.actions.plan_case import plan_case
from relance.actions.refusals import RefusedError
from relance.letters.checking.codes import CODES
from relance.records.models import Letter, Mailbox, Owner
from tests.actions.world import DUPONT, GOOD_THANKS, RICARD, Clock, make_case, paris, written

WRONG = {
    "wrong-name": GOOD_THANKS.replace("Madame,", "Madame Durand,"),
    "wrong-organisation": GOOD_THANKS.replace("intérêt pour ce poste", "envie de rejoindre le Cabinet Mirabeau"),
    "unfilled-slot": GOOD_THANKS.replace("mardi", "[DATE]"),
}


def found(letter: Letter, clock: Clock) -> set[str]:
    planned = plan_case(case=letter.case, now=clock())
    findings = check_letter(
        planned=planned,
        letter=letter,
        subject=letter.subject,
        body=letter.body,
        leaves_on=paris(25, 10).date(),
    )
    return {finding.code for finding in findings}


def silence(letter: Letter, clock: Clock, *codes: str) -> None:
    edit_letter(letter=letter, subject=letter.subject, body=letter.body, now=clock(), silenced=list(codes))


def test_the_list_is_what_a_recipient_would_not_forgive() -> None:
    assert frozenset(WRONG) == NEVER_SILENCED


@pytest.mark.parametrize("code", sorted(WRONG))
def test_an_insult_or_a_leak_is_found_and_stops_the_letter_whatever_was_silenced(
    code: str, owner: Owner, mailbox: Mailbox, clock: Clock
) -> None:
    assert mailbox.owner == owner
    letter = written(make_case(owner, DUPONT, RICARD, now=clock()), body=WRONG[code], now=clock())
    silence(letter, clock, *CODES)
    assert found(letter, clock) == {code}
    with pytest.raises(RefusedError) as refused:
        approve_letter(letter=letter, now=clock())
    assert (refused.value.refusal.code, refused.value.refusal.params) == ("check-error", {"codes": code})
    letter.refresh_from_db()
    assert (letter.state, letter.raw) == (Letter.State.DRAFT, None)


def test_another_code_is_silenced_for_this_letter_alone(owner: Owner, mailbox: Mailbox, clock: Clock) -> None:
    assert mailbox.owner == owner
    body = GOOD_THANKS.replace("Je reste à", "Dans l'attente de votre réponse, je reste à")
    case = make_case(owner, DUPONT, RICARD, now=clock())
    letter = written(case, body=body, now=clock())
    other = written(case, to=case.rounds.get().participants.get(main_contact=False).person, body=body, now=clock())
    assert "waiting-for-answer" in found(letter, clock)
    silence(letter, clock, "waiting-for-answer")
    assert "waiting-for-answer" not in found(letter, clock)
    assert "waiting-for-answer" in found(other, clock)
    assert approve_letter(letter=letter, now=clock()).state == Letter.State.APPROVED
