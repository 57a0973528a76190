"""The candidate's pages: what is typed is kept, what is refused says why."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from relance.actions.draft_letter import draft_letter
from relance.actions.note_promise import Announced, note_promise
from relance.records import queries
from relance.records.models import Case, Entry, InboundMail, Letter, Mailbox, Owner, Round
from relance.records.secrets import seal
from tests.web.conftest import Time

INVITATION = b"""BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:abc@example.org
DTSTART;TZID=Europe/Paris:20261124T100000
DTEND;TZID=Europe/Paris:20261124T110000
SUMMARY:Entretien juriste - Cabinet Delmas
ORGANIZER;CN=Claire Dupont:mailto:c.dupont@delmas.example.com
LOCATION:12 rue de la Paix, Lille
END:VEVENT
END:VCALENDAR
"""
FOUR_FIELDS = {
    "organisation": "Cabinet Delmas",
    "role": "juriste",
    "start": "2026-11-24T10:00",
    "people": "Mme Claire Dupont, DRH, c.dupont@example.com\nPaul Ricard, responsable paie",
}


def typed(answer: object) -> str:
    return getattr(answer, "content", b"").decode()


def heading(page: Client, address: str) -> str:
    text = typed(page.get(address))
    return re.sub(r"[ \n]+", " ", text.split("<h1", 1)[1].split(">", 1)[1].split("</h1>")[0]).strip()


def test_the_first_day_helps(page: Client) -> None:
    assert heading(page, "/").startswith("Vous sortez d’un entretien\u00a0?")


def test_four_fields_make_a_case(page: Client, alice: Owner) -> None:
    answer = page.post("/entretien/", FOUR_FIELDS)
    case = Case.objects.get(owner=alice)
    assert (answer.status_code, answer["Location"]) == (302, reverse("promise", args=[case.pk]))
    people = [
        (one.person.name, one.person.civility, one.main_contact) for one in case.rounds.get().participants.all()
    ]
    assert people == [("Claire Dupont", "Mme", True), ("Paul Ricard", "", False)]


def test_an_invitation_is_read_and_shown_before_anything_is_kept(page: Client) -> None:
    given = SimpleUploadedFile("invitation.ics", INVITATION)
    text = typed(page.post("/entretien/", {"file": given}))
    assert 'value="2026-11-24T10:00"' in text
    assert "c.dupont@delmas.example.com" in text
    assert Case.objects.count() == 0


def test_a_file_that_is_no_invitation_says_so(page: Client) -> None:
    answer = page.post("/entretien/", {"file": SimpleUploadedFile("photo.ics", b"\x89PNG\r\n")})
    assert answer.status_code == 422
    assert 'role="alert"' in typed(answer)


def test_what_was_typed_comes_back_with_the_slip(page: Client) -> None:
    answer = page.post("/entretien/", FOUR_FIELDS | {"organisation": "", "tz": "Europe/Pari"})
    text = typed(answer)
    assert answer.status_code == 422
    assert "responsable paie" in text
    assert "Europe/Pari" in text
    assert Case.objects.count() == 0


def test_ten_megabytes_in_a_field_are_told_and_not_swallowed(page: Client, case: Case) -> None:
    answer = page.post(reverse("debrief", args=[case.pk]), {"free_text": "a" * 10_000_000})
    assert answer.status_code == 422
    assert "200000" in typed(answer)
    assert queries.current_round(case).case_id == case.pk


def test_a_promise_is_kept_and_heads_the_case(page: Client, case: Case, time: Time) -> None:
    form = {"kind": "date", "promised_on": "2026-12-03", "said": "Réponse le 3", "channel_answer": "email"}
    assert page.post(reverse("promise", args=[case.pk]), form).status_code == 302
    for step in ("debrief", "thanks"):
        page.post(reverse("happened", args=[case.pk]), {"what": step, "at": "2026-11-24T12:00"})
    time.go(27, 10)
    assert heading(page, reverse("case", args=[case.pk])) == "Le silence est normal jusqu’au 3\u00a0décembre."


def test_a_promise_before_the_interview_is_refused_and_kept_on_the_page(page: Client, case: Case) -> None:
    answer = page.post(
        reverse("promise", args=[case.pk]), {"kind": "date", "promised_on": "2026-11-01", "said": "Le 1er"}
    )
    text = typed(answer)
    assert "2026-11-01" in text
    assert "avant l’entretien" in text
    assert queries.current_round(case).pk


def test_a_stroke_of_the_debrief_is_saved(page: Client, case: Case) -> None:
    address = reverse("debrief", args=[case.pk])
    answer = page.post(address, {"points_missed": "la fusion\nles baux"}, headers={"Accept": "application/json"})
    assert (answer.json()["noted"], answer.json()["conflicts"], answer.json()["next"]) == (1, [], "")
    row = queries.current_round(case)
    assert row.debrief.answers["points_missed"] == ["la fusion", "les baux"]


def test_brakes_travel_in_pairs(page: Client, case: Case) -> None:
    page.post(
        reverse("debrief", args=[case.pk]), {"brake_text_0": "trop jeune", "brake_answer_0": "dix ans de métier"}
    )
    assert queries.current_round(case).debrief.answers["brakes"] == [
        {"text": "trop jeune", "answer": "dix ans de métier"}
    ]


def test_a_complete_debrief_is_a_step_done(page: Client, case: Case) -> None:
    page.post(reverse("debrief", args=[case.pk]), {"felt": "4", "complete": "1"})
    done = Entry.objects.get(case=case, kind=Entry.Kind.DONE)
    assert done.action == "debrief"


def letter_of(round_: Round, time: Time) -> Letter:
    person = round_.participants.all()[0].person
    return draft_letter(round_=round_, step="thanks", person=person, now=time()).letter


def make_mailbox(owner: Owner) -> Mailbox:
    return Mailbox.objects.create(
        owner=owner, address=owner.email, username=owner.email, secret=seal("x"), imap_host="imap.example.org",
        smtp_host="smtp.example.org",
    )  # fmt: skip


def words(letter: Letter) -> dict[str, str]:
    return {"subject": letter.subject, "body": letter.body, "stamp": letter.updated_at.isoformat()}


def test_a_letter_is_approved_for_its_hour(page: Client, round_: Round, alice: Owner, time: Time) -> None:
    make_mailbox(alice)
    letter = letter_of(round_, time)
    address = reverse("letter", args=[letter.pk])
    assert "Envoyer mercredi\u00a025 à 10\u00a0h" in typed(page.get(address))
    assert page.post(address, words(letter) | {"do": "approve"}).status_code == 302
    letter.refresh_from_db()
    assert letter.state == Letter.State.APPROVED
    assert "Partira mercredi 25\u00a0novembre à 10\u00a0h." in typed(page.get(address))


def test_without_a_mailbox_one_sends_another_way(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    text = typed(page.get(reverse("letter", args=[letter.pk])))
    assert "Envoyer mercredi" not in text
    other = typed(page.get(reverse("otherwise", args=[letter.pk])))
    assert f"mailto:{letter.person.email}?subject=" in other
    page.post(reverse("otherwise", args=[letter.pk]))
    letter.refresh_from_db()
    assert (letter.state, letter.sent_by_hand) == (Letter.State.SENT, True)


def test_another_tab_never_overwrites(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    address, first = reverse("letter", args=[letter.pk]), words(letter)
    time.go(24, 13)
    page.post(address, first | {"body": letter.body + "\nUn.", "do": "save"})
    answer = page.post(address, first | {"body": letter.body + "\nDeux.", "do": "save"})
    letter.refresh_from_db()
    assert answer.status_code == 409
    assert letter.body.endswith("Un.")
    assert "Deux." in typed(answer)


def test_an_objection_is_underlined_and_mended(page: Client, round_: Round, alice: Owner, time: Time) -> None:
    make_mailbox(alice)
    letter = letter_of(round_, time)
    body = letter.body.replace("Bien cordialement", "Dans l’attente de votre réponse, bien cordialement")
    assert body != letter.body
    address = reverse("check", args=[letter.pk])
    text = typed(page.post(address, words(letter) | {"body": body}))
    assert '<mark class="objection">' in text
    letter.refresh_from_db()
    assert letter.body == body


def test_a_letter_in_doubt_asks(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.UNKNOWN, claimed_at=time())
    assert "Nul ne sait si elle est partie." in typed(page.get(reverse("letter", args=[letter.pk])))
    page.post(reverse("settle", args=[letter.pk]), {"left": "yes"})
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def mail(known: Case, **given: object) -> InboundMail:
    values: dict[str, object] = {
        "owner": known.owner, "case": known, "message_id": "<m@x.test>", "sender_name": "Claire Dupont",
        "sender_address": "c@example.com", "received_at": known.rounds.get().ends_at, "raw": b"x",
        "kind": "rejection", "text": "Nous ne donnerons pas suite.",
        "reading": {"because": ["ne donnerons pas suite"]},
    }  # fmt: skip
    return InboundMail.objects.create(**{**values, **given})


def test_an_answer_heads_the_day_and_is_confirmed(page: Client, case: Case) -> None:
    row = mail(case)
    assert heading(page, "/").startswith("Une réponse est arrivée.")
    address = reverse("mail", args=[row.pk])
    assert "ne donnerons pas suite" in typed(page.get(address))
    form = {"at": "2026-11-24T11:00", "channel": "email", "with_reasons": "on"}
    assert page.post(address, form).status_code == 302
    row.refresh_from_db()
    reply = Entry.objects.get(case=case, kind=Entry.Kind.REPLY)
    assert (row.status, reply.data["kind"], reply.data["with_reasons"]) == ("handled", "rejection", True)


def test_what_was_read_may_be_corrected(page: Client, case: Case) -> None:
    row = mail(case)
    page.post(reverse("mail", args=[row.pk]) + "?kind=delay", {"at": "2026-11-24T11:00", "channel": "email"})
    assert Entry.objects.get(case=case, kind=Entry.Kind.REPLY).data["kind"] == "delay"


def test_an_unsure_answer_is_given_to_its_case(page: Client, case: Case) -> None:
    row = mail(case, case=None, likely_cases=[case.pk])
    text = typed(page.get(reverse("mail", args=[row.pk])))
    assert "Cabinet Delmas, juriste" in text
    page.post(reverse("give", args=[row.pk]), {"case": case.pk})
    row.refresh_from_db()
    assert row.case_id == case.pk


@pytest.mark.parametrize("kind", ["invitation", "offer", "rejection", "delay", "question", "process_stopped",
                                  "acknowledgement", "other"])  # fmt: skip
def test_every_door_opens(page: Client, case: Case, kind: str) -> None:
    address = reverse("answered", args=[case.pk, kind])
    assert page.get(address).status_code == 200
    assert page.post(address, {"at": "2026-11-24T11:30", "channel": "phone"}).status_code == 302
    entry = (
        Entry.objects.filter(case=case).exclude(action="interview").exclude(kind__in=["paused", "resumed"]).get()
    )
    assert entry.data.get("answer") == kind


def test_a_line_is_undone(page: Client, case: Case) -> None:
    page.post(reverse("answered", args=[case.pk, "offer"]), {"at": "2026-11-24T11:30", "channel": "email"})
    entry = Entry.objects.get(case=case, kind=Entry.Kind.REPLY)
    assert heading(page, reverse("undo", args=[entry.pk])) == "Annuler cette ligne\u00a0?"
    page.post(reverse("undo", args=[entry.pk]))
    assert Entry.objects.get(kind=Entry.Kind.UNDO).undoes_id == entry.pk


def test_may_i_write_now_says_why_not(page: Client, case: Case, round_: Round, time: Time) -> None:
    announced = Announced(kind="date", promised_on=date(2026, 12, 3), said="Le 3")
    note_promise(round_=round_, announced=announced, now=time())
    text = typed(page.get(reverse("case", args=[case.pk])))
    assert "Pas encore." in text
    assert "W-01" in text


def test_a_call_that_reached_nobody_is_noted(page: Client, case: Case) -> None:
    page.post(reverse("call", args=[case.pk, "followup2"]), {"outcome": "nobody"})
    assert Entry.objects.get(case=case, kind=Entry.Kind.CALL_NO_MESSAGE).action == "followup2"


def test_people_are_completed_and_added(page: Client, case: Case, round_: Round) -> None:
    first, second = round_.participants.all()
    form = {
        f"p{first.person_id}-name": "Claire Dupont", f"p{first.person_id}-email": "claire@example.net",
        f"p{first.person_id}-decides": "yes", f"p{second.person_id}-name": "Paul Ricard",
        "new-name": "Anne Roussel", "new-email": "",
    }  # fmt: skip
    assert page.post(reverse("people", args=[case.pk]), form).status_code == 302
    people = [one.person for one in queries.current_round(case).participants.all()]
    assert [(one.name, one.email, one.decides) for one in people] == [
        ("Claire Dupont", "claire@example.net", True), ("Paul Ricard", "", None), ("Anne Roussel", "", None),
    ]  # fmt: skip


def test_a_case_is_closed_reopened_and_erased(page: Client, case: Case) -> None:
    page.post(reverse("close", args=[case.pk]))
    case.refresh_from_db()
    assert case.state == Case.State.CLOSED
    assert heading(page, reverse("case", args=[case.pk])) == "Dossier refermé."
    page.post(reverse("reopen", args=[case.pk]))
    case.refresh_from_db()
    assert case.state == Case.State.OPEN
    page.post(reverse("erase-case", args=[case.pk]))
    assert Case.objects.count() == 0


def test_an_objection_may_be_meant(page: Client, round_: Round, time: Time) -> None:
    letter = letter_of(round_, time)
    address = reverse("letter", args=[letter.pk])
    body = letter.body.replace("Bien cordialement", "Dans l’attente de votre réponse, bien cordialement")
    page.post(address, words(letter) | {"body": body})
    assert 'value="waiting-for-answer"' in typed(page.get(address))
    letter.refresh_from_db()
    page.post(address, words(letter) | {"silence": "waiting-for-answer"})
    assert 'value="waiting-for-answer"' not in typed(page.get(address))


def test_a_lost_page_explains_itself(page: Client) -> None:
    answer = page.get("/candidatures/999999/")
    assert answer.status_code == 404
    assert "Cette page n’existe pas." in typed(answer)


def test_an_old_page_says_what_to_do(alice: Owner, case: Case) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(alice)
    answer = careful.post(reverse("close", args=[case.pk]))
    assert answer.status_code == 403
    assert "Cette page était ouverte depuis trop longtemps." in typed(answer)
