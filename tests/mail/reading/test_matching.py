"""Whose answer it is."""

from dataclasses import replace
from datetime import UTC, datetime

from relance.mail.reading import Address, Known, KnownCase, KnownLetter, Match, ParsedMessage, match

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
LETTER = KnownLetter(
    case="delmas",
    letter_id="11111111-2222",
    message_ids=("<l1@relance.test>",),
    to=("c.dupont@delmas.test",),
    subject="Suite à notre entretien",
    body="Je vous remercie de notre échange du 24 novembre sur le poste de juriste et de la visite de vos bureaux.",
)
DELMAS = KnownCase(
    id="delmas",
    organisation="Cabinet Delmas",
    role="Juriste droit social",
    people=("c.dupont@delmas.test",),
    names=("Claire Dupont",),
    domains=("delmas.test",),
    interview_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    letters=(LETTER,),
)
OTHER = KnownCase(
    id="roux",
    organisation="Maison Roux",
    role="Assistante",
    people=("n.roux@gmail.com",),
    interview_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
)
SECOND = KnownCase(
    id="delmas-2",
    organisation="Cabinet Delmas",
    role="Chargée de paie",
    people=("p.garnier@delmas.test",),
    domains=("delmas.test",),
    interview_at=datetime(2026, 11, 26, 9, tzinfo=UTC),
)
KNOWN = Known(cases=(DELMAS, OTHER), own_addresses=("samira@example.net",))


def _mail(sender: str, name: str = "", **more: object) -> ParsedMessage:
    return ParsedMessage(sender=Address(name, sender), date=AT, **more)  # type: ignore[arg-type]


def test_an_id_is_sure_wherever_it_stands() -> None:
    sure = Match("delmas", "sure", ("thread",), letter_id="11111111-2222")
    ids = ("l1@relance.test",)
    for mail in (
        _mail("x@elsewhere.test", in_reply_to=ids),
        _mail("x@elsewhere.test", references=ids),
        _mail("x@elsewhere.test", other_ids=ids),
        _mail("x@elsewhere.test", returned_ids=ids),
    ):
        assert match(mail, KNOWN) == sure


def test_the_private_header_survives_a_rewritten_id() -> None:
    found = match(_mail("x@elsewhere.test", letter_ids=("11111111-2222",)), KNOWN)
    assert found == Match("delmas", "sure", ("private_header",), letter_id="11111111-2222")


def test_a_person_of_the_case_and_her_colleague() -> None:
    assert match(_mail("c.dupont@delmas.test"), KNOWN) == Match("delmas", "sure", ("person",))
    assert match(_mail("rh@mail.delmas.test"), KNOWN) == Match("delmas", "likely", ("organisation_domain",))


def test_free_mail_is_nobodys_domain() -> None:
    assert match(_mail("n.roux@gmail.com"), KNOWN) == Match("roux", "sure", ("person",))
    assert match(_mail("somebody@gmail.com"), KNOWN) == Match(None, "none", ("no_link",))


def test_two_cases_in_one_organisation_are_asked_about_unless_the_words_tell() -> None:
    known = Known(cases=(DELMAS, SECOND))
    asked = match(_mail("rh@delmas.test"), known)
    assert (asked.case, asked.certainty, set(asked.candidates)) == (None, "ask", {"delmas", "delmas-2"})
    told = match(_mail("rh@delmas.test", subject="Votre candidature : chargée de paie"), known)
    assert (told.case, told.certainty) == ("delmas-2", "likely")


def test_a_closed_case_leaves_the_domain_to_the_open_one() -> None:
    closed = replace(DELMAS, open=False)
    found = match(_mail("rh@delmas.test"), Known(cases=(closed, SECOND)))
    assert found == Match("delmas-2", "likely", ("organisation_domain",))


def test_before_the_interview_it_is_no_answer() -> None:
    early = ParsedMessage(sender=Address("", "rh@delmas.test"), date=datetime(2026, 11, 1, tzinfo=UTC))
    assert match(early, KNOWN) == Match(None, "none", ("no_link",))


def test_an_ats_writes_for_the_organisation() -> None:
    found = match(_mail("no-reply@delmas.teamtailor-mail.com", "Cabinet Delmas"), KNOWN)
    assert found == Match("delmas", "likely", ("relay",))


def test_the_quoted_letter_tells_when_the_ids_are_lost() -> None:
    found = match(_mail("assistant@elsewhere.test", quoted=LETTER.body), KNOWN)
    assert found == Match("delmas", "likely", ("quoted_letter",))


def test_words_alone_only_offer() -> None:
    found = match(_mail("x@elsewhere.test", "Claire Dupont", subject="RE: Suite à notre entretien"), KNOWN)
    assert found == Match(None, "ask", ("words",), ("delmas",))


def test_the_users_own_mail_is_never_an_answer() -> None:
    by_hand = _mail("samira@example.net", to=(Address("", "c.dupont@delmas.test"),))
    assert match(by_hand, KNOWN) == Match("delmas", "own", ("own_by_hand",))
    ours = _mail("samira@example.net", letter_ids=("11111111-2222",))
    assert match(ours, KNOWN) == Match("delmas", "own", ("own_letter",), letter_id="11111111-2222")
    elsewhere = _mail("samira@example.net", to=(Address("", "friend@example.com"),))
    assert match(elsewhere, KNOWN) == Match(None, "own", ("own_elsewhere",))


#: A candidate met for an opening of the user's own organisation, and whose employer has a domain.
MET = KnownCase(
    id="met",
    organisation="Cabinet Delmas",
    role="Juriste droit social",
    people=("s.benali@employer.test",),
    names=("Samira Benali",),
    domains=("delmas.test", "employer.test"),
    interview_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    letters=(LETTER,),
    for_opening=True,
)


def test_neither_ones_own_organisation_nor_a_candidate_s_employer_tells_whose_mail_it_is() -> None:
    known = Known(cases=(MET,), own_addresses=("drh@delmas.test",))
    nobody = Match(None, "none", ("no_link",))
    for mail in (
        _mail("collegue@delmas.test", text="Le poste de juriste droit social au Cabinet Delmas avance."),
        _mail("newsletter@elsewhere.test", text="Cabinet Delmas recrute."),
        _mail("patron@employer.test", text="Bonjour"),
        _mail("no-reply@smartrecruiters.com", "Cabinet Delmas", text="Cabinet Delmas : juriste droit social"),
    ):
        assert match(mail, known) == nobody
        assert match(mail, Known(cases=(replace(MET, for_opening=False),))) != nobody
    to_a_colleague = _mail("drh@delmas.test", to=(Address("", "collegue@delmas.test"),))
    assert match(to_a_colleague, known) == Match(None, "own", ("own_elsewhere",))


def test_a_candidate_is_known_by_address_by_thread_and_by_name() -> None:
    known = Known(cases=(MET,))
    assert match(_mail("s.benali@employer.test"), known) == Match("met", "sure", ("person",))
    assert match(_mail("x@elsewhere.test", in_reply_to=("l1@relance.test",)), known).case == "met"
    assert match(_mail("x@elsewhere.test", "Samira Benali"), known) == Match(None, "ask", ("words",), ("met",))
