"""What follows each kind of answer: one tap drafts the letter, a question is answered while all else waits."""

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.attend import attend
from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.draft_letter import edit_letter
from relance.actions.follow_answer import LETTERS, question_answered, write_next
from relance.actions.log_event import undo_entry
from relance.actions.plan_case import plan_case
from relance.actions.read_mailbox import read_mailbox
from relance.actions.refusals import RefusedError
from relance.mail.memory import MemoryServer
from relance.records.models import Case, Entry, InboundMail, Letter, Mailbox, Owner
from tests.actions.world import DUPONT, RICARD, Clock, MemoryDoors, mail, make_case, paris

pytestmark = pytest.mark.django_db

ASKED = "Bonjour,\n\nPourriez-vous m'envoyer deux références et vos prétentions salariales ?\n\nPaul Ricard"


@pytest.fixture
def case(owner: Owner, mailbox: Mailbox, clock: Clock) -> Case:
    assert mailbox.pk
    return make_case(owner, DUPONT, RICARD, now=clock())


def asked(case: Case, clock: Clock, doors: MemoryDoors, server: MemoryServer) -> InboundMail:
    """Paul Ricard asks for references, and the user says so."""
    clock.at = paris(25, 9)
    sender = "Paul Ricard <p.ricard@delmas.test>"
    server.deliver(mail(sender=sender, subject="RE: RE : Votre dossier", text=ASKED, at=clock()))
    read_mailbox(mailbox=Mailbox.objects.get(), clock=clock, worker="w1", doors=doors)
    kept = InboundMail.objects.get()
    assert kept.kind == "question"
    clock.move(minutes=10)
    confirm_answer(case=case, answered=Answered(kind="question", at=kept.received_at), now=clock(), mail=kept)
    case.refresh_from_db()
    return kept


def test_a_question_lets_its_answer_leave_and_nothing_else_then_the_case_goes_on(
    case: Case, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    kept = asked(case, clock, doors, server)
    assert case.paused_because == "question-to-answer"
    thanks = write_next(case=case, step="thanks", now=clock())
    with pytest.raises(RefusedError, match="answer-arrived"):
        approve_letter(letter=thanks, now=clock())

    letter = write_next(case=case, step="answer_question", now=clock(), mail=kept)
    assert (letter.person.email, letter.subject) == ("p.ricard@delmas.test", "Re: Votre dossier")
    assert (letter.body.splitlines()[0], letter.body.splitlines()[-2]) == ("Monsieur,", "Samira Benali")
    body = letter.body.replace("\n\n\n\n", "\n\nVoici les deux références demandées.\n\n")
    edit_letter(letter=letter, subject=letter.subject, body=body, now=clock())
    approve_letter(letter=letter, now=clock())
    case.refresh_from_db()
    assert case.due_at == clock()
    attend(case=case, clock=clock, worker="w1", doors=doors)

    case.refresh_from_db()
    letter.refresh_from_db()
    assert (letter.state, case.paused_at, len(server.accepted)) == ("sent", None, 1)
    assert b"In-Reply-To: <answer-1@delmas.test>" in server.accepted[0].raw


def test_the_user_may_have_answered_elsewhere(
    case: Case, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    asked(case, clock, doors, server)
    assert [question_answered(case=case, now=clock()) for _ in range(2)] == [True, False]
    case.refresh_from_db()
    assert case.paused_at is None


def test_an_answer_found_in_sent_lets_the_case_go_on(
    case: Case, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    asked(case, clock, doors, server)
    clock.move(hours=1)
    by_hand = mail(
        sender="alice@example.org",
        to="p.ricard@delmas.test",
        text="Voici.",
        at=clock(),
        message_id="<me@example.org>",
    )
    server.deliver(by_hand, folder="Sent")
    read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors)
    case.refresh_from_db()
    assert (case.paused_at, Entry.objects.filter(kind="extra_contact").count()) == (None, 1)


def test_another_answer_confirmed_meanwhile_does_not_hide_the_question(
    case: Case, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    asked(case, clock, doors, server)
    server.deliver(mail(text="Bonjour, bien reçu, merci.", at=clock(), message_id="<2@delmas.test>"))
    read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors)
    second = InboundMail.objects.get(message_id="<2@delmas.test>")
    confirm_answer(case=case, answered=Answered(kind="other", at=second.received_at), now=clock(), mail=second)
    case.refresh_from_db()
    assert case.paused_because == "question-to-answer"


def test_a_decision_that_comes_after_makes_the_question_moot(
    case: Case, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    asked(case, clock, doors, server)
    clock.move(hours=2)
    confirm_answer(case=case, answered=Answered(kind="rejection", at=clock()), now=clock())
    case.refresh_from_db()
    assert case.paused_at is None


def test_a_question_noted_by_mistake_is_undone(
    case: Case, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    asked(case, clock, doors, server)
    undo_entry(entry=Entry.objects.get(kind="note", action="question"), now=clock())
    case.refresh_from_db()
    assert case.paused_at is None


def test_no_answer_leaves_while_another_mail_is_unread(
    case: Case, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    clock.at = paris(25, 9)
    confirm_answer(case=case, answered=Answered(kind="offer", at=clock()), now=clock())
    letter = write_next(case=case, step="accept_offer", now=clock())
    approve_letter(letter=letter, now=clock())
    server.deliver(mail(text="Bonjour, une précision avant de vous décider.", at=clock()))
    read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors)

    letter.refresh_from_db()
    assert letter.state == "cancelled"
    with pytest.raises(RefusedError, match="answer-arrived"):
        approve_letter(letter=letter, now=clock())


@pytest.mark.parametrize("step", ["accept_offer", "decline_offer"])
def test_an_offer_decided_by_letter_is_decided(case: Case, clock: Clock, doors: MemoryDoors, step: str) -> None:
    clock.at = paris(25, 9)
    confirm_answer(case=case, answered=Answered(kind="offer", at=clock()), now=clock())
    approve_letter(letter=write_next(case=case, step=step, now=clock()), now=clock())
    attend(case=case, clock=clock, worker="w1", doors=doors)

    planned = plan_case(case=case, now=clock())
    assert (Letter.objects.get(step=step).state, planned.action("decide_offer")) == ("sent", None)


@pytest.mark.parametrize(("kind", "step"), [(kind, step) for kind, steps in LETTERS.items() for step in steps])
def test_every_letter_an_answer_calls_for_is_drafted_and_may_be_approved(
    case: Case, clock: Clock, kind: str, step: str
) -> None:
    clock.at = paris(25, 9)
    confirm_answer(
        case=case, answered=Answered(kind=kind, at=clock(), still_interested=step != "withdraw"), now=clock()
    )
    letter = write_next(case=case, step=step, now=clock())
    assert letter.body
    approve_letter(letter=letter, now=clock())
    assert letter.state == "approved"
