"""The situation: facts, playbook and instant, read once into what the rules ask about."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from relance.etiquette.facts import CompetingOffer, Done, ExtraContact, Facts, Promise, Reply, SilentCall
from relance.etiquette.hours import DAY
from relance.etiquette.playbook import CountUnit, Playbook
from relance.etiquette.workingdays import WorkingDays, working_days

DECISIVE = ("second_interview", "offer", "rejection")
_FRIDAY = 4


@dataclass(slots=True)
class Journal:
    """The events, digested: what was sent and when, which promise runs, what they decided."""

    promised_on: date | None = None  # P of PL-11, in force
    restart_on: date | None = None  # the last delay reply without a date (PL-17)
    delayed_on: date | None = None  # the last delay reply, dated or not
    delay_after_followup1: tuple[date, date | None] | None = None  # its date, and its own promise
    restart_after_call: date | None = None  # a delay without a date since the last silent call (AMB-14)
    decisive: Reply | None = None
    done: dict[str, date] = field(default_factory=dict)
    done_since_decisive: dict[str, date] = field(default_factory=dict)
    thanked: set[str] = field(default_factory=set)  # people thanked one by one
    thanked_all: bool = False
    invited: set[str] = field(default_factory=set)  # people asked on LinkedIn one by one
    invited_all: bool = False
    followup1_on: date | None = None  # by letter, call or call_retry
    extra_contacts: int = 0
    contacts: list[date] = field(default_factory=list)  # dates of own contacts
    silent_calls: dict[str, list[date]] = field(default_factory=dict)
    competing: CompetingOffer | None = None
    informed: bool = False


@dataclass(slots=True)
class Situation:
    """What every rule looks at. `now` is local to the employer (PL-01), `day` is the interview's local date D."""

    facts: Facts
    playbook: Playbook
    now: datetime
    now_utc: datetime
    today: date
    day: date
    days: WorkingDays
    journal: Journal

    def is_past(self, instant: datetime) -> bool:
        """Whether now is strictly after that instant (AMB-02), clock changes included."""
        return self.now_utc > instant.astimezone(UTC)

    def is_to_come(self, instant: datetime) -> bool:
        """Whether that instant is strictly after now."""
        return instant.astimezone(UTC) > self.now_utc

    @property
    def waits(self) -> bool:
        """They asked to be left to come back themselves (PL-22)."""
        return self.facts.contact_policy == "wait_for_them"

    @property
    def to_agency(self) -> bool:
        """Every message goes to the agency, none to its client (PL-23)."""
        return self.facts.via_agency and self.playbook.agency == "agency_only"

    @property
    def recipient(self) -> tuple[str, ...]:
        """Who gets what is meant for the main contact (PL-13, PL-23)."""
        return ((self.facts.agency if self.to_agency else self.facts.main_contact).id,)

    @property
    def sent(self) -> int:
        """Own contacts made in this round (PL-15): a group of thanks is one, each follow-up is one."""
        done = self.journal.done
        steps = ("thanks" in done) + (self.journal.followup1_on is not None) + ("followup2" in done)
        return steps + self.journal.extra_contacts

    @property
    def last_contact(self) -> date | None:
        """Date of the last own contact made."""
        return max(self.journal.contacts, default=None)

    def count(self, day: date, n: int, unit: CountUnit) -> date:
        """`n` days after `day` in that unit, not shifted (PL-02)."""
        return day + DAY * n if unit == "calendar_days" else self.days.after(day, n)


def read_situation(facts: Facts, playbook: Playbook, now: datetime) -> Situation:
    """Look at the facts once, at an instant."""
    tz = facts.tz
    local = now.astimezone(tz)
    day = facts.interview.end.astimezone(tz).date()
    days = working_days(facts.region, facts.extra_closed_days)
    journal = _digest(facts, day, days)
    return Situation(facts, playbook, local, local.astimezone(UTC), local.date(), day, days, journal)


def last_promised_day(promise: Promise | None, anchor: date, days: WorkingDays) -> date | None:
    """The announced last day P, or None when nothing was announced (PL-11)."""
    if promise is None or promise.kind == "vague":
        return None
    if promise.kind == "date":
        return promise.date
    if promise.kind == "end_of_week":
        weekday = anchor.weekday()
        return anchor + DAY * (_FRIDAY - weekday + (7 if weekday >= _FRIDAY else 0))
    n = promise.n or 0
    return days.after(anchor, n) if promise.unit == "working" else anchor + DAY * n


def _digest(facts: Facts, day: date, days: WorkingDays) -> Journal:
    journal = Journal(promised_on=last_promised_day(facts.promise, day, days))
    for event in facts.events:
        on = event.at.astimezone(facts.tz).date()
        if isinstance(event, Done):
            _note_done(journal, event, on)
        elif isinstance(event, Reply):
            _note_reply(journal, event, on, days)
        elif isinstance(event, SilentCall):
            journal.silent_calls.setdefault(event.action, []).append(on)
            if event.action == "followup1":
                journal.restart_after_call = None
        elif isinstance(event, ExtraContact):
            journal.extra_contacts += 1
            journal.contacts.append(on)
        else:
            journal.competing = event
            journal.informed = False
    return journal


def _note_done(journal: Journal, event: Done, on: date) -> None:
    action = event.action
    journal.done[action] = on
    journal.done_since_decisive[action] = on
    if action in ("followup1", "call_retry"):
        journal.followup1_on = on
        journal.delay_after_followup1 = None
        journal.contacts.append(on)
    elif action == "followup2":
        journal.contacts.append(on)
    elif action == "thanks":
        journal.thanked.update(event.to)
        journal.thanked_all |= not event.to
        journal.contacts.append(on)
    elif action == "linkedin_invite":
        journal.invited.update(event.to)
        journal.invited_all |= not event.to
    elif action == "inform_competing_offer":
        journal.informed = True


def _note_reply(journal: Journal, reply: Reply, on: date, days: WorkingDays) -> None:
    if reply.kind in DECISIVE:
        journal.decisive = reply
        journal.done_since_decisive = {}
    elif reply.kind == "delay":
        promised = last_promised_day(reply.promise, on, days)
        journal.promised_on = promised
        journal.delayed_on = on
        journal.delay_after_followup1 = (on, promised)
        if promised is None:
            journal.restart_on = journal.restart_after_call = on
