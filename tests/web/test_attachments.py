"""Files joined to a letter, on its page."""

from email import message_from_bytes, policy

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from relance.actions.draft_letter import draft_letter
from relance.records.models import Letter, Owner, Round
from tests.web.conftest import Time, signed_in


def letter_of(round_: Round, time: Time) -> Letter:
    time.go(24, 12)
    return draft_letter(round_=round_, step="thanks", person=round_.participants.all()[0].person, now=time()).letter


def words(letter: Letter, **more: object) -> dict[str, object]:
    return {"subject": letter.subject, "body": letter.body, "stamp": letter.updated_at.isoformat(), **more}


def cv(content: bytes = b"%PDF-1.7") -> SimpleUploadedFile:
    return SimpleUploadedFile("CV <Alice>.pdf", content, "application/pdf")


def test_a_file_is_joined_shown_and_taken_back(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    address = reverse("letter", args=[letter.pk])
    told = page.post(address, words(letter, do="attach", file=cv()), follow=True).content.decode()
    file = letter.attachments.get()
    assert (file.name, bytes(file.content)) == ("CV <Alice>.pdf", b"%PDF-1.7")
    assert "<b>CV &lt;Alice&gt;.pdf</b>" in told
    letter.refresh_from_db()
    told = page.post(address, words(letter, remove=str(file.pk)), follow=True).content.decode()
    assert "Pièce jointe retirée." in told
    assert letter.attachments.count() == 0


def test_words_typed_with_the_file_are_kept(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    body = letter.body + "\nP.-S. Mon CV est joint."
    page.post(reverse("letter", args=[letter.pk]), words(letter, do="attach", file=cv()) | {"body": body})
    letter.refresh_from_db()
    assert letter.body == body


def test_a_file_announced_and_not_joined_is_told(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    body = letter.body.replace("\n\n", "\n\nVous trouverez mon CV en pièce jointe.\n\n", 1)
    check, warned = reverse("check", args=[letter.pk]), "Une pièce jointe est annoncée, et rien n’est joint."
    assert warned in page.post(check, words(letter) | {"body": body}).content.decode()
    letter.refresh_from_db()
    page.post(reverse("letter", args=[letter.pk]), words(letter, do="attach", file=cv()))
    assert warned not in page.get(reverse("letter", args=[letter.pk])).content.decode()


def test_the_mail_file_carries_it_and_the_link_says_it_does_not(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    page.post(reverse("letter", args=[letter.pk]), words(letter, do="attach", file=cv(b"\x00\xff")))
    mail = message_from_bytes(page.get(reverse("letter-file", args=[letter.pk])).content, policy=policy.default)
    parts = [(one.get_filename(), one.get_content()) for one in mail.iter_attachments()]
    assert parts == [("CV <Alice>.pdf", b"\x00\xff")]
    other = page.get(reverse("otherwise", args=[letter.pk])).content.decode()
    assert "Les pièces jointes sont dans le fichier .eml." in other


def test_a_file_too_large_is_told_and_the_words_stay(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    answer = page.post(
        reverse("letter", args=[letter.pk]), words(letter, do="attach", file=cv(b"x" * (10 * 2**20 + 1)))
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "pèse plus de 10 Mo" in text
    assert "Madame" in text
    assert letter.attachments.count() == 0


def test_a_stranger_joins_nothing(round_: Round, time: Time, charlie: Owner) -> None:
    letter = letter_of(round_, time)
    answer = signed_in(charlie).post(reverse("letter", args=[letter.pk]), words(letter, do="attach", file=cv()))
    assert answer.status_code == 404
    assert letter.attachments.count() == 0


def test_another_letters_file_is_not_taken_back(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    person = round_.participants.all()[1].person
    other = draft_letter(round_=round_, step="thanks", person=person, now=time()).letter
    page.post(reverse("letter", args=[other.pk]), words(other, do="attach", file=cv()))
    file = other.attachments.get()
    page.post(reverse("letter", args=[letter.pk]), words(letter, remove=str(file.pk)))
    assert other.attachments.count() == 1
