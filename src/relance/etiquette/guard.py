"""The guard: may I write now? (PL-31)."""

from datetime import date, datetime, time

from relance.etiquette.facts import Facts
from relance.etiquette.hours import DAY, MIN_GAP_WORKING_DAYS, at_hour, is_quiet, out_of_quiet
from relance.etiquette.playbook import Playbook
from relance.etiquette.situation import Situation, read_situation
from relance.etiquette.steps import Allowed, Reasons, Refused, Verdict

ANSWERED: dict[str, Reasons] = {"second_interview": ("PL-18",), "offer": ("PL-19",), "rejection": ("PL-20",)}
PROMISE_RUNS: Reasons = ("W-01", "H-02", "PL-11")
CAP_REACHED: Reasons = ("H-01", "PL-15")
TOO_SOON: Reasons = ("PL-14",)
QUIET: Reasons = ("PL-05",)


def may_contact(facts: Facts, playbook: Playbook, now: datetime) -> Verdict:
    """Whether a follow-up may leave now, and if not, until when and by which rules (PL-31)."""
    return verdict(read_situation(facts, playbook, now))


def verdict(situation: Situation) -> Verdict:
    """The first refusal in the order of PL-31; their decisive reply comes before all (AMB-27).

    `until` is the first instant at which that very reason no longer holds; another may hold then.
    """
    journal, today = situation.journal, situation.today
    if journal.decisive is not None:
        return Refused(None, ANSWERED[journal.decisive.kind])
    if journal.promised_on is not None and today <= journal.promised_on:
        return Refused(_start_of(situation, journal.promised_on + DAY), PROMISE_RUNS)
    if situation.sent >= situation.playbook.max_contacts:
        return Refused(None, CAP_REACHED)
    if situation.last_contact is not None:
        again = situation.days.after(situation.last_contact, MIN_GAP_WORKING_DAYS)
        if today < again:
            return Refused(_start_of(situation, again), TOO_SOON)
    if is_quiet(situation.now):
        return Refused(out_of_quiet(situation.now), QUIET)
    return Allowed()


def _start_of(situation: Situation, day: date) -> datetime:
    return at_hour(day, time(), situation.facts.tz)
