"""What matching may know of an owner's cases."""

from relance.mail.reading import Known, KnownCase, KnownLetter
from relance.records.models import Case, InboundMail, Letter, Mailbox

#: States of a letter that may have reached somebody.
MAY_HAVE_LEFT = (Letter.State.SENT, Letter.State.TRANSMITTING, Letter.State.UNKNOWN)


def known_of(mailbox: Mailbox) -> Known:
    """The owner's cases, people, letters and conversations, as `mail.reading.match` wants them."""
    owner = mailbox.owner
    cases = (
        Case.objects.filter(owner=owner)
        .select_related("organisation")
        .prefetch_related("rounds__participants__person", "letters__person")
    )
    threads: dict[int, list[str]] = {}
    heard = InboundMail.objects.filter(owner=owner, case__isnull=False).values_list("case_id", "message_id")
    for case_id, message_id in heard:
        threads.setdefault(case_id, []).append(message_id.strip("<>"))
    return Known(
        cases=tuple(_case(case, tuple(threads.get(case.pk, ()))) for case in cases),
        own_addresses=tuple({mailbox.address.lower(), owner.email.lower()} - {""}),
    )


def _case(case: Case, thread_ids: tuple[str, ...]) -> KnownCase:
    rounds = list(case.rounds.all())
    people = {participant.person for round_ in rounds for participant in round_.participants.all()}
    addresses = sorted({person.email.lower() for person in people if person.email})
    domains = {address.rpartition("@")[2] for address in addresses} | {case.organisation.domain.lower()}
    return KnownCase(
        id=str(case.pk),
        organisation=case.organisation.name,
        role=case.role,
        people=tuple(addresses),
        names=tuple(sorted(person.name for person in people)),
        domains=tuple(sorted(domains - {""})),
        interview_at=min((round_.starts_at for round_ in rounds), default=None),
        open=case.state == Case.State.OPEN,
        letters=tuple(_letter(case, letter) for letter in case.letters.all() if letter.state in MAY_HAVE_LEFT),
        thread_ids=thread_ids,
    )


def _letter(case: Case, letter: Letter) -> KnownLetter:
    ids = [letter.message_id, letter.message_id_in_sent]
    return KnownLetter(
        case=str(case.pk),
        letter_id=str(letter.token),
        message_ids=tuple(message_id.strip("<>") for message_id in ids if message_id),
        to=(letter.person.email.lower(),),
        subject=letter.subject,
        body=letter.body,
        sent_at=letter.sent_at or letter.claimed_at,
    )
