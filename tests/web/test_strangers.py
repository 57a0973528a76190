"""Somebody else's row does not exist: 404 for Bob and Charlie on every page of Alice's; nobody must sign in."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from relance.actions.draft_letter import draft_letter
from relance.actions.keep_in_touch import note_exchange
from relance.records import queries
from relance.records.models import Case, InboundMail, Member, Notice, Owner, Reference
from relance.web.urls import urlpatterns
from tests.web.conftest import START, Time, make_candidate, make_case, signed_in

#: What stands in the places of an address, besides the row's own number.
PLACES: dict[str, int | str] = {
    "kind": "offer", "step": "thanks", "name": "close_file", "field": "felt", "number": 1,
}  # fmt: skip
CALLS = {"call": "followup2"}


def rows(case: Case) -> dict[str, int]:
    round_ = queries.current_round(case)
    person = round_.participants.all()[0].person
    letter = draft_letter(round_=round_, step="thanks", person=person, now=round_.ends_at).letter
    mail = InboundMail.objects.create(
        owner=case.owner,
        case=case,
        message_id=f"<{case.pk}@x.test>",
        received_at=round_.ends_at,
        raw=b"x",
        kind="delay",
    )
    notice = Notice.objects.create(owner=case.owner, case=case, code="letter-sent", key="k", params={"name": "C"})
    candidate = make_candidate(case.owner)
    wrote = InboundMail.objects.create(
        owner=case.owner,
        case=candidate,
        message_id=f"<{candidate.pk}@y.test>",
        received_at=round_.ends_at,
        raw=b"x",
        kind="question",
    )
    return {
        "recruter": candidate.opening_id or 0,
        "candidats": candidate.pk,
        "candidats/messages": wrote.pk,
        "candidatures": case.pk,
        "journal": round_.entries.all()[0].pk,
        "lettres": letter.pk,
        "reponses": mail.pk,
        "avis": notice.pk,
        "person_pk": person.pk,
        "reseau": person.pk,
        "echanges": note_exchange(person=person, kind="met", on=START.date(), now=round_.ends_at).pk,
        "reglages/references": Reference.objects.create(owner=case.owner, name="Anne Roussel").pk,
    }


def addresses(known: dict[str, int]) -> list[tuple[str, str]]:
    found = []
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        route = str(pattern.pattern)
        if "<int:pk>" not in route:
            continue
        values: dict[str, int | str] = {"pk": known[route.partition("<")[0].rstrip("/")]}
        for name in pattern.pattern.converters:
            if name != "pk":
                values[name] = known.get(name) or PLACES[name]
        if pattern.name in CALLS:
            values["step"] = CALLS[pattern.name]
        found.append((str(pattern.name), reverse(str(pattern.name), kwargs=values)))
    return found


#: Pages that hold no row of another by their address: lists and settings of whoever asks.
OWN = {
    "today", "cases", "new-interview", "settings", "mailbox", "disconnect", "emptied", "doctrines", "export",
    "agenda", "close-agenda", "morning",
    "stop-morning", "new-doctrine", "bring", "export-table", "export-calendar", "export-people",
    "import", "erase", "logout", "references", "new-reference", "references-sheet", "assistant", "forget-assistant",
    "share", "progress", "questions", "prepare-answer", "rehearsal",
    "desk", "new-opening", "network", "new-acquaintance", "bring-cards",
}  # fmt: skip


#: Pages that nobody signs in for: nothing personal is there.
OPEN = {"login", "service-worker", "manifest", "offline"}


def test_no_address_is_forgotten(case: Case) -> None:
    """A new address is either tried with Alice's row, or written down here as whoever asks one's own."""
    tried = {name for name, _ in addresses(rows(case))}
    every = {str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    without_row = {
        str(pattern.name)
        for pattern in urlpatterns
        if isinstance(pattern, URLPattern) and not pattern.pattern.converters
    }
    # The calendar is read by programs: its address is the key (test_agenda). A doctrine is asked for by the number
    # it has among its owner's (test_doctrines). The page of a candidate is read by its secret link (test_followed).
    secret = {"feed", "followed", "followed-values", "followed-calendar"}
    assert every == tried | without_row | secret | {"own-doctrine", "forget-doctrine"}
    assert without_row == OWN | OPEN


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_asked_to_sign_in(case: Case, method: str) -> None:
    listed = [*addresses(rows(case)), *((name, reverse(name)) for name in sorted(OWN))]
    told = [
        (name, answer.status_code, answer["Location"])
        for name, address in listed
        for answer in [getattr(Client(), method)(address)]
        if (answer.status_code, answer["Location"]) != (302, f"/entrer/?next={address}")
    ]
    assert told == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_find_nothing(case: Case, bob: Owner, charlie: Owner, method: str, time: Time) -> None:
    time.go(25, 12)
    make_case(bob)
    for recruiter in (bob, charlie):
        make_candidate(recruiter)
    clients = {"bob": signed_in(bob), "charlie": signed_in(charlie)}
    told = [
        (who, name, status)
        for name, address in addresses(rows(case))
        for who, client in clients.items()
        if (status := getattr(client, method)(address).status_code) not in {404, 405}
    ]
    assert told == [("bob", "seen", 302), ("charlie", "seen", 302)] * (method == "post")


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_interviewer_finds_no_candidate_of_another(
    case: Case, bob: Owner, charlie: Owner, method: str, time: Time
) -> None:
    """Bob interviews for Alice's opening: he finds it, and none of those she met; Charlie finds nothing."""
    time.go(25, 12)
    known = rows(case)
    Member.objects.create(opening_id=known["recruter"], owner=bob, role=Member.Role.INTERVIEWER)
    theirs = [pair for pair in addresses(known) if pair[1].startswith(("/candidats/", "/lettres/", "/reponses/"))]
    assert {"candidate", "candidate-file", "erase-candidate", "candidate-link"} <= {name for name, _ in theirs}
    found = [
        (one.login, name, status)
        for one in (bob, charlie)
        for name, address in theirs
        if (status := getattr(signed_in(one), method)(address).status_code) not in {404, 405}
    ]
    opening = reverse("opening", args=[known["recruter"]])
    assert (found, [signed_in(one).get(opening).status_code for one in (bob, charlie)]) == ([], [200, 404])


def test_a_notice_of_somebody_else_stays_unseen(case: Case, bob: Owner) -> None:
    notice = rows(case)["avis"]
    signed_in(bob).post(reverse("seen", args=[notice]))
    assert Notice.objects.get(pk=notice).seen_at is None


def test_the_owner_finds_every_page(case: Case, page: Client, time: Time) -> None:
    time.go(25, 12)
    missing = [
        (name, status)
        for name, address in addresses(rows(case))
        if (status := page.get(address).status_code) not in {200, 405}
    ]
    # The letter exists already: its own page shows it. A line to sort is named: without one, the debrief is shown.
    assert missing == [("sort-line", 302), ("write", 302)]


def test_lists_hold_only_ones_own(case: Case, bob: Owner, charlie: Owner) -> None:
    make_case(bob, "Étude Roussel")
    mine = signed_in(case.owner).get("/candidatures/").content.decode()
    his = signed_in(bob).get("/candidatures/").content.decode()
    theirs = signed_in(charlie).get("/candidatures/").content.decode()
    assert ["Cabinet Delmas" in text for text in (mine, his, theirs)] == [True, False, False]
    assert ["Étude Roussel" in text for text in (mine, his, theirs)] == [False, True, False]
