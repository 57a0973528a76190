"""Files joined to a letter: their limits, what they do to an approval, and that they leave with it."""

from email import message_from_bytes, policy

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.attach_file import LARGEST_FILE, LARGEST_IN_ALL, add_attachment, remove_attachment
from relance.actions.refusals import BadInputError, RefusedError
from relance.records.models import Attachment, Letter, Mailbox, Owner
from tests.actions.world import DUPONT, Clock, make_case, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(owner: Owner, mailbox: Mailbox, clock: Clock) -> Letter:  # noqa: ARG001 - a letter leaves by a mailbox
    return written(make_case(owner, DUPONT, now=clock()), now=clock())


def join(letter: Letter, clock: Clock, content: bytes = b"%PDF-1.7", **more: str) -> Attachment:
    named = {"name": "CV.pdf", "content_type": "application/pdf"} | more
    return add_attachment(letter=letter, content=content, now=clock(), **named)


def test_a_file_leaves_with_the_letter(letter: Letter, clock: Clock) -> None:
    join(letter, clock, b"%PDF-1.7 \xff", name="CV Éric.pdf")
    approve_letter(letter=letter, now=clock())
    mail = message_from_bytes(bytes(letter.raw or b""), policy=policy.default)
    parts = [(part.get_filename(), part.get_content_type(), part.get_content()) for part in mail.iter_attachments()]
    assert parts == [("CV Éric.pdf", "application/pdf", b"%PDF-1.7 \xff")]


def test_an_approved_letter_must_be_approved_again(letter: Letter, clock: Clock) -> None:
    file = join(letter, clock)
    approve_letter(letter=letter, now=clock())
    join(letter, clock, name="Lettre.pdf")
    assert (letter.state, letter.raw) == (Letter.State.DRAFT, None)
    approve_letter(letter=letter, now=clock())
    assert remove_attachment(letter=letter, attachment_id=file.pk, now=clock()) is True
    assert letter.state == Letter.State.DRAFT
    assert list(letter.attachments.values_list("name", flat=True)) == ["Lettre.pdf"]


def test_a_letter_that_left_keeps_its_files(letter: Letter, clock: Clock) -> None:
    file = join(letter, clock)
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=clock())
    with pytest.raises(RefusedError):
        join(letter, clock, name="Autre.pdf")
    with pytest.raises(RefusedError):
        remove_attachment(letter=letter, attachment_id=file.pk, now=clock())
    assert letter.attachments.count() == 1


@pytest.mark.parametrize(
    ("size", "code"), [(0, "attachment_empty"), (LARGEST_FILE, ""), (LARGEST_FILE + 1, "attachment_too_large")]
)
def test_the_size_of_one_file(letter: Letter, clock: Clock, size: int, code: str) -> None:
    found = ""
    try:
        join(letter, clock, b"x" * size)
    except BadInputError as error:
        found = error.problems[0].code
    assert found == code


def test_the_size_of_all_files(letter: Letter, clock: Clock) -> None:
    join(letter, clock, b"x" * LARGEST_FILE)
    join(letter, clock, b"x" * (LARGEST_IN_ALL - LARGEST_FILE), name="b.pdf")
    with pytest.raises(BadInputError):
        join(letter, clock, b"x", name="c.pdf")
    assert letter.attachments.count() == 2


def test_a_new_version_takes_the_place_of_the_old(letter: Letter, clock: Clock) -> None:
    join(letter, clock, b"one")
    join(letter, clock, b"two")
    assert [bytes(kept.content) for kept in letter.attachments.all()] == [b"two"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\Moi\\CV.pdf", "CV.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nBcc: x.pdf", "aBcc: x.pdf"),
        ("", "document"),
        ("...", "document"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_safe(letter: Letter, clock: Clock, given: str, kept: str) -> None:
    assert join(letter, clock, name=given).name == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("application/pdf; name=x", "application/pdf"),
        ("message/rfc822", "application/octet-stream"),
        ("multipart/mixed", "application/octet-stream"),
        ("nonsense", "application/octet-stream"),
        ("text/html\r\nX: y", "application/octet-stream"),
    ],
)
def test_media_types_are_made_safe(letter: Letter, clock: Clock, given: str, kept: str) -> None:
    assert join(letter, clock, content_type=given).content_type == kept
    approve_letter(letter=letter, now=clock())
    assert letter.state == Letter.State.APPROVED
