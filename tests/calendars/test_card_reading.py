"""Cards as address books write them, and as nobody should."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.calendars.card_reading import ReadCard, read_cards
from relance.calendars.cards import Card, write_cards
from relance.etiquette.problems import Problem

GOOGLE = """BEGIN:VCARD\r
VERSION:3.0\r
FN:Claire Dupont\r
N:Dupont;Claire;;;\r
item1.EMAIL;TYPE=INTERNET:C.Dupont@example.com\r
item1.X-ABLabel:\r
TEL;TYPE=CELL:+33 6 11 22 33 44\r
ORG:Cabinet Delmas;Juridique\r
TITLE:DRH\r
NOTE:Vue au salon\\, en mai.\\nTrès directe.\r
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r
 AAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkM\r
END:VCARD\r
"""
OLD_PHONE = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;H=C3=A9l=C3=
=A8ne;;;
EMAIL;PREF;INTERNET:helene@example.org
END:VCARD
"""
FOURTH = """BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
FN:Karim Haddad
EMAIL;PREF=2:k@example.net
EMAIL:karim@example.net
TEL;VALUE=uri:tel:+33-1-55-55-55-55
END:VCARD
"""


def test_a_card_of_google() -> None:
    cards, problems = read_cards(GOOGLE.encode())
    assert problems == ()
    assert cards == (
        ReadCard(
            line=1, name="Claire Dupont", organisation="Cabinet Delmas", title="DRH", email="c.dupont@example.com",
            phone="+33 6 11 22 33 44", note="Vue au salon, en mai.\nTrès directe.",
        ),
    )  # fmt: skip


def test_a_card_of_an_old_phone() -> None:
    cards, problems = read_cards(OLD_PHONE.encode())
    assert problems == ()
    assert [(card.name, card.email) for card in cards] == [("Hélène Lefèvre", "helene@example.org")]


def test_an_old_phone_that_wrote_latin_letters() -> None:
    text = "BEGIN:VCARD\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Lef=E8vre;H=E9l=E8ne\nEND:VCARD\n"
    cards, problems = read_cards(text.encode())
    assert ([card.name for card in cards], problems) == (["Hélène Lefèvre"], ())


def test_a_card_of_the_fourth_version() -> None:
    (card,), problems = read_cards(FOURTH.encode())
    assert problems == ()
    assert (card.uid, card.email, card.phone) == (
        "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1", "k@example.net", "+33-1-55-55-55-55",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(encoding: str) -> None:
    cards, problems = read_cards("BEGIN:VCARD\nFN:Zoé Lemaître\nEND:VCARD\n".encode(encoding))
    assert ([card.name for card in cards], problems) == (["Zoé Lemaître"], ())


def test_problems_come_with_their_line_and_the_others_are_read() -> None:
    text = (
        "BEGIN:VCARD\nEMAIL:a@example.org\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Anne Roussel\nEMAIL:pas une adresse\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Mirabeau\nORG:Mirabeau\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Paul\n"
        "BEGIN:VCARD\nFN:Denis Caron\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Interrompu\n"
    )
    cards, problems = read_cards(text.encode())
    assert [(card.line, card.name, card.email) for card in cards] == [
        (4, "Anne Roussel", ""),
        (14, "Denis Caron", ""),
    ]
    assert problems == (
        Problem("line 1", "card_without_a_name"),
        Problem("line 4", "address_unreadable", {"address": "pas une adresse"}),
        Problem("line 8", "card_of_a_company", {"name": "Mirabeau"}),
        Problem("line 12", "card_unfinished"),
        Problem("line 17", "card_unfinished"),
    )


def test_a_file_that_is_no_address_book() -> None:
    assert read_cards(b"\x89PNG\r\n\x1a\n\x00") == ((), (Problem("file", "cards_missing"),))
    assert read_cards(b"") == ((), (Problem("file", "cards_missing"),))


def test_what_is_written_is_read_back() -> None:
    card = Card(
        uid="u-1", name="Zoé, dite «Zo»; Lemaître", changed_at=datetime(2026, 11, 22, tzinfo=UTC),
        organisation="Étude Roussel; fils", title="notaire", email="zoe@example.org", phone="+33 1",
        note="a\nb, c" * 40,
    )  # fmt: skip
    (read,), problems = read_cards(write_cards([card]))
    assert problems == ()
    assert (read.uid, read.name, read.organisation, read.note) == (
        card.uid,
        card.name,
        card.organisation,
        card.note,
    )


@given(st.binary(max_size=400))
def test_anything_is_read_without_a_fault(data: bytes) -> None:
    cards, _ = read_cards(b"BEGIN:VCARD\n" + data + b"\nEND:VCARD")
    assert all(card.name for card in cards)


@given(st.text(max_size=200), st.integers(0, 600))
def test_a_card_cut_or_mangled_is_read_without_a_fault(words: str, cut: int) -> None:
    cards, problems = read_cards((GOOGLE[:cut] + words + GOOGLE[cut:]).encode("utf-8", "replace"))
    assert cards or problems
