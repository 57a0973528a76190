"""The candidate's page: a link that is the key, what it says, what is done on it, once, by whom it was sent to."""

import threading
from datetime import date

import pytest
from django.db import connection

from relance.actions.approve_letter import approve_letter
from relance.actions.candidate_acts import MOST_WRONG, Correction, ask, correct, withdraw
from relance.actions.candidate_page import close_page, find_page, open_page, show_page
from relance.actions.open_opening import NewOpening, meet_candidate, open_opening, turn_process
from relance.actions.participants import NewPerson
from relance.actions.refusals import BadInputError
from relance.actions.start_case import NewInterview
from relance.actions.tell_candidates import NewsToTell, draft_news_letters, note_news
from relance.records.models import CandidatePage, Case, Entry, Letter, Mailbox, Notice, Opening, Owner, Person
from tests.actions.world import START, Clock, make_owner

BENALI = NewPerson(name="Samira Benali", email="s.benali@example.org", civility="Mme")
OTT = NewPerson(name="Paul Ott", email="p.ott@example.org", civility="M.")
HERS = "S.Benali@example.org "


@pytest.fixture
def opening(owner: Owner) -> Opening:
    return open_opening(owner=owner, opening=NewOpening(title="Juriste", organisation="Cabinet Delmas"))


def met(opening: Opening, person: NewPerson, clock: Clock) -> Case:
    interview = NewInterview(organisation="", start=START, people=(person,))
    return meet_candidate(owner=opening.owner, opening=opening, interview=interview, now=clock())


@pytest.fixture
def case(opening: Opening, clock: Clock) -> Case:
    return met(opening, BENALI, clock)


@pytest.fixture
def page(case: Case, clock: Clock) -> CandidatePage:
    found = find_page(secret=open_page(case=case, now=clock()))
    assert found is not None
    return found


def problem(error: pytest.ExceptionInfo[BadInputError]) -> list[tuple[str, str]]:
    return [(one.place, one.code) for one in error.value.problems]


def told(owner: Owner) -> list[tuple[str, str]]:
    return [(one.code, str(one.params["name"])) for one in Notice.objects.filter(owner=owner).order_by("pk")]


def test_only_a_digest_is_kept_and_a_new_link_closes_the_former(case: Case, clock: Clock) -> None:
    first = open_page(case=case, now=clock())
    second = open_page(case=case, now=clock())
    row = CandidatePage.objects.get(case=case)
    assert [find_page(secret=one) for one in (first, second, "")] == [None, row, None]
    assert {first, second} & {str(value) for value in vars(row).values()} == set()
    assert (close_page(case=case), close_page(case=case), find_page(secret=second)) == (True, False, None)


def test_an_account_that_is_closed_shows_nothing(case: Case, owner: Owner, clock: Clock) -> None:
    secret = open_page(case=case, now=clock())
    Owner.objects.filter(pk=owner.pk).update(is_active=False)
    assert find_page(secret=secret) is None


def test_what_it_says_follows_what_is_told(page: CandidatePage, case: Case, clock: Clock) -> None:
    note_news(case=case, kind="running", now=clock(), next_on=date(2026, 12, 4))
    shown = show_page(page=page, now=clock())
    assert (shown.standing.state, shown.standing.next_on) == ("running", date(2026, 12, 4))
    assert (shown.contact.name, shown.contact.email) == ("Samira Benali", "alice@example.org")
    assert (len(shown.interviews), len(shown.told)) == (1, 1)


def test_a_choice_of_another_changes_the_words_and_the_withdrawal_of_that_other_too(
    page: CandidatePage, opening: Opening, clock: Clock
) -> None:
    other = met(opening, OTT, clock)
    turn_process(opening=opening, kind="chosen", chosen=other, now=clock())
    assert show_page(page=page, now=clock()).standing.state == "deciding"
    theirs = find_page(secret=open_page(case=other, now=clock()))
    assert theirs is not None
    clock.move(hours=1)
    withdraw(page=theirs, typed="p.ott@example.org", now=clock())
    assert show_page(page=page, now=clock()).standing.state == "running"


def test_asking_twice_is_asking_once(page: CandidatePage, case: Case, owner: Owner, clock: Clock) -> None:
    assert [ask(page=page, typed=HERS, about="news", now=clock.move(minutes=1)) for _ in range(2)] == [True, False]
    [entry] = Entry.objects.filter(case=case, kind=Entry.Kind.ASKED)
    assert entry.data == {"about": "news", "by": "page"}
    assert told(owner) == [("candidate-asked", "Samira Benali")]
    note_news(case=case, kind="running", now=clock.move(minutes=1), next_on=date(2026, 12, 4))
    assert ask(page=page, typed=HERS, about="news", now=clock.move(minutes=1))


def test_reasons_are_asked_after_an_answer_and_news_before(page: CandidatePage, case: Case, clock: Clock) -> None:
    assert not ask(page=page, typed=HERS, about="reasons", now=clock.move(minutes=1))
    note_news(case=case, kind="refusal", now=clock(), reasons=("l’allemand courant",))
    clock.move(minutes=1)
    assert [ask(page=page, typed=HERS, about=about, now=clock()) for about in ("news", "reasons")] == [False, True]
    assert show_page(page=page, now=clock.move(minutes=1)).standing.asked == ("reasons",)


def test_who_withdraws_is_written_to_no_more(
    page: CandidatePage, case: Case, mailbox: Mailbox, owner: Owner, clock: Clock
) -> None:
    assert mailbox.owner == owner
    news = NewsToTell("still_running", next_on=date(2026, 12, 11))
    [drafted] = draft_news_letters(cases=[case], news=news, now=clock(), locale="fr-FR")
    assert drafted.letter is not None
    approve_letter(letter=drafted.letter, now=clock())
    clock.move(minutes=1)
    assert [withdraw(page=page, typed=HERS, now=clock()) for _ in range(2)] == [True, False]
    drafted.letter.refresh_from_db()
    assert (drafted.letter.state, drafted.letter.because) == (Letter.State.CANCELLED, "after-withdrew")
    assert not ask(page=page, typed=HERS, about="news", now=clock.move(minutes=1))
    assert told(owner) == [("candidate-withdrew", "Samira Benali")]


def test_a_stranger_with_the_link_changes_nothing(page: CandidatePage, case: Case, clock: Clock) -> None:
    for typed, code in (("", "address_asked"), ("samira@example.org", "address_not_the_one")):
        with pytest.raises(BadInputError) as refused:
            withdraw(page=page, typed=typed, now=clock())
        assert problem(refused) == [("address", code)]
    assert Entry.objects.filter(case=case, kind=Entry.Kind.WITHDREW).count() == 0


def test_guessing_the_address_is_stopped_for_the_day(page: CandidatePage, clock: Clock) -> None:
    for number in range(MOST_WRONG):
        with pytest.raises(BadInputError):
            ask(page=page, typed=f"guess{number}@example.org", about="news", now=clock())
    page.refresh_from_db()
    with pytest.raises(BadInputError) as refused:
        ask(page=page, typed=HERS, about="news", now=clock())
    assert problem(refused) == [("address", "too_many_tries")]
    clock.move(days=1)
    assert ask(page=page, typed=HERS, about="news", now=clock())


def test_a_link_that_came_by_telephone_is_proved_by_it(opening: Opening, clock: Clock) -> None:
    case = met(opening, NewPerson(name="Léa Petit", phone="+33 6 12 34 56 78"), clock)
    page = find_page(secret=open_page(case=case, now=clock()))
    assert page is not None
    assert ask(page=page, typed="06.12.34.56.78", about="news", now=clock.move(minutes=1))


def test_corrected_at_once_and_told(
    page: CandidatePage, case: Case, mailbox: Mailbox, owner: Owner, clock: Clock
) -> None:
    assert mailbox.owner == owner
    news = NewsToTell("still_running", next_on=date(2026, 12, 11))
    [drafted] = draft_news_letters(cases=[case], news=news, now=clock(), locale="fr-FR")
    assert drafted.letter is not None
    approve_letter(letter=drafted.letter, now=clock())
    given = Correction(email="Samira@example.net", phone="06 00 00 00 01")
    assert correct(page=page, typed=HERS, correction=given, now=clock.move(minutes=1)) == ("email", "phone")
    person = Person.objects.get(name="Samira Benali")
    assert (person.email, person.phone) == ("samira@example.net", "06 00 00 00 01")
    drafted.letter.refresh_from_db()
    assert (drafted.letter.state, drafted.letter.because) == (Letter.State.CANCELLED, "address-corrected")
    assert correct(page=page, typed="samira@example.net", correction=given, now=clock()) == ()
    assert told(owner) == [("candidate-corrected", "Samira Benali")]
    assert show_page(page=page, now=clock()).standing.asked == ()


def test_the_address_of_another_is_neither_taken_nor_told(
    page: CandidatePage, opening: Opening, owner: Owner, clock: Clock
) -> None:
    met(opening, OTT, clock)
    given = Correction(email="p.ott@example.org", name="Samira B.")
    assert correct(page=page, typed=HERS, correction=given, now=clock()) == ("name", "email")
    person = Person.objects.get(name="Samira B.")
    assert (person.email, told(owner)) == (
        "s.benali@example.org",
        [("candidate-corrects-by-hand", "Samira Benali")],
    )
    with pytest.raises(BadInputError) as refused:
        correct(page=page, typed=HERS, correction=Correction(email="pas une adresse"), now=clock())
    assert problem(refused) == [("email", "address_unreadable")]


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_one_question(clock: Clock) -> None:
    opening = open_opening(owner=make_owner(), opening=NewOpening(title="Juriste", organisation="Cabinet Delmas"))
    secret = open_page(case=met(opening, BENALI, clock), now=clock())
    clock.move(minutes=1)
    told: list[bool] = []

    def send() -> None:
        page = find_page(secret=secret)
        assert page is not None
        told.append(ask(page=page, typed=HERS, about="news", now=clock()))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (sorted(told), Entry.objects.filter(kind=Entry.Kind.ASKED).count()) == ([False, False, False, True], 1)


def test_a_correction_is_one_line_and_stops_what_another_opening_had_approved(
    page: CandidatePage, mailbox: Mailbox, owner: Owner, clock: Clock
) -> None:
    assert mailbox.owner == owner
    other = open_opening(owner=owner, opening=NewOpening(title="Avocate", organisation="Cabinet Delmas"))
    news = NewsToTell("still_running", next_on=date(2026, 12, 11))
    [drafted] = draft_news_letters(cases=[met(other, BENALI, clock)], news=news, now=clock(), locale="fr-FR")
    assert drafted.letter is not None
    approve_letter(letter=drafted.letter, now=clock())
    given = Correction(name="Samira\r\nBcc: x\0", email="samira@example.net")
    assert correct(page=page, typed=HERS, correction=given, now=clock.move(minutes=1)) == ("name", "email")
    assert Person.objects.get(email="samira@example.net").name == "Samira Bcc: x"
    drafted.letter.refresh_from_db()
    assert (drafted.letter.state, drafted.letter.because) == (Letter.State.CANCELLED, "address-corrected")
