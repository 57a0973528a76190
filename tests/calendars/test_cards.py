from datetime import UTC, datetime

from icalendar.parser import Contentlines

from relance.calendars.cards import Card, write_cards

CHANGED = datetime(2026, 11, 20, 8, 30, 15, tzinfo=UTC)


def test_a_card_holds_what_is_known() -> None:
    card = Card(
        "uid-1", "Claire Dupont", CHANGED, "Delmas; Fils, SARL", "DRH", "c@delmas.test", "+33 1", "un\ndeux"
    )
    assert write_cards([card]).decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:uid-1",
        "FN:Claire Dupont",
        "N:Dupont;Claire;;;",
        "ORG:Delmas\\; Fils\\, SARL",
        "TITLE:DRH",
        "EMAIL;TYPE=INTERNET:c@delmas.test",
        "TEL;TYPE=VOICE:+33 1",
        "NOTE:un\\ndeux",
        "REV:20261120T083015Z",
        "END:VCARD",
        "",
    ]


def test_long_lines_are_folded_between_letters_and_unfold_to_themselves() -> None:
    name = "Éléonore 🌿 " * 20 + "Ça"
    written = write_cards([Card("uid-2", name, CHANGED)])
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    lines: list[object] = Contentlines.from_ical(written.decode())  # type: ignore[no-untyped-call]
    assert f"FN:{name}" in [str(line) for line in lines]


def test_one_name_is_the_family_name_and_controls_are_left_out() -> None:
    text = write_cards([Card("u", "Madonna\x00\x07", CHANGED)]).decode()
    assert "FN:Madonna\r\nN:Madonna;;;;\r\n" in text
