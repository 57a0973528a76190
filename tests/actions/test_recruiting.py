"""What the recruiter's desk does while nobody watches: mail of candidates, reminders once, the undo window."""

import json
from datetime import date, timedelta

import pytest

from relance.actions.approve_letter import UNDO_WINDOW, approve_letter
from relance.actions.attend import attend
from relance.actions.board import duty_of
from relance.actions.brought.tables import read_table
from relance.actions.close_case import close_case
from relance.actions.doors import Doors
from relance.actions.export_all import export_all
from relance.actions.hear_candidate import hear_candidate
from relance.actions.keep_time import refresh_due
from relance.actions.meet_many import foresee_candidates, meet_many
from relance.actions.open_opening import NewOpening, meet_candidate, open_opening, turn_process
from relance.actions.participants import NewPerson
from relance.actions.read_mailbox import read_mailbox
from relance.actions.received.candidates import Received, received_in
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.send_letter import send_letter
from relance.actions.share_opening import share_opening
from relance.actions.start_case import NewInterview
from relance.actions.tell_candidates import NewsToTell, draft_news_letters, note_news
from relance.letters.checking.notes import private_words, unlawful_words
from relance.mail.memory import MemoryServer
from relance.mail.reading.candidates import heard_in
from relance.records import queries
from relance.records.models import Case, Entry, InboundMail, Letter, Mailbox, Notice, Opening, Owner
from tests.actions.world import START, Clock, mail, make_owner, paris

BENALI = NewPerson(name="Samira Benali", email="s.benali@example.net", civility="Mme", main_contact=True)
OTT = NewPerson(name="Paul Ott", email="p.ott@example.com", civility="M.", main_contact=True)


@pytest.fixture
def opening(owner: Owner) -> Opening:
    return open_opening(owner=owner, opening=NewOpening("Juriste droit social", "Cabinet Delmas"))


def met(opening: Opening, person: NewPerson, clock: Clock, *, later: int = 0, by: Owner | None = None) -> Case:
    start = START + timedelta(days=later)
    interview = NewInterview(organisation="", start=start, end=start + timedelta(hours=1), people=(person,))
    return meet_candidate(owner=by or opening.owner, opening=opening, interview=interview, now=clock())


def approved(case: Case, clock: Clock) -> Letter:
    news = NewsToTell("still_running", next_on=date(2026, 12, 11))
    [told] = draft_news_letters(cases=[case], news=news, now=clock(), locale="fr-FR")
    assert told.letter is not None
    return approve_letter(letter=told.letter, now=clock(), undo=UNDO_WINDOW)


def test_a_letter_leaves_five_minutes_after_it_was_approved(
    opening: Opening, mailbox: Mailbox, server: MemoryServer, doors: Doors, clock: Clock
) -> None:
    assert mailbox.owner == opening.owner
    case = met(opening, BENALI, clock)
    letter = approved(case, clock)
    attend(case=case, clock=clock, worker="w", doors=doors)
    assert (letter.leave_at, len(server.accepted)) == (clock() + timedelta(minutes=5), 0)
    case.refresh_from_db()
    assert case.due_at == letter.leave_at
    clock.move(minutes=5)
    attend(case=case, clock=clock, worker="w", doors=doors)
    attend(case=case, clock=clock, worker="w", doors=doors)
    assert len(server.accepted) == 1
    assert str(duty_of(case=case, now=clock()).due) == "2026-12-11 10:00:00+01:00"


def test_what_a_candidate_writes_stops_the_letter_and_waits(
    opening: Opening, mailbox: Mailbox, server: MemoryServer, doors: Doors, clock: Clock
) -> None:
    case = met(opening, BENALI, clock)
    letter = approved(case, clock)
    text = "Madame,\n\nMerci pour votre accueil de ce matin, et bonne journée.\n\nSamira Benali"
    raw = mail(sender="Samira Benali <s.benali@example.net>", subject="Merci", text=text, at=clock())
    server.deliver(raw, at=clock())
    read_mailbox(mailbox=mailbox, clock=clock, worker="w", doors=doors)
    letter.refresh_from_db()
    case.refresh_from_db()
    [kept] = queries.mail_of_candidates(opening.owner)
    assert (letter.state, case.paused_because, kept.case_id) == ("cancelled", "answer-arrived", case.pk)
    assert list(queries.mail_to_look_at(opening.owner)) == []
    assert list(queries.candidates_waiting(opening.owner)) == [case]
    clock.move(minutes=6)
    assert send_letter(letter=letter, clock=clock, worker="w", doors=doors).code == "not-waiting"
    hear_candidate(case=case, what="nothing", now=clock(), mail=kept)
    case.refresh_from_db()
    assert (case.paused_at, InboundMail.objects.get().status) == (None, "handled")
    assert len(server.accepted) == 0


def test_a_duty_is_told_on_its_day_once(opening: Opening, doors: Doors, clock: Clock) -> None:
    case = met(opening, BENALI, clock)
    case.refresh_from_db()
    assert (case.due_at, case.next_at) == (paris(8, 10, month=12),) * 2
    clock.at = paris(8, 10, 1, month=12)
    assert list(queries.due_cases(clock())) == [case]
    for _ in range(3):
        attend(case=case, clock=clock, worker="w", doors=doors)
        clock.move(days=1)
    [notice] = Notice.objects.filter(owner=opening.owner)
    assert (notice.code, notice.params["name"], notice.case_id) == ("duty-news", "Samira Benali", case.pk)
    case.refresh_from_db()
    assert (case.due_at, case.next_at) == (None, paris(8, 10, month=12))
    assert list(queries.unseen_notices(opening.owner)) == []
    assert list(queries.unseen_notices(opening.owner, recruiter=True)) == [notice]


def test_an_interview_ahead_is_looked_at_when_it_ends(opening: Opening, doors: Doors, clock: Clock) -> None:
    case = met(opening, BENALI, clock, later=7)
    case.refresh_from_db()
    assert (case.due_at, case.next_at) == (START + timedelta(days=7, hours=1), paris(15, 10, month=12))
    clock.at = START + timedelta(days=7, hours=2)
    attend(case=case, clock=clock, worker="w", doors=doors)
    case.refresh_from_db()
    assert (case.due_at, Notice.objects.count()) == (paris(15, 10, month=12), 0)


def test_a_legal_limit_is_told_five_working_days_before(owner: Owner, doors: Doors, clock: Clock) -> None:
    post = NewOpening("Paralegal", "Delmas", "CA-ON", "America/Toronto", employees=30, publicly_advertised=True)
    case = met(open_opening(owner=owner, opening=post), BENALI, clock)
    clock.at = paris(31, 17, month=12)
    attend(case=case, clock=clock, worker="w", doors=doors)
    told = [(one.code, one.params["limit"]) for one in Notice.objects.order_by("pk")]
    # The 45th day after 24 November is Friday 8 January; the 1st and the week-end do not count.
    assert told == [("duty-news", ""), ("duty-law", "2027-01-08")]


def test_nobody_met_is_put_away_unanswered(opening: Opening, clock: Clock) -> None:
    case, ahead = met(opening, BENALI, clock), met(opening, OTT, clock, later=7)
    with pytest.raises(RefusedError) as refused:
        close_case(case=case, because="user", now=clock())
    assert (refused.value.refusal.code, refused.value.refusal.because) == (
        "candidate-unanswered",
        ("QL-04", "Q-05"),
    )
    assert close_case(case=ahead, because="user", now=clock())
    note_news(case=case, kind="stopped", now=clock())
    assert close_case(case=case, because="user", now=clock())


def test_a_process_that_starts_again_opens_the_files_it_owes_news_to(opening: Opening, clock: Clock) -> None:
    told, refused = met(opening, BENALI, clock), met(opening, OTT, clock)
    turn_process(opening=opening, kind="stopped", now=clock())
    clock.move(minutes=1)
    note_news(case=told, kind="stopped", now=clock())
    note_news(case=refused, kind="refusal", now=clock(), reasons=("German was needed",))
    close_case(case=told, because="user", now=clock())
    close_case(case=refused, because="user", now=clock())
    clock.move(days=1)
    turn_process(opening=opening, kind="resumed", now=clock())
    told.refresh_from_db()
    refused.refresh_from_db()
    assert (told.state, refused.state) == ("open", "closed")
    assert told.next_at == paris(27, 10)


def test_when_the_chosen_one_leaves_all_the_others_are_owed_news(opening: Opening, clock: Clock) -> None:
    case, chosen = met(opening, BENALI, clock), met(opening, OTT, clock)
    turn_process(opening=opening, kind="chosen", chosen=chosen, now=clock())
    case.refresh_from_db()
    assert (duty_of(case=case, now=clock()).owed, case.next_at) == ("answer", paris(26, 10))
    clock.move(days=1)
    hear_candidate(case=chosen, what="withdrew", now=clock())
    case.refresh_from_db()
    assert (duty_of(case=case, now=clock()).owed, case.next_at) == ("news", paris(27, 10))


def test_what_a_candidate_asks_stands_until_news_come(opening: Opening, clock: Clock) -> None:
    case = met(opening, BENALI, clock)
    hear_candidate(case=case, what="news", now=clock())
    assert duty_of(case=case, now=clock()).flags == ("asked_news",)
    with pytest.raises(BadInputError):
        hear_candidate(case=case, what="gossip", now=clock())
    clock.move(hours=1)
    note_news(case=case, kind="running", now=clock(), next_on=date(2026, 12, 4))
    assert duty_of(case=case, now=clock()).flags == ()
    assert Entry.objects.filter(case=case, kind="asked").count() == 1


def test_an_interviewer_takes_their_own_records_away(opening: Opening, clock: Clock) -> None:
    eve = make_owner("eve")
    share_opening(opening=opening, login="eve", role="interviewer")
    met(opening, OTT, clock, by=eve)
    told = json.loads(json.dumps(export_all(owner=eve, now=clock())))
    # The post comes along, bare: their candidate rests on it. Nothing of who else was met, nor of its outcome.
    assert [len(told["tables"][name]) for name in ("cases", "rounds", "openings", "opening_turns")] == [1, 1, 1, 0]


TABLE = (
    "Prénom,Nom,E-mail,Entretien,Étape\n"
    "Ida,Roux,ida@example.net,2026-11-25T14:00:00+01:00,Entretien\n"
    "Luc,Blanc,pas-une-adresse,26/11/2026 à 9h30,Entretien\n"
    ",,,26/11/2026,\n"
    "Max,Gris,max@example.net,bientôt,\n"
)


def test_a_table_of_candidates_is_read_line_by_line(owner: Owner, opening: Opening, clock: Clock) -> None:
    table = received_in(read_table(TABLE.encode()), french=True)
    assert [(one.name, one.email, [problem.code for problem in one.problems]) for one in table.rows] == [
        ("Ida Roux", "ida@example.net", []),
        ("Luc Blanc", "", ["address_unreadable"]),
        ("", "", ["name_missing", "hour_supposed"]),
        ("Max Gris", "max@example.net", ["interview_day_unreadable"]),
    ]
    foreseen = foresee_candidates(owner=owner, opening=opening, rows=table.rows, now=clock())
    assert [one.outcome for one in foreseen] == ["new", "unusable", "unusable", "unusable"]
    assert meet_many(owner=owner, opening=opening, foreseen=foreseen, skip=set(), now=clock()) == (1, ())
    again = foresee_candidates(owner=owner, opening=opening, rows=table.rows, now=clock())
    assert [one.outcome for one in again] == ["known", "unusable", "unusable", "unusable"]
    assert meet_many(owner=owner, opening=opening, foreseen=foreseen, skip=set(), now=clock())[0] == 1
    assert Case.objects.filter(opening=opening).count() == 1


def test_an_old_interview_and_one_without_a_date_are_left_aside(
    owner: Owner, opening: Opening, clock: Clock
) -> None:
    rows = [Received(2, "Ida Roux", start=START - timedelta(days=400)), Received(3, "Luc Blanc")]
    foreseen = foresee_candidates(owner=owner, opening=opening, rows=rows, now=clock())
    assert [one.outcome for one in foreseen] == ["old", "not_met"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Elle a deux enfants. Maîtrise le contentieux.", ["a deux enfants"]),
        ("Dix ans de paie, connaît Silae, répond clairement.", []),
        ("Trop jeune, syndiqué, accent léger", ["Trop jeune", "syndiqué"]),
        ("A géré des dossiers de maladie dans le secteur de la santé.", []),
        ("She is pregnant and has a strong accent.", ["pregnant", "strong accent"]),
        ("Ten years of payroll; clear, calm answers.", []),
    ],
)
def test_words_that_speak_of_the_person(text: str, words: list[str]) -> None:
    found = private_words(text)
    assert [one.excerpt for one in found] == words
    assert all(text[one.start : one.end] == one.excerpt for one in found)


def test_a_reason_is_about_the_job() -> None:
    assert [one.excerpt for one in unlawful_words("votre âge")] == ["votre âge"]
    assert unlawful_words("l’allemand courant, que demandent deux clients") == ()


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Avez-vous des nouvelles de ma candidature ?", "news"),
        ("Je vous informe que je retire ma candidature.", "withdrew"),
        ("Pourriez-vous me dire les raisons de ce refus ?", "reasons"),
        ("I have accepted another offer.", "withdrew"),
        ("Any update on the role?", "news"),
        ("C’est noté, merci, à vendredi.", "nothing"),
    ],
)
def test_what_a_candidate_seems_to_ask(text: str, heard: str) -> None:
    assert heard_in(text) == heard


def test_dates_are_kept_again_from_the_journal(opening: Opening, clock: Clock) -> None:
    case = met(opening, BENALI, clock)
    note_news(case=case, kind="refusal", now=clock() + timedelta(hours=1), reasons=("German was needed",))
    clock.move(hours=2)
    assert refresh_due(case=case, now=clock()) is None
    assert (case.due_at, case.next_at) == (None, None)
