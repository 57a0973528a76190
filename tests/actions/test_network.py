"""People outlive cases: where they are, what was said, a door left open, two sheets of one person."""

import json
from dataclasses import replace
from datetime import date

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.bring_cards import bring_cards, foresee_cards
from relance.actions.cards_of import card_of, own_uids
from relance.actions.close_case import close_case
from relance.actions.draft_letter import draft_letter, edit_letter
from relance.actions.erase import erase_case
from relance.actions.export_all import export_all, import_all
from relance.actions.keep_in_touch import close_door, doors_ahead, forget_exchange, note_exchange, open_door
from relance.actions.keep_person import KnownSheet, keep_person, keep_postal_address, move_person
from relance.actions.keep_time import refresh_due
from relance.actions.log_event import log_event, undo_entry
from relance.actions.morning_text import morning_text
from relance.actions.note_lesson import note_lesson
from relance.actions.open_opening import NewOpening, meet_candidate, open_opening
from relance.actions.participants import NewPerson, found_or_made
from relance.actions.plan_case import plan_case
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.same_person import part, say_same
from relance.actions.send_letter import send_letter
from relance.actions.start_case import NewInterview
from relance.calendars.card_reading import read_cards
from relance.calendars.cards import write_cards
from relance.mail.memory import MemoryServer
from relance.records import queries
from relance.records.lessons import lessons_of
from relance.records.models import (
    Case,
    Entry,
    Exchange,
    FormerPost,
    Lesson,
    Letter,
    OpenDoor,
    Owner,
    Person,
)
from relance.records.network import last_contacts, people_of, sheets_of, touches_of
from tests.actions.world import (
    DUPONT,
    RICARD,
    START,
    Clock,
    MemoryDoors,
    make_case,
    make_owner,
    paris,
    somebody,
    written,
)

pytestmark = pytest.mark.django_db
NEWS = """Madame,

Nous avons échangé en novembre au sujet du poste de juriste, et j'en garde un très bon souvenir.

Si une occasion se présentait, je serais heureuse d'en parler avec vous.

Bien cordialement,
Samira Benali
"""


def last_of(owner: Owner, person: Person, clock: Clock) -> tuple[str, str, date] | None:
    sheets = sheets_of(owner)
    everybody = {person.pk} | {sheet for sheet, root in sheets.items() if root == person.pk}
    found = last_contacts(touches_of(owner, everybody, clock()), sheets).get(person.pk)
    return (found.kind, found.step, found.at.date()) if found else None


def test_people_of_interviews_are_in_the_network_and_candidates_are_not(owner: Owner, clock: Clock) -> None:
    make_case(owner, DUPONT, RICARD, now=clock())
    opening = open_opening(owner=owner, opening=NewOpening("Juriste", "Delmas"))
    met = NewInterview(organisation="Delmas", role="Juriste", start=START, people=(NewPerson("Lucie Petit"),))
    case = meet_candidate(owner=owner, opening=opening, interview=met, now=clock())
    somebody(owner, clock)
    assert [row.name for row in people_of(owner)] == ["Claire Dupont", "Nadia Benkirane", "Paul Ricard"]
    erase_case(case=case)
    assert [row.name for row in people_of(owner)] == ["Claire Dupont", "Nadia Benkirane", "Paul Ricard"]
    assert not Person.objects.filter(name="Lucie Petit").exists()


def test_they_move_and_where_they_were_is_kept(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, now=clock())
    person = Person.objects.get(name="Claire Dupont")
    move_person(
        person=person, organisation="Groupe Mercier", title="directrice", left_on=date(2026, 9, 1), now=clock()
    )
    person.refresh_from_db()
    assert (str(person.organisation), person.title) == ("Groupe Mercier", "directrice")
    assert [(str(post.organisation), post.title) for post in person.former_posts.all()] == [
        ("Cabinet Delmas", "DRH")
    ]
    assert plan_case(case=case, now=clock()).facts.organisation == "Cabinet Delmas"
    with pytest.raises(BadInputError, match="organisation_missing"):
        move_person(person=person, organisation=" ", now=clock())
    move_person(person=person, organisation="groupe mercier", title="directrice générale", now=clock())
    assert FormerPost.objects.count() == 1


def test_the_last_real_contact_is_no_invitation_nor_what_was_undone(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, DUPONT, RICARD, now=clock())
    round_ = queries.current_round(case)
    claire, paul = Person.objects.get(name="Claire Dupont"), Person.objects.get(name="Paul Ricard")
    assert last_of(owner, claire, clock) == ("interview", "", date(2026, 11, 24))
    clock.at = paris(25, 10)
    data = {"to": [str(claire.pk)]}
    thanked = log_event(round_=round_, kind=Entry.Kind.DONE, action="thanks", at=clock(), now=clock(), data=data)
    log_event(round_=round_, kind=Entry.Kind.DONE, action="linkedin_invite", at=clock(), now=clock())
    assert last_of(owner, claire, clock) == ("step", "thanks", date(2026, 11, 25))
    assert last_of(owner, paul, clock) == ("interview", "", date(2026, 11, 24))
    undo_entry(entry=thanked, now=clock())
    assert last_of(owner, claire, clock) == ("interview", "", date(2026, 11, 24))
    note_exchange(person=claire, kind="invited", on=date(2026, 11, 25), now=clock())
    note_exchange(person=claire, kind="note", on=date(2026, 11, 25), words="aime le jazz", now=clock())
    assert last_of(owner, claire, clock) == ("interview", "", date(2026, 11, 24))
    talked = note_exchange(person=claire, kind="talked", on=date(2026, 11, 25), now=clock())
    assert last_of(owner, claire, clock) == ("exchange", "talked", date(2026, 11, 25))
    forget_exchange(exchange=talked)
    assert last_of(owner, claire, clock) == ("interview", "", date(2026, 11, 24))


def test_an_exchange_is_noted_once_and_never_in_the_future(owner: Owner, clock: Clock) -> None:
    person = somebody(owner, clock)
    for _ in range(2):
        note_exchange(person=person, kind="met", on=date(2026, 11, 20), words="au salon", now=clock())
    assert person.exchanges.count() == 1
    with pytest.raises(BadInputError) as raised:
        note_exchange(person=person, kind="dreamt", on=date(2026, 11, 25), words="x" * 6000, now=clock())
    assert [problem.code for problem in raised.value.problems] == [
        "choice_unknown", "instant_in_the_future", "text_too_long",
    ]  # fmt: skip


def test_a_door_comes_back_counted_from_the_last_contact(owner: Owner, clock: Clock) -> None:
    make_case(owner, now=clock())
    person = Person.objects.get(name="Claire Dupont")
    assert doors_ahead(owner=owner, now=clock()) == []
    open_door(person=person, months=3, words="un autre poste", now=clock())
    assert [(one.door.person_id, one.on) for one in doors_ahead(owner=owner, now=clock())] == [
        (person.pk, date(2027, 2, 24))
    ]
    clock.at = paris(10, 10, month=12)
    note_exchange(person=person, kind="talked", on=date(2026, 12, 10), now=clock())
    assert [one.on for one in doors_ahead(owner=owner, now=clock())] == [date(2027, 3, 10)]
    open_door(person=person, months=3, back_on=date(2027, 6, 1), now=clock())
    assert [one.on for one in doors_ahead(owner=owner, now=clock())] == [date(2027, 6, 1)]
    assert (OpenDoor.objects.get().months, OpenDoor.objects.get().back_on) == (None, date(2027, 6, 1))
    with pytest.raises(BadInputError, match="door_in_the_past"):
        open_door(person=person, back_on=date(2026, 12, 10), now=clock())
    with pytest.raises(BadInputError, match="months_out_of_range"):
        open_door(person=person, months=600, now=clock())
    close_door(person=person)
    assert doors_ahead(owner=owner, now=clock()) == []


@pytest.mark.usefixtures("mailbox")
def test_news_leave_after_the_file_is_closed_and_nothing_else_does(
    owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    case = make_case(owner, now=clock())
    thanks = written(case, now=clock())
    close_case(case=case, because="rejection", now=clock())
    with pytest.raises(RefusedError, match="case-closed"):
        approve_letter(letter=thanks, now=clock())
    clock.at = paris(24, 10, month=2).replace(year=2027)
    round_ = queries.current_round(case)
    letter = draft_letter(round_=round_, step="keep_in_touch", person=thanks.person, now=clock()).letter
    edit_letter(letter=letter, subject="Des nouvelles", body=NEWS, now=clock())
    approve_letter(letter=letter, now=clock(), at_once=True)
    case.refresh_from_db()
    assert case.due_at == clock()
    sent = send_letter(letter=letter, clock=clock, worker="w1", doors=doors)
    assert (sent.code, len(server.accepted)) == ("sent", 1)
    kept = Case.objects.get(pk=case.pk)
    assert (kept.state, kept.due_at) == (Case.State.CLOSED, None)
    person = Person.objects.get(name="Claire Dupont")
    assert last_of(owner, person, clock) == ("step", "keep_in_touch", date(2027, 2, 24))


def test_two_sheets_of_one_person_are_joined_and_parted_as_they_were(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, now=clock())
    claire = Person.objects.get(name="Claire Dupont")
    other = somebody(owner, clock, "Claire Dupont", organisation="Groupe Mercier", email="claire@mercier.test")
    note_exchange(person=other, kind="met", on=date(2026, 11, 24), words="au salon", now=clock())
    open_door(person=other, months=1, now=clock())
    before = export_all(owner=owner, now=clock())
    say_same(main=claire, other=other, now=clock())
    assert [row.pk for row in people_of(owner)] == [claire.pk]
    assert last_of(owner, claire, clock) == ("exchange", "met", date(2026, 11, 24))
    assert doors_ahead(owner=owner, now=clock()) == []
    with pytest.raises(BadInputError, match="sheet_joined_already"):
        say_same(main=other, other=claire, now=clock())
    with pytest.raises(BadInputError, match="same_sheet"):
        say_same(main=claire, other=claire, now=clock())
    assert part(sheet=other)
    assert not part(sheet=other)
    assert export_all(owner=owner, now=clock()) == before
    assert [row.pk for row in people_of(owner)] == [claire.pk, other.pk]
    assert plan_case(case=case, now=clock()).facts.people[0].name == "Claire Dupont"


def test_three_sheets_and_the_middle_one_parted(owner: Owner, clock: Clock) -> None:
    one, two, three = (somebody(owner, clock, "Anne Roussel", organisation=f"Étude {n}") for n in range(3))
    say_same(main=two, other=three, now=clock())
    say_same(main=one, other=two, now=clock())
    assert sheets_of(owner) == {three.pk: one.pk, two.pk: one.pk}
    part(sheet=two)
    assert sheets_of(owner) == {three.pk: two.pk}


def test_a_stranger_is_never_the_same(owner: Owner, clock: Clock) -> None:
    mine, theirs = somebody(owner, clock), somebody(make_owner("bob"), clock)
    with pytest.raises(BadInputError, match="same_sheet"):
        say_same(main=mine, other=theirs, now=clock())


@pytest.mark.usefixtures("mailbox")
def test_an_address_that_becomes_another_s_stops_the_letter_and_is_told(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, now=clock())
    letter = approve_letter(letter=written(case, now=clock()), now=clock())
    known = KnownSheet("Paul Ricard", organisation="Cabinet Delmas", email=DUPONT.email)
    with pytest.raises(BadInputError) as raised:
        keep_person(owner=owner, known=known, now=clock())
    assert [(one.place, one.code, one.params) for one in raised.value.problems] == [
        ("email", "address_had_by_another", {"address": DUPONT.email, "name": "Claire Dupont"})
    ]
    paul = keep_person(
        owner=owner, known=KnownSheet("Paul Ricard", email=DUPONT.email, takes_address=True), now=clock()
    )
    letter.refresh_from_db()
    claire = Person.objects.get(name="Claire Dupont")
    assert (letter.state, letter.because, bool(letter.body)) == (Letter.State.CANCELLED, "address-passed-on", True)
    assert (claire.email, paul.email) == ("", DUPONT.email)
    assert [row.words for row in claire.exchanges.all()] == [f"{DUPONT.email} → Paul Ricard"]
    assert plan_case(case=case, now=clock()).facts.people[0].has_address is False


def test_two_people_with_one_name_are_two(owner: Owner, clock: Clock) -> None:
    one = somebody(owner, clock, "Paul Martin", organisation="Delmas", email="p.martin@delmas.test")
    two = somebody(owner, clock, "Paul Martin", organisation="Mercier", email="paul@mercier.test")
    assert one.pk != two.pk
    assert [row.pk for row in people_of(owner)] == [one.pk, two.pk]


def brought(owner: Owner, data: bytes, clock: Clock, **chosen: set[int]) -> tuple[list[str], int, int]:
    cards, problems = read_cards(data)
    assert problems == ()
    foreseen = foresee_cards(owner=owner, cards=cards, uids=own_uids(owner))
    done = bring_cards(owner=owner, foreseen=foreseen, now=clock(), **chosen)
    return [one.outcome for one in foreseen], done.new, done.changed


def a_card(name: str, *lines: str) -> bytes:
    return "\n".join(["BEGIN:VCARD", f"FN:{name}", *lines, "END:VCARD", ""]).encode()


def test_the_same_cards_twice_change_nothing(owner: Owner, clock: Clock) -> None:
    make_case(owner, now=clock())
    data = b"".join(
        [
            a_card("Claire Dupont", f"EMAIL:{DUPONT.email}", "TEL:+33 1 55", "ORG:Groupe Mercier"),
            a_card("Nadia Benkirane", "ORG:Vasseur", "NOTE:vue au salon"),
            a_card("Claire Dupont", "EMAIL:claire@example.net", "ORG:Autre maison"),
            a_card("Karim"),
            a_card("Karim"),
        ]
    )
    assert brought(owner, data, clock) == (["moved", "new", "namesake", "new", "known"], 3, 1)
    claire = Person.objects.get(email=DUPONT.email)
    assert (str(claire.organisation), claire.phone, claire.title) == ("Groupe Mercier", "+33 1 55", "")
    before = export_all(owner=owner, now=clock())
    assert brought(owner, data, clock) == (["known"] * 5, 0, 0)
    assert export_all(owner=owner, now=clock()) == before


def test_a_card_never_overwrites_what_is_known(owner: Owner, clock: Clock) -> None:
    known = somebody(owner, clock, title="directrice", phone="+33 6 11", email="nadia@example.org")
    outcomes = brought(
        owner, a_card("Nadia B.", "EMAIL:nadia@example.org", "TITLE:stagiaire", "TEL:+33 9", "ORG:Vasseur"), clock
    )
    known.refresh_from_db()
    assert outcomes == (["fuller"], 0, 1)
    assert (known.name, known.title, known.phone, str(known.organisation)) == (
        "Nadia Benkirane", "directrice", "+33 6 11", "Vasseur",
    )  # fmt: skip


def test_a_former_place_in_an_old_card_moves_nobody_back(owner: Owner, clock: Clock) -> None:
    person = somebody(owner, clock, organisation="Vasseur", email="nadia@example.org")
    move_person(person=person, organisation="Mercier", now=clock())
    card = a_card("Nadia Benkirane", "EMAIL:nadia@example.org", "ORG:Vasseur")
    assert brought(owner, card, clock) == (["known"], 0, 0)


def test_a_namesake_is_the_same_when_the_user_says_so_and_may_be_left(owner: Owner, clock: Clock) -> None:
    somebody(owner, clock, organisation="Vasseur")
    data = a_card("Nadia Benkirane", "ORG:Mercier", "TEL:+33 6 99")
    assert brought(owner, data, clock, skip={1}) == (["namesake"], 0, 0)
    assert brought(owner, data, clock, same={1}) == (["namesake"], 0, 1)
    assert [(row.name, row.phone) for row in people_of(owner)] == [("Nadia Benkirane", "+33 6 99")]


def test_our_own_cards_come_back_as_known(owner: Owner, clock: Clock) -> None:
    make_case(owner, DUPONT, RICARD, now=clock())
    somebody(owner, clock, met="au salon")
    data = write_cards(card_of(row) for row in people_of(owner))
    assert brought(owner, data, clock) == (["known"] * 3, 0, 0)


def test_a_lesson_is_kept_and_found_and_goes_with_its_case(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, now=clock())
    round_ = queries.current_round(case)
    note_lesson(round_=round_, reasons="Un profil plus orienté contentieux.", now=clock())
    assert list(lessons_of(owner)) == []
    note_lesson(round_=round_, line=" Citer deux dossiers\nde contentieux. ", now=clock())
    assert [(row.line, row.reasons) for row in lessons_of(owner)] == [
        ("Citer deux dossiers de contentieux.", "Un profil plus orienté contentieux.")
    ]
    with pytest.raises(BadInputError, match="text_too_long"):
        note_lesson(round_=round_, line="x" * 301, now=clock())
    assert note_lesson(round_=round_, line="", reasons="", now=clock()) is None
    note_lesson(round_=round_, line="Citer deux dossiers.", now=clock())
    erase_case(case=case)
    assert Lesson.objects.count() == 0


def test_the_network_is_exported_and_taken_in_the_same(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, now=clock())
    claire = Person.objects.get(name="Claire Dupont")
    other = somebody(owner, clock, "Claire Dupont", organisation="Groupe Mercier", met="au salon")
    move_person(person=other, organisation="Étude Roussel", now=clock())
    note_exchange(person=other, kind="met", on=date(2026, 11, 20), words="au salon", now=clock())
    open_door(person=claire, months=6, words="un poste au printemps", now=clock())
    say_same(main=other, other=claire, now=clock())
    note_lesson(round_=queries.current_round(case), line="Citer deux dossiers.", now=clock())
    keep_postal_address(organisation=case.organisation, address="12 rue des Lilas\n75011 Paris")
    exported = export_all(owner=owner, now=clock())
    elsewhere = make_owner("elsewhere")
    import_all(owner=elsewhere, text=json.dumps(exported), now=clock())
    again = export_all(owner=elsewhere, now=clock())
    assert again["tables"] == exported["tables"]
    assert [len(again["tables"][name]) for name in ("former_posts", "exchanges", "open_doors", "same_people")] == [
        1
    ] * 4
    refresh_due(case=case, now=clock())


def test_an_export_of_before_keeps_in_the_network_whoever_no_interview_brought(owner: Owner, clock: Clock) -> None:
    somebody(owner, clock)
    make_case(owner, now=clock())
    exported = export_all(owner=owner, now=clock())
    for row in exported["tables"]["people"]:
        del row["kept"]
    elsewhere = make_owner("elsewhere")
    import_all(owner=elsewhere, text=json.dumps(exported), now=clock())
    kept = Person.objects.filter(owner=elsewhere, kept=True)
    assert [one.name for one in kept] == ["Nadia Benkirane"]


def test_two_people_of_one_name_in_one_interview_are_two(owner: Owner, clock: Clock) -> None:
    for people in (
        (NewPerson("Paul Martin", title="DRH"), NewPerson("Paul Martin", title="notaire")),
        (NewPerson("Luc Petit"), NewPerson("Luc Petit", email="luc@example.org")),
    ):
        make_case(owner, *people, organisation=people[0].name, now=clock())
    assert [(row.name, row.title, row.email) for row in people_of(owner)] == [
        ("Luc Petit", "", ""), ("Luc Petit", "", "luc@example.org"), ("Paul Martin", "DRH", ""),
        ("Paul Martin", "notaire", ""),
    ]  # fmt: skip


def test_the_morning_mail_tells_of_a_door_that_comes_back(owner: Owner, clock: Clock) -> None:
    person = somebody(owner, clock)
    open_door(person=person, months=1, now=clock())
    assert morning_text(owner=owner, now=clock()) is None
    clock.at = paris(24, 7, month=12)
    told = morning_text(owner=owner, now=clock())
    assert told is not None
    body = told.body.replace("\N{NO-BREAK SPACE}", " ")
    assert "• dans la journée : donner de vos nouvelles à Nadia Benkirane" in body


def test_days_of_another_age_are_asked_again(owner: Owner, clock: Clock) -> None:
    person = somebody(owner, clock)
    with pytest.raises(BadInputError, match="day_of_another_age"):
        note_exchange(person=person, kind="met", on=date(1, 1, 1), now=clock())
    with pytest.raises(BadInputError, match="door_far_away"):
        open_door(person=person, back_on=date(9999, 12, 31), now=clock())
    assert (Exchange.objects.count(), OpenDoor.objects.count()) == (0, 0)


def test_an_outcome_corrected_later_is_no_contact_any_more(owner: Owner, clock: Clock) -> None:
    round_ = queries.current_round(make_case(owner, now=clock()))
    person = Person.objects.get(name="Claire Dupont")
    clock.at = paris(26, 15)
    data = {"kind": "rejection", "answer": "rejection"}
    refusal = log_event(round_=round_, kind=Entry.Kind.REPLY, at=clock(), now=clock(), data=data)
    assert last_of(owner, person, clock) == ("reply", "rejection", date(2026, 11, 26))
    undo_entry(entry=refusal, now=clock())
    assert last_of(owner, person, clock) == ("interview", "", date(2026, 11, 24))


def test_one_name_without_an_address_joins_nobody_across_cases(owner: Owner, clock: Clock) -> None:
    opening = open_opening(owner=owner, opening=NewOpening("Juriste", "Delmas"))
    other = open_opening(owner=owner, opening=NewOpening("Paie", "Delmas"))
    paul = NewPerson("Paul Martin")
    for desk in (opening, other):
        met = NewInterview(organisation="", start=START, people=(paul,))
        meet_candidate(owner=owner, opening=desk, interview=met, now=clock())
    make_case(owner, paul, organisation="Delmas", now=clock())
    again = make_case(owner, paul, organisation="Delmas Paris", now=clock())
    assert Person.objects.filter(name="Paul Martin").count() == 4
    # In a second round of the same case, it is the same Paul Martin.
    joined = found_or_made(again, again.organisation, replace(paul, email="paul@delmas.test"))
    assert Person.objects.filter(name="Paul Martin").count() == 4
    # An address is a person's own: it joins them.
    assert (
        found_or_made(make_case(owner, now=clock()), again.organisation, replace(paul, email=joined.email))
        == joined
    )
