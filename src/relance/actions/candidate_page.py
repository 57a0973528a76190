"""Open, renew and close the page of a candidate, and what it says. Only a digest of its secret address is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from relance.etiquette.duties import News, Standing, standing
from relance.records import queries
from relance.records.models import CandidatePage, Case, Mailbox
from relance.records.openings import candidate_key, candidate_of, opening_facts

#: 256 bits: nobody finds an address by trying.
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a candidate may write to or call: whoever received them."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a candidate shows, for any reader of its address: nothing of others, nor of notes."""

    page: CandidatePage
    case: Case
    name: str
    standing: Standing
    contact: Contact
    interviews: tuple[datetime, ...]
    told: tuple[datetime, ...]
    has_phone: bool


def open_page(*, case: Case, now: datetime) -> str:
    """Give the page a new address and return its secret part, this once. The one before stops working."""
    secret = secrets.token_urlsafe(_BYTES)
    person = candidate_of(case)
    CandidatePage.objects.update_or_create(
        case=case,
        defaults={
            "digest": _digest(secret),
            "sent_to": person.email or person.phone,
            "made_at": now,
            "wrong": 0,
            "wrong_on": None,
        },
    )
    return secret


def close_page(*, case: Case) -> bool:
    """Close the address. Return whether one was open."""
    return CandidatePage.objects.filter(case=case, digest__isnull=False).update(digest=None) == 1


def find_page(*, secret: str) -> CandidatePage | None:
    """The page behind an address, None for an address that is not, or no longer, one."""
    rows = CandidatePage.objects.select_related("case__opening__organisation", "case__owner")
    return rows.filter(digest=_digest(secret), case__opening__isnull=False, case__owner__is_active=True).first()


def show_page(*, page: CandidatePage, now: datetime) -> Shown:
    """All that the page says at `now`, in a constant number of queries whatever the opening holds."""
    opening = page.case.opening
    if opening is None:
        raise ValueError("the page of no candidate")
    wanted = {page.case_id, *opening.turns.filter(case__isnull=False).values_list("case_id", flat=True)}
    cases = {case.pk: case for case in queries.candidates_of(opening.owner, [opening]).filter(pk__in=wanted)}
    case = cases[page.case_id]
    facts = opening_facts(opening, cases.values())
    stands = standing(facts, candidate_key(case), now)
    met = next(one for one in facts.candidates if one.id == candidate_key(case))
    person = candidate_of(case)
    return Shown(
        page=page,
        case=case,
        name=person.name,
        standing=stands,
        contact=_contact(case),
        interviews=tuple(one.interview.start for one in met.interviews),
        told=tuple(event.at for event in met.events if isinstance(event, News) and event.at <= now),
        has_phone=bool(person.phone),
    )


def _contact(case: Case) -> Contact:
    owner = case.owner
    mailbox = Mailbox.objects.filter(owner=owner).only("address").first()
    return Contact(owner.name, mailbox.address if mailbox else owner.email, owner.phone)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
