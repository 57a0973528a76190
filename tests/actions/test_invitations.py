"""What an invitation that comes by mail changes: it proposes, completes, moves or asks; it never closes."""

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.confirm_answer import Answered
from relance.actions.log_event import undo_entry
from relance.actions.next_interview import note_proposed, proposed_interview
from relance.actions.participants import NewPerson
from relance.actions.read_mailbox import read_mailbox
from relance.actions.refusals import BadInputError
from relance.actions.start_case import NewInterview, add_round, start_case
from relance.mail.memory import MemoryServer
from relance.records.models import Case, Entry, InboundMail, Letter, Mailbox, Notice, Owner, Round
from tests.actions.world import DUPONT, Clock, MemoryDoors, calendar, mail, make_case, paris, written

pytestmark = pytest.mark.django_db

#: A Wednesday, a week after the interview.
SECOND = paris(2, 14, month=12)


class Post:
    """A mailbox into which invitations fall, and are read at once."""

    def __init__(self, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer) -> None:
        self.mailbox, self.clock, self.doors, self.server = mailbox, clock, doors, server
        self.count = 0

    def brings(
        self, invitation: str, *, sender: str = "Claire Dupont <c.dupont@delmas.test>", text: str = "Invitation"
    ) -> InboundMail:
        """Deliver, read, and return what was kept."""
        self.count += 1
        self.server.deliver(
            mail(
                sender=sender,
                subject="Invitation",
                text=text,
                calendar=invitation,
                at=self.clock(),
                message_id=f"<invitation-{self.count}@delmas.test>",
            )
        )
        read_mailbox(mailbox=self.mailbox, clock=self.clock, worker="w1", doors=self.doors)
        return InboundMail.objects.order_by("-pk")[0]


@pytest.fixture
def post(mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer) -> Post:
    return Post(mailbox, clock, doors, server)


@pytest.fixture
def case(owner: Owner, clock: Clock) -> Case:
    found = make_case(owner, now=clock())
    clock.at = paris(25, 9)
    return found


def with_second_round(case: Case, clock: Clock, *, uid: str = "uid-1@delmas.test") -> Round:
    interview = NewInterview(
        organisation="x", start=SECOND, people=(DUPONT,), tz="Europe/Paris", invitation_uid=uid
    )
    return add_round(owner=case.owner, case=case, interview=interview, now=clock())


def test_a_meeting_not_yet_noted_pauses_and_proposes_the_next_interview(case: Case, post: Post) -> None:
    kept = post.brings(calendar(start=SECOND))

    case.refresh_from_db()
    assert (kept.case, kept.kind, kept.status, case.paused_because) == (case, "invitation", "new", "answer-arrived")
    assert kept.reading["invitation"]["effect"] == "proposed"
    proposed = proposed_interview(case, kept)
    assert proposed is not None
    assert (proposed.start, proposed.end, proposed.url, proposed.invitation_uid) == (
        SECOND,
        SECOND.replace(hour=15),
        "https://visio.example.net/delmas",
        "uid-1@delmas.test",
    )
    assert [(one.name, one.email) for one in proposed.people] == [
        ("Claire Dupont", "c.dupont@delmas.test"),
        ("Paul Ricard", "p.ricard@delmas.test"),
    ]
    assert case.rounds.count() == 1


def test_one_word_of_the_user_opens_the_round(case: Case, post: Post, clock: Clock) -> None:
    kept = post.brings(calendar(start=SECOND))
    answered = Answered(kind="invitation", at=kept.received_at, round2_start=SECOND)
    round_ = note_proposed(case=case, mail=kept, answered=answered, now=clock())

    case.refresh_from_db()
    kept.refresh_from_db()
    assert (round_.number, round_.starts_at, round_.mode, round_.participants.count()) == (2, SECOND, "video", 2)
    assert (case.paused_at, kept.status) == (None, "handled")
    assert proposed_interview(case) is None


def test_a_meeting_noted_from_words_is_completed_in_silence(case: Case, post: Post, clock: Clock) -> None:
    with_second_round(case, clock, uid="")
    kept = post.brings(calendar(start=SECOND, sequence=2))

    case.refresh_from_db()
    round_ = case.rounds.get(number=2)
    assert (round_.invitation_uid, round_.invitation_sequence, round_.url) == (
        "uid-1@delmas.test",
        2,
        "https://visio.example.net/delmas",
    )
    assert (kept.status, case.paused_at) == ("handled", None)


def test_an_update_moves_the_interview_says_so_and_can_be_undone(case: Case, post: Post, clock: Clock) -> None:
    round_ = with_second_round(case, clock)
    later = SECOND.replace(day=3, hour=9)
    kept = post.brings(calendar(start=later, sequence=1))

    round_.refresh_from_db()
    case.refresh_from_db()
    moved = Entry.objects.get(kind="moved")
    notice = Notice.objects.get(code="interview-moved")
    assert (round_.starts_at, round_.ends_at, round_.invitation_sequence) == (later, later.replace(hour=10), 1)
    assert (kept.status, case.paused_at, moved.data["mail"]) == ("handled", None, kept.pk)
    assert notice.params == {
        "entry": str(moved.pk), "before": "2026-12-02T14:00+01:00", "after": "2026-12-03T09:00+01:00",
    }  # fmt: skip

    undo_entry(entry=moved, now=clock())
    round_.refresh_from_db()
    assert (round_.starts_at, round_.ends_at) == (SECOND, SECOND.replace(hour=15))


def test_only_the_last_move_is_undone(case: Case, post: Post, clock: Clock) -> None:
    with_second_round(case, clock)
    post.brings(calendar(start=SECOND.replace(day=3), sequence=1))
    post.brings(calendar(start=SECOND.replace(day=4), sequence=2))
    first = Entry.objects.filter(kind="moved").order_by("pk")[0]

    with pytest.raises(BadInputError, match="moved_since"):
        undo_entry(entry=first, now=clock())


@pytest.mark.parametrize(
    ("sequence", "stamp"), [(1, "20261125T080000Z"), (2, "20261125T080000Z"), (2, "20261124T080000Z")]
)
def test_an_older_copy_changes_nothing(case: Case, post: Post, clock: Clock, sequence: int, stamp: str) -> None:
    with_second_round(case, clock)
    later = SECOND.replace(day=3)
    post.brings(calendar(start=later, sequence=2))
    kept = post.brings(calendar(start=SECOND.replace(day=9), sequence=sequence, stamp=stamp))

    assert case.rounds.get(number=2).starts_at == later
    assert (kept.reading["invitation"]["effect"], kept.status) == ("known", "handled")
    assert Entry.objects.filter(kind="moved").count() == 1


def test_the_same_event_dragged_past_the_interview_is_another_interview(
    owner: Owner, post: Post, clock: Clock
) -> None:
    interview = NewInterview(
        organisation="Cabinet Delmas", start=paris(24, 10), people=(DUPONT,), invitation_uid="uid-1@delmas.test"
    )
    case = start_case(owner=owner, interview=interview, now=clock())
    clock.at = paris(25, 9)
    kept = post.brings(calendar(start=SECOND, sequence=1))

    case.refresh_from_db()
    assert (kept.reading["invitation"]["effect"], kept.status, case.rounds.get().starts_at) == (
        "proposed",
        "new",
        paris(24, 10),
    )


def test_a_cancelled_interview_asks_and_closes_nothing(case: Case, post: Post, clock: Clock) -> None:
    round_ = with_second_round(case, clock)
    kept = post.brings(calendar(start=SECOND, sequence=1, method="CANCEL"), sender="Agenda <agenda@ailleurs.test>")

    case.refresh_from_db()
    assert (kept.case, kept.status, case.state, case.paused_because) == (case, "new", "open", "interview-cancelled")
    assert list(case.rounds.filter(pk=round_.pk).values_list("starts_at", flat=True)) == [SECOND]
    assert Notice.objects.filter(code="interview-cancelled").count() == 1


@pytest.mark.parametrize("method", ["REPLY", "COUNTER"])
def test_answers_to_a_meeting_of_ones_own_change_nothing(case: Case, post: Post, clock: Clock, method: str) -> None:
    round_ = with_second_round(case, clock)
    kept = post.brings(calendar(start=SECOND.replace(day=4), sequence=3, method=method))

    round_.refresh_from_db()
    assert (round_.starts_at, "invitation" in kept.reading) == (SECOND, False)


def test_an_invitation_sent_by_a_service_is_known_by_its_organiser(case: Case, post: Post) -> None:
    kept = post.brings(calendar(start=SECOND), sender="Agenda <ne-pas-repondre@agenda.test>")
    assert (kept.case, kept.kind) == (case, "invitation")


def test_an_invitation_of_strangers_is_not_kept(case: Case, post: Post) -> None:
    invitation = calendar(start=SECOND, organizer="Jean Autre <jean@autre.test>").replace("p.ricard@delmas", "x@y")
    post.server.deliver(
        mail(sender="Jean Autre <jean@autre.test>", subject="Pot", calendar=invitation, at=post.clock())
    )
    assert read_mailbox(mailbox=post.mailbox, clock=post.clock, worker="w1", doors=post.doors) == 0
    case.refresh_from_db()
    assert case.paused_at is None


def test_words_that_say_more_than_the_calendar_still_pause(case: Case, post: Post, clock: Clock) -> None:
    with_second_round(case, clock)
    kept = post.brings(
        calendar(start=SECOND.replace(day=3), sequence=1),
        text="Bonjour,\n\nNous avons finalement retenu une autre candidate, je vous remercie de votre intérêt.\n",
    )
    case.refresh_from_db()
    assert (kept.kind, kept.status, case.paused_because) == ("rejection", "new", "answer-arrived")


def test_a_letter_approved_for_the_old_hour_is_stopped(case: Case, post: Post, clock: Clock) -> None:
    with_second_round(case, clock)
    clock.at = paris(25, 10)
    letter = written(case, step="ask_time", now=clock())
    approve_letter(letter=letter, now=clock())
    Letter.objects.filter(pk=letter.pk).update(state="approved", leave_at=paris(26, 10))
    post.brings(calendar(start=SECOND.replace(day=3), sequence=1))

    letter.refresh_from_db()
    assert (letter.state, letter.because) == ("cancelled", "interview-moved")


def test_two_cases_of_one_organisation_are_told_apart_by_the_meeting(
    owner: Owner, post: Post, clock: Clock
) -> None:
    make_case(owner, now=clock())
    clock.at = paris(25, 9)
    second = make_case(
        owner, NewPerson(name="Paul Ricard", email="p.ricard@delmas.test", main_contact=True), now=paris(24, 12)
    )
    with_second_round(second, clock, uid="uid-9@delmas.test")
    kept = post.brings(
        calendar(start=SECOND.replace(hour=16), uid="uid-9@delmas.test", sequence=1),
        sender="RH <rh@delmas.test>",
    )
    assert (kept.case, kept.reading["match"]["because"]) == (second, ["meeting"])
