"""Export whole, import the same, erase whole."""

import json
from datetime import date, timedelta

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.change_references import KnownReference, keep_reference
from relance.actions.erase import erase_all, erase_case
from relance.actions.export_all import export_all, import_all
from relance.actions.note_debrief import note_debrief
from relance.actions.note_promise import Announced, note_promise
from relance.actions.participants import NewPerson
from relance.actions.refusals import BadInputError
from relance.actions.start_case import NewInterview, start_case
from relance.mail.memory import MemoryServer
from relance.records import queries
from relance.records.models import (
    Assistant,
    Case,
    Entry,
    InboundMail,
    Letter,
    Mailbox,
    Notice,
    Organisation,
    Owner,
    Person,
    Reference,
)
from relance.records.secrets import seal
from tests.actions.world import (
    DUPONT,
    RICARD,
    START,
    Clock,
    MemoryDoors,
    mail,
    make_case,
    make_owner,
    paris,
    written,
)

pytestmark = pytest.mark.django_db
ANNE = KnownReference(
    "Anne Roussel", "directrice", "Mirabeau", email="anne@example.org", consent_on=date(2026, 11, 2)
)


def a_life(owner: Owner, clock: Clock, doors: MemoryDoors, server: MemoryServer, mailbox: Mailbox) -> Case:
    from relance.actions.read_mailbox import read_mailbox

    case = make_case(owner, DUPONT, RICARD, now=clock())
    round_ = queries.current_round(case)
    note_debrief(round_=round_, free_text="Bon contact.", answers={"points_missed": ["contentieux"]})
    note_promise(
        round_=round_,
        announced=Announced(
            kind="date", promised_on=paris(4, 9, month=12).date(), said="réponse d'ici le 4 décembre"
        ),
        now=clock(),
    )
    keep_reference(owner=owner, known=ANNE, now=clock())
    Assistant.objects.create(
        owner=owner, address="https://assistant.example.org/v1", model="small", secret=seal("key")
    )
    approve_letter(letter=written(case, now=clock()), now=clock())
    clock.at = paris(25, 9)
    server.deliver(mail(text="Bonjour, merci, bien reçu. Claire Dupont", at=clock()))
    read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors)
    return case


def test_an_export_taken_in_elsewhere_exports_the_same(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    a_life(owner, clock, doors, server, mailbox)
    exported = export_all(owner=owner, now=clock())
    text = json.dumps(exported)
    bob = make_owner("bob")
    Letter.objects.all().delete()
    exported = export_all(owner=owner, now=clock())
    text = json.dumps(exported)
    erase_all(owner=owner)
    import_all(owner=bob, text=text, now=clock())

    again = export_all(owner=bob, now=clock())
    for table in ("mailboxes", "assistants"):
        assert (len(exported["tables"].pop(table)), again["tables"].pop(table)) == (1, [])
    assert [row["name"] for row in again["tables"]["references"]] == ["Anne Roussel"]
    assert again["tables"] == exported["tables"]
    assert again["owner"] == exported["owner"]
    assert queries.current_round(Case.objects.get(owner=bob)).debrief.free_text == "Bon contact."


def test_the_password_stays_behind(owner: Owner, mailbox: Mailbox, clock: Clock) -> None:
    text = json.dumps(export_all(owner=owner, now=clock()))
    assert bytes(mailbox.secret).decode() not in text
    assert "correct horse" not in text


def test_nothing_approved_elsewhere_leaves_from_here(owner: Owner, mailbox: Mailbox, clock: Clock) -> None:
    approve_letter(letter=written(make_case(owner, now=clock()), now=clock()), now=clock())
    text = json.dumps(export_all(owner=owner, now=clock()))
    erase_all(owner=owner)
    bob = make_owner("bob")
    import_all(owner=bob, text=text, now=clock())

    assert [(letter.state, letter.because) for letter in Letter.objects.all()] == [("cancelled", "imported")]
    assert not Mailbox.objects.filter(pk=mailbox.pk).exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pas du JSON", "not_json"),
        ("[]", "not_an_export"),
        ('{"relance": 99, "tables": {}}', "export_of_another_format"),
        ('{"relance": 1, "tables": {"cases": [{"id": 1, "organisation": 7}]}}', "reference_unknown"),
        ('{"relance": 1, "tables": {"organisations": [{"name": "x"}]}}', "export_unusable"),
    ],
)
def test_a_file_that_is_no_export_is_told_and_changes_nothing(
    text: str, code: str, owner: Owner, clock: Clock
) -> None:
    with pytest.raises(BadInputError) as refused:
        import_all(owner=owner, text=text, now=clock())
    assert [problem.code for problem in refused.value.problems] == [code]
    assert Organisation.objects.count() == 0


def test_erasing_everything_leaves_no_row(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    a_life(owner, clock, doors, server, mailbox)
    erase_all(owner=owner)

    for model in (
        Owner,
        Case,
        Person,
        Organisation,
        Letter,
        Entry,
        InboundMail,
        Mailbox,
        Notice,
        Reference,
        Assistant,
    ):
        assert model._default_manager.count() == 0


def test_erasing_a_case_keeps_the_people_met(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, DUPONT, now=clock())
    erase_case(case=case)

    assert (Case.objects.count(), Entry.objects.count()) == (0, 0)
    assert list(Person.objects.values_list("name", flat=True)) == ["Claire Dupont"]


def test_all_that_is_wrong_with_an_interview_is_told_at_once(owner: Owner, clock: Clock) -> None:
    Person.objects.create(owner=owner, name="Anne Roussel", email="rh@delmas.test")
    with pytest.raises(BadInputError) as refused:
        start_case(
            owner=owner,
            interview=NewInterview(
                organisation=" ",
                start=START - timedelta(days=800),
                end=START - timedelta(days=801),
                tz="Europe/Paris",
                region="ZZ",
                people=(
                    NewPerson(name="Claire Dupont", email="rh@delmas.test"),
                    NewPerson(name="Paul Ricard", email="rh@delmas.test"),
                ),
            ),
            now=clock(),
        )
    assert [(problem.place, problem.code) for problem in refused.value.problems] == [
        ("organisation", "organisation_missing"),
        ("region", "region_unknown"),
        ("end", "end_before_start"),
        ("start", "interview_long_ago"),
        ("people[0].email", "address_of_another"),
        ("people[1].email", "address_twice"),
        ("people[1].email", "address_of_another"),
    ]
    assert Case.objects.count() == 0


def test_a_promise_before_the_interview_is_refused_and_what_stood_before_stays(owner: Owner, clock: Clock) -> None:
    round_ = queries.current_round(make_case(owner, now=clock()))
    note_promise(round_=round_, announced=Announced(kind="end_of_week", said="vendredi"), now=clock())
    with pytest.raises(BadInputError) as refused:
        note_promise(round_=round_, announced=Announced(kind="date", promised_on=paris(20, 9).date()), now=clock())
    assert refused.value.problems[0].code == "promise_before_interview"
    round_.promise.refresh_from_db()
    assert (round_.promise.kind, round_.promise.said) == ("end_of_week", "vendredi")
