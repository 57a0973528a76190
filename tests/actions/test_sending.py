"""Never twice, never after an answer, never silently (docs/guarantees.md)."""

import pytest

from relance.actions.approve_letter import approve_letter, cancel_letter
from relance.actions.attend import attend
from relance.actions.draft_letter import edit_letter
from relance.actions.log_event import log_event
from relance.actions.may_leave import Drop
from relance.actions.pause_case import pause_case
from relance.actions.reconcile import recover_claims, user_says
from relance.actions.refusals import RefusedError
from relance.actions.send_letter import send_letter
from relance.etiquette.problems import Problem
from relance.mail.doors import MailboxError
from relance.mail.memory import Fault, MemoryServer
from relance.records import queries
from relance.records.models import Entry, Letter, Mailbox, Notice, Owner, Person
from tests.actions.world import DUPONT, RICARD, Clock, MemoryDoors, mail, make_case, paris, written

pytestmark = pytest.mark.django_db


def approved(owner: Owner, clock: Clock) -> Letter:
    letter = written(make_case(owner, now=clock()), now=clock())
    return approve_letter(letter=letter, now=clock())


def send(letter: Letter, clock: Clock, doors: MemoryDoors, worker: str = "w1") -> str:
    return send_letter(letter=letter, clock=clock, worker=worker, doors=doors).code


@pytest.mark.usefixtures("mailbox")
def test_an_approved_letter_leaves_at_its_hour_once_and_stands_in_sent(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    assert (letter.state, letter.leave_at) == ("approved", paris(25, 10))
    assert letter.case.due_at == paris(24, 11, 30)

    clock.at = paris(25, 9, 59)
    attend(case=letter.case, clock=clock, worker="w1", doors=doors)
    assert server.accepted == []

    clock.at = paris(25, 10)
    attend(case=letter.case, clock=clock, worker="w1", doors=doors)
    attend(case=letter.case, clock=clock, worker="w2", doors=doors)
    clock.move(minutes=11)
    attend(case=letter.case, clock=clock, worker="w1", doors=doors)

    letter.refresh_from_db()
    assert letter.state == "sent"
    assert [handed.recipient for handed in server.accepted] == ["c.dupont@delmas.test"]
    assert server.accepted[0].raw == bytes(letter.raw or b"")
    done = Entry.objects.get(case=letter.case, kind="done")
    assert (done.action, done.data["to"], done.happened_at) == ("thanks", [str(letter.person_id)], paris(25, 10))


@pytest.mark.usefixtures("mailbox")
def test_the_text_that_leaves_is_the_text_that_was_approved(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    raw = bytes(letter.raw or b"")
    owner.name = "Someone Else"
    owner.save()
    clock.at = paris(25, 10)

    assert send(letter, clock, doors) == "sent"
    assert server.accepted[0].raw == raw


@pytest.mark.usefixtures("mailbox")
def test_changing_an_approved_letter_takes_the_approval_back(
    owner: Owner, clock: Clock, doors: MemoryDoors
) -> None:
    letter = approved(owner, clock)
    edit_letter(letter=letter, subject=letter.subject, body=letter.body + "\nBien à vous", now=clock())

    assert letter.state == "draft"
    clock.at = paris(25, 10)
    assert send(letter, clock, doors) == "not-waiting"


@pytest.mark.usefixtures("mailbox")
def test_each_interviewer_of_a_panel_gets_one_letter(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = make_case(owner, DUPONT, RICARD, now=clock())
    for participant in queries.current_round(case).participants.all():
        body = written(case, to=participant.person, now=clock())
        approve_letter(letter=body, now=clock())
    clock.at = paris(25, 10)
    attend(case=case, clock=clock, worker="w1", doors=doors)

    assert sorted(handed.recipient for handed in server.accepted) == [
        "c.dupont@delmas.test",
        "p.ricard@delmas.test",
    ]
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.usefixtures("mailbox")
def test_an_answer_read_just_before_the_hour_stops_the_letter(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    server.deliver(mail(at=paris(25, 9, 50)))
    clock.at = paris(25, 10)

    assert send(letter, clock, doors) == "not-waiting"
    letter.refresh_from_db()
    assert (letter.state, letter.because, server.accepted) == ("cancelled", "answer-arrived", [])


@pytest.mark.usefixtures("mailbox")
def test_a_pause_between_the_verdict_and_the_claim_wins(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    clock.at = paris(25, 10)
    stale = Letter.objects.get(pk=letter.pk)
    pause_case(case=letter.case, because="answer-arrived", now=clock())

    assert send(stale, clock, doors) == "not-waiting"
    assert server.accepted == []


@pytest.mark.usefixtures("mailbox")
def test_a_contact_logged_by_hand_since_the_approval_stops_the_letter(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    clock.move(minutes=10)
    log_event(
        round_=queries.current_round(letter.case),
        kind=Entry.Kind.DONE,
        action="thanks",
        at=clock(),
        now=clock(),
        data={"to": [str(letter.person_id)]},
    )
    clock.at = paris(25, 10)

    assert send(letter, clock, doors) == "after-done"
    letter.refresh_from_db()
    assert (letter.state, server.accepted) == ("cancelled", [])
    assert Notice.objects.get(code="letter-stopped").params["reason"] == "after-done"


def test_a_mailbox_that_cannot_be_read_keeps_the_letter_and_says_so(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    server.away = MailboxError(
        Problem("imap", "port_closed", {"host": "imap.example.org", "port": "993"}), passing=True
    )
    clock.at = paris(25, 10)

    assert send(letter, clock, doors) == "mailbox-unreadable"
    letter.refresh_from_db()
    mailbox.refresh_from_db()
    assert (letter.state, letter.leave_at) == ("approved", paris(25, 10, 5))
    assert (mailbox.failure, server.accepted) == ("port_closed", [])
    assert Notice.objects.filter(code="letter-waits-for-mailbox").count() == 1

    server.away = None
    clock.at = paris(25, 10, 5)
    assert send(letter, clock, doors) == "sent"


@pytest.mark.usefixtures("mailbox")
@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "final"])
def test_a_refusal_for_good_is_told_and_never_tried_again(
    step: str, owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    server.fault = Fault(step, 550)  # type: ignore[arg-type]
    clock.at = paris(25, 10)

    assert send(letter, clock, doors) == "server-refused"
    server.fault = None
    clock.move(hours=1)
    letter.refresh_from_db()
    assert (letter.state, send(letter, clock, doors), server.accepted) == ("refused", "not-waiting", [])
    assert Notice.objects.filter(letter=letter, code="letter-server-refused").count() == 1


@pytest.mark.usefixtures("mailbox")
def test_a_passing_failure_is_tried_again_half_an_hour_later_until_the_latest_instant(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    assert letter.give_up_at == paris(26, 11)
    server.fault = Fault("rcpt", 451)
    clock.at = paris(25, 10)

    assert send(letter, clock, doors) == "try-later"
    letter.refresh_from_db()
    assert (letter.state, letter.leave_at) == ("approved", paris(25, 10, 30))

    Letter.objects.filter(pk=letter.pk).update(give_up_at=paris(25, 10, 40))
    clock.at = paris(25, 10, 30)
    letter.refresh_from_db()
    assert send(letter, clock, doors) == "gave-up"
    letter.refresh_from_db()
    assert letter.state == "refused"


@pytest.mark.usefixtures("mailbox")
@pytest.mark.parametrize(("step", "kind"), [("text", "drop"), ("final", "drop"), ("final", "silence")])
def test_a_link_lost_after_data_is_unknown_and_no_machine_sends_again(
    step: str, kind: str, owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    server.fault = Fault(step, kind)  # type: ignore[arg-type]
    clock.at = paris(25, 10)
    left = 1 if step == "final" else 0

    assert send(letter, clock, doors) == "unknown"
    server.fault = None
    for _ in range(3):
        clock.move(minutes=40)
        attend(case=letter.case, clock=clock, worker="w2", doors=doors)
    letter.refresh_from_db()
    assert (letter.state, len(server.accepted)) == ("unknown", left)
    assert Notice.objects.filter(letter=letter, code="letter-unknown").count() == 1


def test_an_unknown_letter_found_in_sent_is_sent(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    server.files_own_sent = True
    letter = approved(owner, clock)
    server.fault = Fault("final", "drop")
    clock.at = paris(25, 10)
    send(letter, clock, doors)
    server.fault = None

    from relance.actions.read_mailbox import read_mailbox

    clock.move(minutes=11)
    read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors)
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert Entry.objects.filter(kind="done", action="thanks").count() == 1


@pytest.mark.usefixtures("mailbox")
def test_a_worker_that_died_in_transmission_leaves_a_doubt_the_user_can_settle(owner: Owner, clock: Clock) -> None:
    letter = approved(owner, clock)
    Letter.objects.filter(pk=letter.pk).update(
        state="transmitting", claimed_at=paris(25, 10), claimed_by="elsewhere:1:dead"
    )
    clock.at = paris(25, 10, 1)
    assert recover_claims(worker="w2", alive=frozenset({"elsewhere:1:dead"}), now=clock()) == 0
    assert recover_claims(worker="w2", alive=frozenset(), now=clock()) == 1

    letter.refresh_from_db()
    assert letter.state == "unknown"
    user_says(letter=letter, it_left=False, now=clock())
    assert letter.state == "draft"
    with pytest.raises(RefusedError):
        user_says(letter=letter, it_left=True, now=clock())


@pytest.mark.usefixtures("mailbox")
def test_a_letter_in_doubt_counts_as_sent_for_the_plan(owner: Owner, clock: Clock, doors: MemoryDoors) -> None:
    from relance.actions.plan_case import plan_case

    letter = approved(owner, clock)
    Letter.objects.filter(pk=letter.pk).update(state="unknown", claimed_at=paris(25, 10), claimed_by="x")
    planned = plan_case(case=letter.case, now=paris(25, 12))

    assert doors.opened == 0
    assert [action.action for action in planned.plan.actions] == ["debrief", "followup1", "followup2", "close_file"]


@pytest.mark.usefixtures("mailbox")
def test_a_letter_whose_hour_passed_while_the_machine_slept_is_planned_again_and_shown(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    clock.at = paris(25, 18)

    assert send(letter, clock, doors) == "planned-again"
    letter.refresh_from_db()
    assert (letter.state, letter.leave_at, server.accepted) == ("approved", paris(25, 18, 30), [])
    assert Notice.objects.filter(letter=letter, code="letter-planned-again").count() == 1
    clock.at = paris(25, 18, 30)
    assert send(letter, clock, doors) == "sent"


@pytest.mark.usefixtures("mailbox")
def test_after_a_restored_backup_a_letter_that_stands_in_sent_does_not_leave_again(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    raw, message_id = bytes(letter.raw or b""), letter.message_id
    server.deliver(raw, folder="Sent", at=paris(25, 10))
    clock.at = paris(27, 9)

    assert send(letter, clock, doors) == "not-waiting"
    letter.refresh_from_db()
    assert (letter.state, letter.message_id_in_sent, server.accepted) == ("sent", message_id, [])


@pytest.mark.usefixtures("mailbox")
def test_cancelling_takes_it_back_until_the_last_moment(owner: Owner, clock: Clock, doors: MemoryDoors) -> None:
    letter = approved(owner, clock)
    assert cancel_letter(letter=letter, now=clock()) is True
    assert cancel_letter(letter=letter, now=clock()) is False
    clock.at = paris(25, 10)
    assert send(letter, clock, doors) == "not-waiting"


@pytest.mark.usefixtures("mailbox")
def test_one_copy_is_filed_in_sent_by_us_when_the_provider_does_not(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    from relance.actions.read_mailbox import read_mailbox

    letter = approved(owner, clock)
    clock.at = paris(25, 10)
    send(letter, clock, doors)
    for _ in range(3):
        clock.move(minutes=11)
        read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors)

    assert [message.raw for message in server.folder("Sent").messages] == [server.accepted[0].raw]


@pytest.mark.usefixtures("mailbox")
def test_a_verdict_on_a_letter_another_worker_took_and_put_back_changes_nothing(
    owner: Owner, clock: Clock, doors: MemoryDoors, monkeypatch: pytest.MonkeyPatch
) -> None:
    from relance.actions import send_letter as sending

    letter = approved(owner, clock)
    clock.at = paris(25, 10)

    def meanwhile(**_: object) -> Drop:
        Letter.objects.filter(pk=letter.pk).update(attempts=1, leave_at=paris(25, 10, 30))
        return Drop("not-planned")

    monkeypatch.setattr(sending, "may_leave", meanwhile)
    send(letter, clock, doors)
    letter.refresh_from_db()
    assert (letter.state, letter.leave_at) == ("approved", paris(25, 10, 30))


def test_a_draft_speaks_of_the_interview_from_the_day_it_will_leave(owner: Owner, clock: Clock) -> None:
    from relance.actions.draft_letter import draft_letter

    case = make_case(owner, now=clock())
    round_ = queries.current_round(case)
    person = round_.participants.get().person
    bodies = [draft_letter(round_=round_, step="thanks", person=person, now=clock(), again=True) for _ in range(6)]

    assert all("aujourd’hui" not in drafted.letter.body for drafted in bodies)
    assert all("ce matin" not in drafted.letter.body for drafted in bodies)


@pytest.mark.usefixtures("mailbox")
def test_an_address_changed_since_the_approval_asks_for_a_new_one(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    Person.objects.filter(pk=letter.person_id).update(email="somebody.else@delmas.test")
    clock.at = paris(25, 10)

    assert (send(letter, clock, doors), server.accepted) == ("address-corrected", [])
    letter.refresh_from_db()
    assert (letter.state, letter.because, letter.raw) == ("cancelled", "address-corrected", None)
