"""What matching may know of an owner's cases."""

import time
from collections import defaultdict
from datetime import datetime
from typing import Any

from relance.mail.reading import Known, KnownCase, KnownLetter
from relance.records.models import Case, InboundMail, Letter, Mailbox, Participant, Round

#: How long what is known may be trusted during one reading.
FRESH_SECONDS = 2.0
#: States of a letter that may have reached somebody.
MAY_HAVE_LEFT = (Letter.State.SENT, Letter.State.TRANSMITTING, Letter.State.UNKNOWN)


class KnownCases:
    """What is known, looked up again once something was kept: a mail may be answered by the next one.

    And every few seconds, for the user may note a case while thousands of messages are being read.
    """

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._known: Known | None = None
        self._asked_at = 0.0

    def known(self) -> Known:
        """The owner's cases, as they stood when the last mail was kept."""
        if self._known is None or time.monotonic() - self._asked_at > FRESH_SECONDS:
            self._known, self._asked_at = known_of(self._mailbox), time.monotonic()
        return self._known

    def forget(self) -> None:
        """Something was kept: look again."""
        self._known = None


def known_of(mailbox: Mailbox) -> Known:
    """The owner's cases, people, letters and conversations, as `mail.reading.match` wants them: five queries."""
    owner = mailbox.owner
    cases = Case.objects.filter(owner=owner).select_related("organisation")
    met, letters = _people(mailbox), _letters(mailbox)
    first = _first_interviews(mailbox)
    threads: dict[int, list[str]] = defaultdict(list)
    heard = InboundMail.objects.filter(owner=owner, case__isnull=False).values_list("case_id", "message_id")
    for case_id, message_id in heard:
        threads[case_id].append(message_id.strip("<>"))
    return Known(
        cases=tuple(
            _case(case, met[case.pk], letters[case.pk], first.get(case.pk), tuple(threads[case.pk]))
            for case in cases
        ),
        own_addresses=tuple({mailbox.address.lower(), owner.email.lower()} - {""}),
    )


def _case(
    case: Case,
    met: set[tuple[str, str]],
    letters: list[KnownLetter],
    interview_at: datetime | None,
    thread_ids: tuple[str, ...],
) -> KnownCase:
    addresses = {email for _, email in met if email}
    domains = {email.rpartition("@")[2] for email in addresses} | {case.organisation.domain.lower()}
    return KnownCase(
        id=str(case.pk),
        organisation=case.organisation.name,
        role=case.role,
        people=tuple(sorted(addresses)),
        names=tuple(sorted(name for name, _ in met)),
        domains=tuple(sorted(domains - {""})),
        interview_at=interview_at,
        open=case.state == Case.State.OPEN,
        letters=tuple(letters),
        thread_ids=thread_ids,
        for_opening=case.opening_id is not None,
    )


def _people(mailbox: Mailbox) -> dict[int, set[tuple[str, str]]]:
    met: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = Participant.objects.filter(round__owner=mailbox.owner).values_list(
        "round__case_id", "person__name", "person__email"
    )
    for case_id, name, email in rows:
        met[case_id].add((name, email.lower()))
    return met


def _letters(mailbox: Mailbox) -> dict[int, list[KnownLetter]]:
    letters: dict[int, list[KnownLetter]] = defaultdict(list)
    rows: Any = Letter.objects.filter(owner=mailbox.owner, state__in=MAY_HAVE_LEFT).defer("raw", "used")
    for letter in rows.select_related("person"):
        ids = [letter.message_id, letter.message_id_in_sent]
        letters[letter.case_id].append(
            KnownLetter(
                case=str(letter.case_id),
                letter_id=str(letter.token),
                message_ids=tuple(message_id.strip("<>") for message_id in ids if message_id),
                to=(letter.person.email.lower(),),
                subject=letter.subject,
                body=letter.body,
                sent_at=letter.sent_at or letter.claimed_at,
            )
        )
    return letters


def _first_interviews(mailbox: Mailbox) -> dict[int, datetime]:
    first: dict[int, datetime] = {}
    for case_id, starts_at in Round.objects.filter(owner=mailbox.owner).values_list("case_id", "starts_at"):
        first[case_id] = min(starts_at, first.get(case_id, starts_at))
    return first
