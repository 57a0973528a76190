"""The recruiter's desk: who waits, what was announced, the letters and their undo, in both languages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from relance.actions.board import duty_of
from relance.actions.draft_letter import edit_letter
from relance.actions.open_opening import turn_process
from relance.actions.pause_case import pause_case
from relance.actions.tell_candidates import NewsToTell, draft_news_letters, note_news
from relance.records.models import Case, Entry, InboundMail, Letter, Mailbox, Member, Opening, Owner
from relance.records.secrets import seal
from tests.web.conftest import START, Time, make_candidate, make_case, signed_in

#: What the desk and an opening ask of the database, whatever the number of rows.
DESK, OPENING, LETTERS = 16, 11, 12
REASON = "le poste demande l’allemand courant"


@pytest.fixture
def candidate(alice: Owner) -> Case:
    return make_candidate(alice)


@pytest.fixture
def box(alice: Owner) -> Mailbox:
    return Mailbox.objects.create(
        owner=alice, address=alice.email, imap_host="i.test", smtp_host="s.test", username="a", secret=seal("x")
    )


def opening_of(case: Case) -> Opening:
    assert case.opening is not None
    return case.opening


def wrote(case: Case, text: str) -> InboundMail:
    mail = InboundMail.objects.create(
        owner=case.owner, case=case, message_id=f"<{case.pk}@x.test>", subject="Mon entretien", text=text,
        received_at=START + timedelta(hours=3), raw=b"x", kind="question",
    )  # fmt: skip
    pause_case(case=case, because="answer-arrived", now=START + timedelta(hours=3))
    return mail


def post(page: Client, view: str, /, *args: int, **data: Any) -> Any:
    return page.post(reverse(view, args=args), data)


def test_the_first_day_says_what_to_do(page: Client) -> None:
    text = page.get("/recruter/").content.decode()
    assert "Recevoir quelqu’un, puis tenir parole." in text
    assert text.count('href="/recruter/ouvrir/"') == 2


def test_a_post_is_opened_and_what_is_wrong_is_told(page: Client, alice: Owner) -> None:
    wrong = post(page, "new-opening", title="", organisation="Delmas", region="XX", tz="Europe/Paris")
    assert wrong.status_code == 422
    assert "Dites quel est le poste." in wrong.content.decode()
    assert 'value="Delmas"' in wrong.content.decode()
    done = post(
        page, "new-opening", title="Juriste", organisation="Delmas", region="FR", tz="Europe/Paris",
        public_employer="no", employees="12",
    )  # fmt: skip
    kept = Opening.objects.get(owner=alice)
    assert done["Location"] == reverse("opening", args=[kept.pk])
    assert (kept.title, kept.public_employer, kept.publicly_advertised, kept.employees) == (
        "Juriste", False, None, 12,
    )  # fmt: skip


def test_somebody_is_received_and_what_was_announced_is_a_date(page: Client, alice: Owner, time: Time) -> None:
    opening = opening_of(make_candidate(alice))
    time.go(24, 16)
    done = post(
        page, "meet", opening.pk, name="Paul Ott", email="p.ott@example.net", civility="M.",
        start="2026-11-24T14:00", minutes="45", mode="video",
    )  # fmt: skip
    case = Case.objects.get(opening=opening, rounds__people__name="Paul Ott")
    assert done["Location"] == reverse("end-of-interview", args=[case.pk])
    said = post(
        page, "end-of-interview", case.pk, kind="date", promised_on="2026-12-04", said="D’ici vendredi",
        contact="Claire", next_people="Le directeur", next_step="un cas pratique", channel_answer="phone",
    )  # fmt: skip
    assert said["Location"] == reverse("candidate", args=[case.pk])
    text = page.get(said["Location"]).content.decode()
    assert "C’est noté : une nouvelle est due vendredi 4\N{NO-BREAK SPACE}décembre." in text.replace(
        "\N{NO-BREAK SPACE}:", " :"
    )
    assert "«\N{NO-BREAK SPACE}D’ici vendredi\N{NO-BREAK SPACE}»" in text.replace(
        "« ", "«\N{NO-BREAK SPACE}"
    ).replace(" »", "\N{NO-BREAK SPACE}»")
    assert "Claire · Le directeur" in text
    assert str(duty_of(case=case, now=time()).due) == "2026-12-04 10:00:00+01:00"
    before = post(page, "end-of-interview", case.pk, kind="date", promised_on="2026-11-01")
    assert before.status_code == 422


def test_the_mail_that_repeats_the_date_is_drafted(page: Client, candidate: Case) -> None:
    done = post(page, "end-of-interview", candidate.pk, kind="date", promised_on="2026-12-04", mail="on")
    letter = Letter.objects.get(case=candidate)
    assert done["Location"] == reverse("letter", args=[letter.pk])
    assert "vendredi 4 décembre" in letter.body.replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Approuver\N{NO-BREAK SPACE}: départ" not in page.get(done["Location"]).content.decode()
    )  # no mailbox yet
    vague = post(page, "end-of-interview", candidate.pk, kind="vague", mail="on")
    assert vague.status_code == 422


ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//FR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u-1\r\n"
    "DTSTAMP:20261101T080000Z\r\nDTSTART:20261203T090000Z\r\nDTEND:20261203T094500Z\r\n"
    "SUMMARY:Entretien juriste\r\nORGANIZER;CN=Alice Martin:mailto:alice@example.org\r\n"
    "ATTENDEE;CN=Bob Leroy:mailto:bob@example.org\r\nATTENDEE;CN=Paul Ott:mailto:p.ott@example.net\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_the_guest_of_an_invitation_is_the_candidate(page: Client, candidate: Case) -> None:
    """Not the organiser, not the colleague of the same house: whoever comes from elsewhere."""
    file = SimpleUploadedFile("x.ics", ICS.encode(), "text/calendar")
    shown = page.post(reverse("meet", args=[candidate.opening_id]), {"file": file}).content.decode()
    assert 'value="Paul Ott"' in shown
    assert 'value="p.ott@example.net"' in shown
    assert 'value="2026-12-03T10:00"' in shown
    assert Case.objects.filter(opening=candidate.opening).count() == 1
    broken = page.post(
        reverse("meet", args=[candidate.opening_id]), {"file": SimpleUploadedFile("x.ics", b"nothing")}
    )
    assert broken.status_code == 422


def test_one_address_is_one_person(page: Client, candidate: Case) -> None:
    answer = post(
        page, "meet", candidate.opening_id or 0, name="Zoé Autre", email="benali.alice@example.net",
        start="2026-11-25T10:00",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Samira Benali" in answer.content.decode()
    assert Case.objects.filter(opening=candidate.opening).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_questions_whatever_is_stored(
    page: Client, alice: Owner, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = opening_of(make_candidate(alice, "Ida Un"))
    for number in range(count):
        case = make_candidate(alice, f"Ida Nom{number}", opening=first)
        draft_news_letters(
            cases=[case], news=NewsToTell("still_running", next_on=date(2026, 12, 11)), now=START, locale="fr-FR"
        )
        make_candidate(alice, f"Luc Autre{number}")
    with django_assert_num_queries(DESK):
        desk = page.get("/recruter/").content.decode()
    with django_assert_num_queries(OPENING):
        shown = page.get(reverse("opening", args=[first.pk])).content.decode()
    with django_assert_num_queries(LETTERS):
        letters = page.get(reverse("news-letters", args=[first.pk])).content.decode()
    assert [desk.count("Ida Nom"), shown.count("Ida Nom"), letters.count("<article")] == [count, count, count]


def test_late_first_then_the_days(page: Client, alice: Owner, time: Time) -> None:
    opening = opening_of(make_candidate(alice, "Ida Tôt", start=START - timedelta(days=20)))
    late = make_candidate(alice, "Luc Tard", opening=opening, start=START - timedelta(days=30))
    make_candidate(alice, "Zoé Calme", opening=opening)
    time.go(24, 12)
    text = page.get("/recruter/").content.decode()
    assert [text.index(name) for name in ("Luc Tard", "Ida Tôt", "Zoé Calme")] == sorted(
        text.index(name) for name in ("Luc Tard", "Ida Tôt", "Zoé Calme")
    )
    assert "Deux personnes attendent depuis trop longtemps." in text
    assert "Sans nouvelle depuis 30 jours." in text
    note_news(case=late, kind="running", now=time(), next_on=date(2026, 11, 25))
    again = page.get("/recruter/").content.decode()
    assert "Une personne attend depuis trop longtemps." in again
    assert "Une personne attend une réponse promise pour demain." in again


def test_a_law_says_its_text_and_what_is_unknown(page: Client, alice: Owner) -> None:
    opening = opening_of(make_candidate(alice))
    Opening.objects.filter(pk=opening.pk).update(region="CA-ON", tz="America/Toronto", employees=30)
    text = page.get(reverse("opening", args=[opening.pk])).content.decode()
    assert "il faudrait savoir si le poste a été publié" in text
    Opening.objects.filter(pk=opening.pk).update(publicly_advertised=True)
    assert (
        "Au plus tard le vendredi 8\N{NO-BREAK SPACE}janvier 2027."
        in page.get(reverse("opening", args=[opening.pk])).content.decode()
    )


def test_a_turn_leads_to_the_letters_it_calls_for(page: Client, candidate: Case, box: Mailbox, time: Time) -> None:
    assert box.owner == candidate.owner
    opening = opening_of(candidate)
    paul = make_candidate(candidate.owner, "Paul Ott", opening=opening)
    time.go(25, 11)
    assert post(page, "turn", opening.pk).status_code == 422
    assert post(page, "turn", opening.pk, kind="chosen").status_code == 422
    turned = post(page, "turn", opening.pk, kind="chosen", chosen=str(paul.pk))
    assert turned["Location"] == f"/recruter/{opening.pk}/nouvelles/?quoi=refusal_with_reasons"
    asked = page.get(turned["Location"]).content.decode()
    assert f'value="{candidate.pk}" checked' in asked
    assert f'value="{paul.pk}" checked' not in asked
    bare = page.post(turned["Location"], {"qui": [candidate.pk]})
    assert bare.status_code == 422
    assert "Il manque le motif (Samira Benali)" in bare.content.decode()
    unlawful = page.post(turned["Location"], {"qui": [candidate.pk], f"motif-{candidate.pk}": "vos deux enfants"})
    assert unlawful.status_code == 422
    assert "vos deux enfants</textarea>" in unlawful.content.decode()
    assert Letter.objects.count() == 0
    done = page.post(
        turned["Location"], {"qui": [candidate.pk], f"motif-{candidate.pk}": REASON, "locale": "fr-FR"}
    )
    assert done["Location"] == reverse("news-letters", args=[opening.pk])
    letter = Letter.objects.get()
    assert (letter.news["reasons"], REASON in letter.body, letter.state) == ([REASON], True, "draft")


def test_letters_are_read_approved_and_taken_back(page: Client, candidate: Case, box: Mailbox, time: Time) -> None:
    assert box.owner == candidate.owner
    opening = opening_of(candidate)
    cases = [candidate, *(make_candidate(candidate.owner, f"Ida Nom{n}", opening=opening) for n in range(4))]
    time.go(25, 11)
    news = NewsToTell("slowed", next_on=date(2026, 12, 11), reasons=("le budget n’est pas encore voté",))
    drafted = [one.letter for one in draft_news_letters(cases=cases, news=news, now=time(), locale="fr-FR")]
    letters = [letter for letter in drafted if letter is not None]
    address = reverse("news-letters", args=[opening.pk])
    assert len({letter.body for letter in letters}) == 5
    nothing = page.post(address, {"do": "checked"}, follow=True).content.decode()
    assert "Cochez les lettres que vous avez relues." in nothing
    few = page.post(address, {"do": "all", "relue": [letters[0].pk]}, follow=True).content.decode()
    assert "Relisez-en au moins 3" in few
    assert Letter.objects.filter(state="approved").count() == 0
    page.post(address, {"do": "all", "relue": [letter.pk for letter in letters[:3]]})
    assert list(Letter.objects.values_list("state", "leave_at").distinct()) == [
        ("approved", time() + timedelta(minutes=5))
    ]
    page.post(address, {"do": f"cancel-{letters[0].pk}"})
    page.post(address, {"do": "cancel"})
    assert list(Letter.objects.values_list("state", flat=True).distinct()) == ["cancelled"]
    page.post(address, {"do": f"drop-{letters[0].pk}"})
    assert Letter.objects.count() == 4


def test_a_no_is_confirmed_one_by_one(page: Client, candidate: Case, box: Mailbox, time: Time) -> None:
    """QL-05: no button approves refusals that nobody ticked, and a grave objection keeps one back."""
    assert box.owner == candidate.owner
    opening = opening_of(candidate)
    time.go(25, 11)
    news = NewsToTell("refusal_with_reasons", reasons=(REASON,))
    [told] = draft_news_letters(cases=[candidate], news=news, now=time(), locale="fr-FR")
    assert told.letter is not None
    address = reverse("news-letters", args=[opening.pk])
    page.post(address, {"do": "all"})
    assert Letter.objects.get().state == "draft"
    edit_letter(
        letter=told.letter, subject="Réponse", now=time(),
        body="Madame,\n\nNous ne donnons pas suite, car vous avez deux enfants.\n\nBien à vous,\nAlice Martin",
    )  # fmt: skip
    assert "À corriger avant de partir." in page.get(address).content.decode()
    page.post(address, {"do": "checked", "relue": [told.letter.pk]})
    assert Letter.objects.get().state == "draft"


def test_the_recruiters_letter_is_checked_as_it_is_typed(page: Client, candidate: Case, box: Mailbox) -> None:
    assert box.owner == candidate.owner
    news = NewsToTell("refusal_with_reasons", reasons=(REASON,))
    [told] = draft_news_letters(cases=[candidate], news=news, now=START, locale="fr-FR")
    assert told.letter is not None
    shown = page.get(reverse("letter", args=[told.letter.pk])).content.decode()
    assert "Approuver\N{NO-BREAK SPACE}: départ dans cinq minutes" in shown.replace(
        "Approuver :", "Approuver\N{NO-BREAK SPACE}:"
    )
    assert reverse("candidate", args=[candidate.pk]) in shown
    assert '<mark class="own">' in shown
    body = "Madame,\n\nNous ne donnerons pas suite à votre candidature.\n\nBien à vous,\nAlice Martin"
    live = page.post(
        reverse("check", args=[told.letter.pk]),
        {"subject": "Réponse", "body": body, "stamp": told.letter.updated_at.isoformat()},
    ).content.decode()
    assert "finding error" in live


def test_news_by_telephone_in_one_tap(page: Client, candidate: Case, time: Time) -> None:
    time.go(25, 11)
    shown = page.get(reverse("candidate", args=[candidate.pk])).content.decode()
    assert 'value="2026-12-09"' in shown
    post(page, "told", candidate.pk, kind="running", next_on="2026-12-09")
    assert str(duty_of(case=candidate, now=time()).due) == "2026-12-09 10:00:00+01:00"
    assert post(page, "told", candidate.pk, kind="running").status_code == 422
    assert post(page, "told", candidate.pk, kind="refusal").status_code == 422
    assert post(page, "told", candidate.pk, kind="refusal", reason="votre accent").status_code == 422
    assert Entry.objects.filter(case=candidate, kind="news").count() == 1
    post(page, "told", candidate.pk, kind="refusal", reason=REASON)
    assert duty_of(case=candidate, now=time()).state == "answered"


def test_what_a_candidate_wrote_is_said_in_one_tap(page: Client, candidate: Case, time: Time) -> None:
    mail = wrote(candidate, "Bonjour,\n\nAvez-vous des nouvelles ?\n\nSamira Benali")
    time.go(25, 11)
    assert "a écrit" in page.get("/recruter/").content.decode()
    shown = page.get(reverse("candidate", args=[candidate.pk])).content.decode()
    assert shown.index('value="news"') < shown.index('value="withdrew"')
    assert "Avez-vous des nouvelles" in shown
    assert page.get(reverse("mail", args=[mail.pk]))["Location"] == reverse("candidate", args=[candidate.pk])
    page.post(reverse("heard-by-mail", args=[mail.pk]), {"what": "news"})
    candidate.refresh_from_db()
    mail.refresh_from_db()
    assert (candidate.paused_at, mail.status) == (None, "handled")
    assert duty_of(case=candidate, now=time()).flags == ("asked_news",)
    assert "a demandé des nouvelles depuis" in page.get("/recruter/").content.decode()


def test_one_who_withdraws_is_owed_nothing(page: Client, candidate: Case, time: Time) -> None:
    mail = wrote(candidate, "Je retire ma candidature.")
    time.go(25, 11)
    shown = page.get(reverse("candidate", args=[candidate.pk])).content.decode()
    assert shown.index('value="withdrew"') < shown.index('value="news"')
    page.post(reverse("heard-by-mail", args=[mail.pk]), {"what": "withdrew"})
    assert duty_of(case=candidate, now=time()).state == "withdrawn"
    assert post(page, "heard", candidate.pk, what="gossip").status_code == 302
    undo = Entry.objects.get(case=candidate, kind="withdrew")
    page.post(reverse("undo", args=[undo.pk]))
    assert duty_of(case=candidate, now=time()).state == "quiet"


def test_nobody_is_put_away_or_closed_unanswered(page: Client, candidate: Case, time: Time) -> None:
    """Q-05, QL-04."""
    opening = opening_of(candidate)
    time.go(25, 11)
    kept = page.post(reverse("archive", args=[candidate.pk]), follow=True).content.decode()
    assert "ne peut pas être rangé" in kept
    closing = page.post(reverse("close-opening", args=[opening.pk]), follow=True).content.decode()
    assert "Samira Benali n’a pas encore de réponse." in closing
    note_news(case=candidate, kind="refusal", now=time(), reasons=(REASON,))
    page.post(reverse("archive", args=[candidate.pk]))
    page.post(reverse("close-opening", args=[opening.pk]))
    candidate.refresh_from_db()
    opening.refresh_from_db()
    assert (candidate.state, opening.state) == ("closed", "closed")
    page.post(reverse("reopen-opening", args=[opening.pk]))
    page.post(reverse("archive", args=[candidate.pk]))
    candidate.refresh_from_db()
    opening.refresh_from_db()
    assert (candidate.state, opening.state) == ("open", "open")


def test_a_recruiters_candidates_are_no_applications(page: Client, candidate: Case, time: Time) -> None:
    """Not on the candidate's pages, in the calendar, nor among the cards; their mail stops no application."""
    own = make_case(candidate.owner, "Étude Roussel")
    wrote(candidate, "Avez-vous des nouvelles ?")
    time.go(25, 11)
    seen = {
        address: "Benali" in page.get(address).content.decode()
        for address in ("/", "/candidatures/", "/reglages/export/contacts.vcf", "/reglages/export/agenda.ics")
    }
    assert seen == dict.fromkeys(seen, False)
    assert page.get(reverse("case", args=[candidate.pk])).status_code == 404
    assert page.get(reverse("candidate", args=[own.pk])).status_code == 404
    assert "«Étude" not in page.get("/recruter/").content.decode()


def test_notes_warn_about_the_person(page: Client, candidate: Case) -> None:
    address = reverse("interview-notes", args=[candidate.pk, 1])
    page.post(address, {"text": "Dix ans de contentieux. Elle a deux enfants."})
    shown = page.get(address).content.decode()
    assert "a deux enfants" in shown.partition("<form")[0]
    clean = page.post(address, {"text": "Dix ans de contentieux."})
    assert clean["Location"] == reverse("candidate", args=[candidate.pk])
    assert page.get(reverse("interview-notes", args=[candidate.pk, 2])).status_code == 404


def test_a_candidates_file_is_given_then_erased(page: Client, candidate: Case) -> None:
    page.post(reverse("interview-notes", args=[candidate.pk, 1]), {"text": "Dix ans de contentieux."})
    note_news(case=candidate, kind="refusal", now=START + timedelta(days=1), reasons=(REASON,))
    given = page.get(reverse("candidate-file", args=[candidate.pk]))
    assert given["Content-Disposition"] == 'attachment; filename="samira-benali.json"'
    told = given.json()
    assert told["candidate"]["email"] == "benali.alice@example.net"
    assert [one["notes"] for one in told["interviews"]] == ["Dix ans de contentieux."]
    assert [one["data"]["reasons"] for one in told["journal"] if one["kind"] == "news"] == [[REASON]]
    opening = candidate.opening_id
    assert page.get(reverse("erase-candidate", args=[candidate.pk])).status_code == 200
    assert page.post(reverse("erase-candidate", args=[candidate.pk]))["Location"] == reverse(
        "opening", args=[opening]
    )
    assert not Case.objects.filter(pk=candidate.pk).exists()
    assert not candidate.owner.people.filter(name="Samira Benali").exists()


def test_a_post_is_shared(page: Client, candidate: Case, bob: Owner, charlie: Owner) -> None:
    opening = opening_of(candidate)
    unknown = post(page, "share-opening", opening.pk, login="nobody", role="recruiter")
    assert unknown.status_code == 422
    post(page, "share-opening", opening.pk, login="bob", role="interviewer")
    theirs = signed_in(bob)
    assert "Benali" not in theirs.get(reverse("opening", args=[opening.pk])).content.decode()
    assert theirs.get(reverse("candidate", args=[candidate.pk])).status_code == 404
    managed = ("turn", "share-opening", "meet-many", "close-opening", "reopen-opening")
    assert [theirs.post(reverse(name, args=[opening.pk])).status_code for name in managed] == [404] * 5
    own = make_candidate(bob, "Paul Ott", opening=opening)
    assert "Paul Ott" in theirs.get(reverse("opening", args=[opening.pk])).content.decode()
    post(page, "share-opening", opening.pk, login="bob", role="recruiter")
    assert theirs.get(reverse("candidate", args=[candidate.pk])).status_code == 200
    assert "Paul Ott" in page.get(reverse("candidate", args=[own.pk])).content.decode()
    assert signed_in(charlie).get(reverse("candidate", args=[own.pk])).status_code == 404
    member = Member.objects.get(opening=opening)
    post(page, "share-opening", opening.pk, remove=str(member.pk))
    assert theirs.get(reverse("opening", args=[opening.pk])).status_code == 404
    assert theirs.get(reverse("candidate", args=[own.pk])).status_code == 200


TABLE = (
    "Candidate Name;Email;Interview date;Stage\n"
    "Ida Roux;ida@example.net;25/11/2026 14:00;Interview\n"
    "Luc Blanc;luc@example.net;;Applied\n"
    ";vide@example.net;26/11/2026 10:00;Interview\n"
    "Zoé Noir;twin@example.net;26/11/2026 11:00;Interview\n"
    "Théo Vert;twin@example.net;27/11/2026 11:00;Interview\n"
    "Max Gris;benali.alice@example.net;27/11/2026 15:00;Interview\n"
)


def test_a_list_is_shown_then_taken_once(page: Client, candidate: Case) -> None:
    address = reverse("meet-many", args=[candidate.opening_id])
    shown = page.post(address, {"file": SimpleUploadedFile("c.csv", TABLE.encode())}).content.decode()
    assert "Une personne à reprendre" in shown
    assert shown.count('class="unusable"') == 4
    assert shown.count('class="not_met"') == 1
    assert "est déjà celle de Zoé Noir" in shown
    assert "Samira Benali" in shown
    packed = shown.partition('name="table" value="')[2].partition('"')[0]
    assert Case.objects.filter(opening=candidate.opening).count() == 1
    page.post(address, {"table": packed, "keep": "1"})
    page.post(address, {"table": packed, "keep": "1"})
    again = page.post(address, {"file": SimpleUploadedFile("c.csv", TABLE.encode())}).content.decode()
    assert Case.objects.filter(opening=candidate.opening).count() == 2
    assert "Rien de nouveau à reprendre" in again
    assert again.count('class="known"') == 1
    for bad in (b"", b"a,b\n1,2\n", b"PK\x03\x04zip"):
        assert page.post(address, {"file": SimpleUploadedFile("c.csv", bad)}).status_code == 422


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("desk", "Nobody waits for news before"), ("opening", "Who waits"), ("candidate", "Give them news"),
        ("turn", "What is happening?"), ("tell-many", "What do you want to say?"), ("meet", "Who do you receive?"),
        ("end-of-interview", "What did you announce?"), ("news-letters", "No letter waits"),
        ("share-opening", "Who do you recruit with?"), ("meet-many", "Take a list in"),
    ],
)  # fmt: skip
def test_every_page_in_english(page: Client, candidate: Case, name: str, words: str) -> None:
    Owner.objects.filter(pk=candidate.owner_id).update(language="en")
    places = {"candidate": candidate.pk, "end-of-interview": candidate.pk}
    args = [] if name == "desk" else [places.get(name, candidate.opening_id)]
    assert words in page.get(reverse(name, args=args)).content.decode()


def test_a_turn_stops_what_was_approved(page: Client, candidate: Case, box: Mailbox, time: Time) -> None:
    assert box.owner == candidate.owner
    time.go(25, 11)
    news = NewsToTell("slowed", next_on=date(2026, 12, 11))
    [told] = draft_news_letters(cases=[candidate], news=news, now=time(), locale="fr-FR")
    assert told.letter is not None
    address = reverse("news-letters", args=[candidate.opening_id])
    page.post(address, {"do": "checked", "relue": [told.letter.pk]})
    turn_process(opening=opening_of(candidate), kind="resumed", now=time())
    told.letter.refresh_from_db()
    assert (told.letter.state, told.letter.because) == ("cancelled", "after-turn")
    assert "a pris un autre tour" in page.get(address).content.decode()
