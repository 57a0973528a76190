"""An invitation of a calendar that came by mail: what it changes in the case it belongs to.

A meeting nobody noted yet is proposed as the next interview; one that was noted from words is completed; an update
of one still to come moves it, which is told with a way back; a cancellation asks. Answers to the user's own
meetings (REPLY, COUNTER) change nothing. Nothing here closes a case or invents an interview: the user confirms.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from relance.actions.journal import append
from relance.actions.move_interview import move_interview
from relance.actions.pause_case import pause_case
from relance.actions.stop_letters import stop_letters
from relance.actions.tell import tell
from relance.calendars.invitations import Invitation, read_invitation, supersedes
from relance.mail.reading import Address, ParsedMessage, Reading
from relance.records.models import Case, Entry, InboundMail, Mailbox, Round

#: proposed: not noted yet. filled: noted from words. moved, updated: newer than what is known. known: a copy.
#: cancelled: called off.
Effect: TypeAlias = Literal["proposed", "filled", "moved", "updated", "known", "cancelled"]
#: Effects on an interview still to come that are carried out without a question.
QUIET: frozenset[Effect] = frozenset({"filled", "moved", "updated", "known"})
#: What the words around an invitation may be without adding anything to it.
_WORDS_OF_A_CALENDAR = frozenset({"invitation", "acknowledgement", "auto_reply", "unrelated", "other"})


def invitation_of(
    *, message: ParsedMessage, raw: bytes, tz: str, own: Collection[str], now: datetime
) -> Invitation | None:
    """The invitation a mail carries; None without one, and for an answer to a meeting of the user's own."""
    if not message.calendars:
        return None
    invitation, _ = read_invitation(raw, default_tz=tz, now=now, own=own)
    return None if invitation is None or invitation.is_reply else invitation


def widened(message: ParsedMessage, invitation: Invitation, own: Collection[str]) -> ParsedMessage:
    """The same message, as if its organiser and those to be met had written it: calendars send in their name."""
    named = [invitation.organizer.email] if invitation.organizer else []
    named += [person.email for person in invitation.people]
    strangers = tuple(Address("", email.lower()) for email in dict.fromkeys(named) if email)
    return replace(message, reply_to=(*message.reply_to, *(one for one in strangers if one.email not in own)))


def case_of_meeting(mailbox: Mailbox, invitation: Invitation) -> Case | None:
    """The case that knows this meeting by its UID: from an interview, else from a mail kept before."""
    if not invitation.uid:
        return None
    uid = invitation.uid[:500]
    round_ = Round.objects.filter(owner=mailbox.owner, invitation_uid=uid).order_by("-pk").first()
    if round_ is not None:
        return _case(round_.case_id)
    mails = InboundMail.objects.filter(owner=mailbox.owner, case__isnull=False, reading__invitation__uid=uid)
    mail = mails.order_by("-pk").first()
    return _case(mail.case_id) if mail is not None and mail.case_id else None


def effect_of(*, case: Case, invitation: Invitation, now: datetime) -> Effect:
    """What an invitation means for a case, before anything is kept."""
    noted = _noted(case, invitation)
    if invitation.cancelled:
        return "known" if noted is not None and noted.ends_at <= now else "cancelled"
    if noted is None:
        return _of_a_new_one(case, invitation, now)
    old = replace(invitation, sequence=noted.invitation_sequence, dtstamp=noted.invitation_stamp, cancelled=False)
    if not supersedes(invitation, old):
        return "known"
    if (noted.starts_at, noted.ends_at) == (invitation.start, invitation.end):
        return "updated"
    if invitation.start <= now:
        return "known"
    # The same event, dragged to another day once the interview had taken place, is another interview.
    return "moved" if noted.starts_at > now and not invitation.all_day else "proposed"


def is_quiet(*, case: Case, effect: Effect, invitation: Invitation, reading: Reading, now: datetime) -> bool:
    """Whether a mail needs no word from the user: the calendar's own message about an interview still to come."""
    noted = _noted(case, invitation) or _same_hour(case, invitation)
    ahead = noted is not None and noted.ends_at > now
    return effect in QUIET and ahead and reading.kind in _WORDS_OF_A_CALENDAR


def as_invited(reading: Reading, effect: Effect, invitation: Invitation) -> Reading:
    """What the words say, once it is known that an interview is proposed with them."""
    if effect != "proposed" or reading.kind not in _WORDS_OF_A_CALENDAR | {"question"}:
        return reading
    because = reading.because if reading.kind == "invitation" else (invitation.summary[:200],)
    return replace(reading, kind="invitation", because=because)


def apply_invitation(
    *, case: Case, effect: Effect, invitation: Invitation, mail: InboundMail, now: datetime
) -> None:
    """Carry out what an invitation changes. Called once a mail is kept, in the same transaction."""
    noted = _noted(case, invitation) or _same_hour(case, invitation)
    if effect == "cancelled":
        _cancelled(case, invitation, now)
    if noted is None or effect not in {"filled", "moved", "updated"}:
        return
    if effect == "moved":
        _moved(noted, invitation, mail, now)
    else:
        stop_letters(case=case, because="answer-arrived")
        data = {"mail": mail.pk, "effect": effect}
        append(round_=noted, kind=Entry.Kind.NOTE, action="calendar", now=now, data=data)
    _keep_version(noted, invitation, fill=effect == "filled")


def invitation_data(invitation: Invitation, effect: Effect) -> dict[str, Any]:
    """What was read of an invitation, as JSON for the records."""
    return {
        "effect": effect,
        "uid": invitation.uid[:500],
        "sequence": invitation.sequence,
        "stamp": invitation.dtstamp.isoformat() if invitation.dtstamp else None,
        "start": invitation.start.isoformat(),
        "end": invitation.end.isoformat(),
        "all_day": invitation.all_day,
        "mode": invitation.mode or "",
        "location": invitation.location[:500],
        "url": (invitation.url or "")[:2000],
        "summary": invitation.summary[:300],
        "people": [
            {"name": one.name, "email": one.email, "title": one.title, "civility": one.civility}
            for one in invitation.people[:30]
        ],
    }


def _of_a_new_one(case: Case, invitation: Invitation, now: datetime) -> Effect:
    same = _same_hour(case, invitation)
    if same is not None:
        return "known" if same.invitation_uid else "filled"
    latest = case.rounds.order_by("-starts_at").first()
    # Read late, the mail that asked for the interview already noted by hand, about the same day.
    is_old = latest is not None and invitation.start <= latest.starts_at and invitation.start <= now
    return "known" if is_old else "proposed"


def _noted(case: Case, invitation: Invitation) -> Round | None:
    if not invitation.uid:
        return None
    return case.rounds.filter(invitation_uid=invitation.uid[:500]).order_by("-number").first()


def _same_hour(case: Case, invitation: Invitation) -> Round | None:
    return case.rounds.filter(starts_at=invitation.start).order_by("-number").first()


def _moved(round_: Round, invitation: Invitation, mail: InboundMail, now: datetime) -> None:
    data = {"mail": mail.pk, "uid": invitation.uid[:500]}
    before = _local(round_.case, round_.starts_at)
    entry = move_interview(round_=round_, start=invitation.start, end=invitation.end, now=now, data=data)
    tell(
        owner=round_.owner,
        code="interview-moved",
        key=f"interview-moved:{entry.pk}",
        case=round_.case,
        params={"entry": str(entry.pk), "before": before, "after": _local(round_.case, invitation.start)},
    )


def _cancelled(case: Case, invitation: Invitation, now: datetime) -> None:
    pause_case(case=case, because="interview-cancelled", now=now)
    tell(
        owner=case.owner,
        code="interview-cancelled",
        key=f"interview-cancelled:{case.pk}:{invitation.uid[:100]}:{invitation.start.isoformat()}",
        case=case,
        params={"before": _local(case, invitation.start)},
    )


def _local(case: Case, at: datetime) -> str:
    return at.astimezone(ZoneInfo(case.tz)).isoformat(timespec="minutes")


def _keep_version(round_: Round, invitation: Invitation, *, fill: bool) -> None:
    """Keep which version of the meeting is known; place and link follow it, or only fill what was left blank."""
    values: dict[str, Any] = {
        "mode": invitation.mode or "",
        "location": invitation.location[:500],
        "url": (invitation.url or "")[:2000],
    }
    for name, value in values.items():
        if value and not (fill and getattr(round_, name)):
            setattr(round_, name, value)
    round_.invitation_uid = invitation.uid[:500]
    round_.invitation_sequence = invitation.sequence
    round_.invitation_stamp = invitation.dtstamp
    round_.save(
        update_fields=["mode", "location", "url", "invitation_uid", "invitation_sequence", "invitation_stamp"]
    )


def _case(key: int) -> Case:
    return Case.objects.select_related("owner", "organisation").get(pk=key)
