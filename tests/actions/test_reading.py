"""Any human answer stops everything at once; machines do not."""

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.attend import attend
from relance.actions.confirm_answer import Answered, confirm_answer, dismiss_mail, give_mail_to_case
from relance.actions.connect_mailbox import empty_is_normal, failure_of
from relance.actions.participants import NewPerson
from relance.actions.plan_case import plan_case
from relance.actions.read_mailbox import MailboxBusyError, lease, read_mailbox
from relance.actions.refusals import BadInputError
from relance.mail.doors import FolderEmptiedError, MailboxError
from relance.mail.memory import MemoryServer
from relance.records.models import Case, Entry, FolderCursor, InboundMail, Letter, Mailbox, Notice, Owner
from tests.actions.world import Clock, MemoryDoors, mail, make_case, paris, written

pytestmark = pytest.mark.django_db

REFUSAL = """Bonjour Madame Benali,

Je vous remercie de l'intérêt que vous portez à notre cabinet. Nous avons finalement retenu une autre candidate, \
dont l'expérience correspond davantage au poste.

Bien cordialement,
Claire Dupont

De : Samira Benali <alice@example.org>
Envoyé : mercredi 25 novembre 2026 10:00
À : Claire Dupont
Objet : Merci pour notre entretien

Madame, je vous remercie.
"""


def read(mailbox: Mailbox, clock: Clock, doors: MemoryDoors) -> int:
    return read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors)


def case_with_approved_thanks(owner: Owner, clock: Clock) -> Case:
    case = make_case(owner, now=clock())
    approve_letter(letter=written(case, now=clock()), now=clock())
    return case


def test_a_human_answer_stops_the_letter_and_is_proposed(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = case_with_approved_thanks(owner, clock)
    clock.at = paris(25, 9)
    server.deliver(mail(text=REFUSAL, at=clock()))

    assert read(mailbox, clock, doors) == 1
    case.refresh_from_db()
    received = InboundMail.objects.get()
    assert (case.paused_at, case.paused_because) == (clock(), "answer-arrived")
    assert Letter.objects.get().state == "cancelled"
    assert (received.case, received.kind, received.is_human, received.status) == (case, "rejection", True, "new")
    assert "Madame, je vous remercie" not in received.text


def test_reading_twice_keeps_one(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    make_case(owner, now=clock())
    clock.at = paris(25, 9)
    server.deliver(mail(text=REFUSAL, at=clock()))

    assert [read(mailbox, clock, doors), read(mailbox, clock, doors)] == [1, 0]
    server.renew_uidvalidity("INBOX")
    assert read(mailbox, clock, doors) == 0
    FolderCursor.objects.all().delete()
    assert read(mailbox, clock, doors) == 0
    assert InboundMail.objects.count() == 1


def test_confirming_a_refusal_makes_it_a_fact_and_plans_the_answer_after_a_night(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = make_case(owner, now=clock())
    clock.at = paris(25, 9)
    server.deliver(mail(text=REFUSAL, at=clock()))
    read(mailbox, clock, doors)
    received = InboundMail.objects.get()
    confirm_answer(
        case=case, answered=Answered(kind="rejection", at=received.received_at), now=clock(), mail=received
    )

    case.refresh_from_db()
    received.refresh_from_db()
    planned = plan_case(case=case, now=clock())
    assert (case.paused_at, received.status) == (None, "handled")
    assert planned.plan.state == "rejected"
    answer = planned.action("thank_and_ask_feedback")
    assert answer is not None
    assert answer.due == paris(26, 10)


def test_an_absence_moves_the_next_step_three_working_days_past_the_return(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = make_case(owner, now=clock())
    clock.at = paris(1, 9, month=12)
    server.deliver(
        mail(
            subject="Réponse automatique : Merci",
            text="Bonjour, je suis absente jusqu'au 7 décembre inclus. Claire Dupont",
            at=clock(),
            Auto_Submitted="auto-replied",
        )
    )
    read(mailbox, clock, doors)

    case.refresh_from_db()
    assert case.paused_at is None
    assert case.hold_until is not None
    assert case.hold_until >= paris(10, 10, month=12)
    followup = plan_case(case=case, now=clock()).action("followup1")
    assert followup is not None
    assert followup.due == case.hold_until


def test_a_stranger_changes_nothing_and_is_not_kept(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = case_with_approved_thanks(owner, clock)
    clock.at = paris(25, 9)
    server.deliver(
        mail(sender="Promo <promo@boutique.example.net>", subject="Soldes", text="-30 % sur tout.", at=clock())
    )

    assert read(mailbox, clock, doors) == 0
    case.refresh_from_db()
    assert (case.paused_at, InboundMail.objects.count()) == (None, 0)


def test_a_message_the_user_sent_by_hand_counts_and_stops_the_letter(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = case_with_approved_thanks(owner, clock)
    clock.at = paris(24, 18)
    server.deliver(
        mail(
            sender="Samira Benali <alice@example.org>",
            to="c.dupont@delmas.test",
            subject="Merci",
            text="Madame, merci beaucoup. Samira",
            at=clock(),
            message_id="<by-hand@example.org>",
        ),
        folder="Sent",
    )

    assert read(mailbox, clock, doors) == 1
    entry = Entry.objects.get(kind="extra_contact")
    assert (entry.case, entry.happened_at, Letter.objects.get().state) == (case, clock(), "cancelled")
    assert read(mailbox, clock, doors) == 0
    assert Notice.objects.filter(code="contact-by-hand").count() == 1


def test_an_answer_that_may_belong_to_two_cases_pauses_both_until_the_user_says(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    first = make_case(owner, now=clock())
    second = make_case(
        owner, NewPerson(name="Paul Ricard", email="p.ricard@delmas.test", main_contact=True), now=clock()
    )
    clock.at = paris(25, 9)
    server.deliver(
        mail(sender="RH <rh@delmas.test>", subject="Votre candidature", text="Bonjour, rappelez-moi.", at=clock())
    )
    read(mailbox, clock, doors)

    received = InboundMail.objects.get()
    assert (received.case, sorted(received.likely_cases)) == (None, [first.pk, second.pk])
    assert Case.objects.filter(paused_at__isnull=False).count() == 2

    give_mail_to_case(mail=received, case=second, now=clock())
    assert list(Case.objects.filter(paused_at__isnull=False)) == [second]


def test_dismissing_lets_the_case_go_on(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = make_case(owner, now=clock())
    clock.at = paris(25, 9)
    server.deliver(mail(text="Bonjour, notre association vend des calendriers. Claire", at=clock()))
    read(mailbox, clock, doors)
    dismiss_mail(mail=InboundMail.objects.get(), now=clock())

    case.refresh_from_db()
    assert case.paused_at is None


def test_a_folder_suddenly_empty_is_an_error_and_told(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    make_case(owner, now=clock())
    server.deliver(mail(sender="x@y.test", at=clock()))
    read(mailbox, clock, doors)
    server.empty("INBOX")

    with pytest.raises(MailboxError):
        read(mailbox, clock, doors)
    mailbox.refresh_from_db()
    assert mailbox.failure == "folder_emptied"
    assert Notice.objects.filter(code="mailbox-unreadable").count() == 1


def test_once_the_user_says_so_an_emptied_folder_is_read_on_for_good(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = make_case(owner, now=clock())
    clock.at = paris(25, 9)
    server.deliver(mail(sender="x@y.test", at=clock(), message_id="<1@y.test>"))
    read(mailbox, clock, doors)
    server.empty("INBOX")
    with pytest.raises(FolderEmptiedError):
        read(mailbox, clock, doors)
    mailbox.refresh_from_db()
    failure = failure_of(mailbox)
    assert failure is not None
    assert (failure.code, failure.params["folder"], failure.params["count"]) == ("folder_emptied", "INBOX", "1")

    assert [empty_is_normal(owner=owner), empty_is_normal(owner=owner)] == [True, False]
    mailbox.refresh_from_db()
    assert (failure_of(mailbox), read(mailbox, clock, doors)) == (None, 0)
    server.deliver(mail(text=REFUSAL, at=clock()))
    assert read(mailbox, clock, doors) == 1
    server.empty("INBOX")
    assert read(mailbox, clock, doors) == 0
    case.refresh_from_db()
    assert case.paused_because == "answer-arrived"


def test_two_workers_never_read_one_mailbox_at_once(mailbox: Mailbox, clock: Clock, doors: MemoryDoors) -> None:
    with lease(mailbox=mailbox, worker="w2", now=clock()), pytest.raises(MailboxBusyError):
        read(mailbox, clock, doors)
    assert read(mailbox, clock, doors) == 0
    with lease(mailbox=mailbox, worker="dead", now=clock()):
        clock.move(minutes=16)
        assert read(mailbox, clock, doors) == 0


def test_what_cannot_be_true_is_refused_with_its_place(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, now=clock())
    with pytest.raises(BadInputError) as refused:
        confirm_answer(
            case=case,
            answered=Answered(kind="delay", at=clock(), promised_on=paris(20, 9).date()),
            now=clock(),
        )
    assert [(problem.place, problem.code) for problem in refused.value.problems] == [
        ("promised_on", "promise_in_the_past")
    ]
    assert Entry.objects.filter(kind="reply").count() == 0


def test_an_answer_from_another_address_is_recognised_by_the_letter_it_answers(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = case_with_approved_thanks(owner, clock)
    clock.at = paris(25, 10)
    attend(case=case, clock=clock, worker="w1", doors=doors)
    letter = Letter.objects.get()
    server.deliver(
        mail(
            sender="L'assistante <assistante@ailleurs.test>",
            subject="TR: Merci",
            text="Bonjour, Mme Dupont vous rappellera demain.",
            at=clock(),
            in_reply_to=letter.message_id,
        )
    )

    assert (letter.state, read(mailbox, clock, doors)) == ("sent", 1)
    received = InboundMail.objects.get()
    case.refresh_from_db()
    assert (received.case, received.letter, case.paused_at) == (case, letter, clock())
