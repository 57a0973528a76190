"""A candidate wrote: the recruiter says in one tap what it was, and letters to them may leave again."""

from datetime import datetime

from django.db import transaction

from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.open_opening import candidate_withdrew
from relance.actions.pause_case import resume_case
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records import queries
from relance.records.models import Case, Entry, InboundMail

#: What a candidate's words can be: asking for news, asking why, leaving, or nothing that calls for anything.
HEARD = ("news", "reasons", "withdrew", "nothing")


def hear_candidate(*, case: Case, what: str, now: datetime, mail: InboundMail | None = None) -> Entry | None:
    """Write it in the journal and close the mail that carried it; without one, it was said otherwise."""
    if what not in HEARD:
        raise BadInputError((Problem("what", "choice_unknown", {"value": what}),))
    with transaction.atomic():
        entry = None
        at = min(mail.received_at, now) if mail is not None else now
        data = {"mail": mail.pk} if mail is not None else {}
        if what in {"news", "reasons"}:
            round_ = queries.current_round(case)
            told = {"about": what, **data}
            entry = append(round_=round_, kind=Entry.Kind.ASKED, action=what, at=at, now=now, data=told)
        elif what == "withdrew":
            entry = candidate_withdrew(case=case, now=now, at=at, mail=mail)
        if mail is not None:
            InboundMail.objects.filter(pk=mail.pk).update(status=InboundMail.Status.HANDLED, case=case, entry=entry)
        resume_case(case=case, now=now)
        refresh_due(case=case, now=now)
    return entry
