"""Follow an employer's page: the plan keeps to the day it announces, by itself (docs/candidate-page.md).

The promise: what the page said last is kept when it is away, closed or unreadable, and nothing of the case is lost
with it. Each change is written in the journal with its source, and told once. A page is asked a few times a day by
one worker at a time: the next reading is put off before the request leaves. A follow-up that left is put to the
page once, as a question.
"""

import logging
import re
from datetime import date, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.may_leave import FOLLOWUPS
from relance.actions.page_door import PageDoor, PageError, PageGoneError, PageValues
from relance.actions.refusals import BadInputError
from relance.actions.tell import tell
from relance.etiquette.facts import Promise as PromiseFact
from relance.etiquette.problems import Problem
from relance.records import queries
from relance.records.facts import promise_data
from relance.records.models import Case, Entry, FollowedPage, Letter, Mailbox, Promise, Round
from relance.records.secrets import SecretUnreadableError, seal, unseal

log = logging.getLogger("relance.worker")

#: Between two readings of a page.
PAUSE = timedelta(hours=8)
#: After so long without an answer, the user is told that the page is away.
AWAY = timedelta(days=3)
#: A day announced further ahead than this is a mistake of the page's.
FARTHEST = timedelta(days=3 * 366)
_TAIL = re.compile(r"(/|\.json|\.ics)$")


def follow_page(*, case: Case, address: str, now: datetime, pages: PageDoor) -> FollowedPage:
    """Read the page once and follow it from now on. BadInputError when it cannot be read, and nothing kept."""
    typed, problems = _address(address)
    if problems:
        raise BadInputError(tuple(problems))
    try:
        values = pages.read(typed, "")
    except PageGoneError:
        raise BadInputError((Problem("address", "page_gone"),)) from None
    except PageError as error:
        raise BadInputError((Problem("address", _PROBLEMS[error.code]),)) from error
    if values is None:
        raise BadInputError((Problem("address", "page_unreadable"),))
    with transaction.atomic():
        FollowedPage.objects.filter(case=case).delete()
        page = FollowedPage.objects.create(
            case=case, secret=seal(typed), host=urlsplit(typed).netloc, made_at=now, next_read_at=now + PAUSE
        )
        _take(page, values, now, aloud=False)
    return page


def stop_following(*, case: Case) -> bool:
    """Forget the page; the day it announced stays. Return whether one was followed."""
    return FollowedPage.objects.filter(case=case).delete()[0] > 0


def pages_due(now: datetime, *, limit: int = 20) -> QuerySet[FollowedPage]:
    """Pages to read at `now`: those whose hour has come, and those whose case sent a follow-up since."""
    sent = Letter.objects.filter(
        case=OuterRef("case"),
        state=Letter.State.SENT,
        step__in=FOLLOWUPS,
        sent_at__gt=OuterRef("next_read_at") - PAUSE,
    )
    rows = FollowedPage.objects.filter(gone_at__isnull=True, case__state=Case.State.OPEN)
    due = rows.filter(Q(next_read_at__lte=now) | Exists(sent))
    return due.select_related("case__owner", "case__organisation").order_by("next_read_at")[:limit]


def read_page(*, page: FollowedPage, now: datetime, pages: PageDoor) -> bool:
    """Read a page again, and put a follow-up that left to it. False when another worker does."""
    rows = FollowedPage.objects.filter(pk=page.pk)
    if not rows.filter(next_read_at=page.next_read_at, gone_at__isnull=True).update(next_read_at=now + PAUSE):
        return False
    # The whole row is saved below: with the hour it had, a page without ETag would be read at every round.
    page.next_read_at = now + PAUSE
    try:
        address = unseal(page.secret)
        _ask(page, address, now, pages)
        values = pages.read(address, page.etag if _knows_a_promise(page.case) else "")
    except PageGoneError:
        _gone(page, now)
    except PageError as error:
        _away(page, error.code, now)
    except SecretUnreadableError:
        _away(page, "unreadable", now)
    else:
        if values is not None:
            _take(page, values, now, aloud=True)
        rows.update(read_at=now, failure="")
    return True


def _take(page: FollowedPage, values: PageValues, now: datetime, *, aloud: bool) -> None:
    """Keep what the page says; what changed goes into the journal, and `aloud` to the user."""
    case = page.case
    with transaction.atomic():
        round_ = queries.current_round(case)
        day = values.next_on if _holds(round_, values.next_on, now) else None
        moved = day is not None and (day != page.next_on or not _knows_a_promise(case))
        turned = values.state != page.state
        page.state, page.said, page.contact = values.state, values.said, dict(values.contact)
        page.etag, page.read_at, page.failure = values.etag, now, ""
        page.since_on, page.next_on = values.since_on, day
        page.save()
        if moved and day is not None:
            _announce(round_, day, values.said, now)
        if moved or turned:
            data = {"state": values.state, "next_on": day.isoformat() if day else None, "host": page.host}
            append(round_=round_, kind=Entry.Kind.NOTE, action="page", data=data, now=now)
        if aloud and turned and values.state in _TURNS:
            _tell(case, _TURNS[values.state], now)
        if aloud and moved and day is not None:
            _tell(case, "page-date", now, day)
        refresh_due(case=case, now=now)


def _announce(round_: Round, day: date, said: str, now: datetime) -> None:
    """The promise of the round; where an answer of theirs announced another day since, an answer too."""
    promise = PromiseFact("date", day, said=said or None)
    known = Promise.objects.filter(round=round_).first()
    if known is None or known.promised_on != day or known.kind != "date":
        Promise.objects.update_or_create(
            round=round_,
            defaults={
                "kind": "date", "promised_on": day, "n": None, "unit": "calendar", "said": said[:1000],
                "noted_at": now,
            },
        )  # fmt: skip
    rows = round_.entries.filter(kind=Entry.Kind.REPLY, undone_by__isnull=True)
    if any(row.data.get("kind") == "delay" for row in rows):
        data = {"kind": "delay", "promise": promise_data(promise), "by": "page"}
        append(round_=round_, kind=Entry.Kind.REPLY, data=data, now=now)


def _knows_a_promise(case: Case) -> bool:
    """Whether the current round knows a promise: a new interview begins without one, and takes the page's."""
    return Promise.objects.filter(round=queries.current_round(case)).exists()


def _holds(round_: Round, day: date | None, now: datetime) -> bool:
    """Whether a day can be true: not before the interview, nor years ahead."""
    interview_on = round_.starts_at.astimezone(ZoneInfo(round_.case.tz)).date()
    return day is not None and interview_on <= day <= (now + FARTHEST).date()


def _ask(page: FollowedPage, address: str, now: datetime, pages: PageDoor) -> None:
    """Put the follow-ups sent since the last question to the page: it is a question waiting there, not noise."""
    since = page.asked_at or page.made_at
    sent = Letter.objects.filter(case=page.case, state=Letter.State.SENT, step__in=FOLLOWUPS, sent_at__gt=since)
    if not sent.exists():
        return
    owner = page.case.owner
    mailbox = Mailbox.objects.filter(owner=owner).only("address").first()
    # Which of one's addresses the link was sent to is not known here: the one one writes from, then the other.
    mine = dict.fromkeys(one.lower() for one in (mailbox.address if mailbox else "", owner.email) if one)
    taken = any(pages.ask(address, one) for one in mine)
    FollowedPage.objects.filter(pk=page.pk).update(asked_at=now)
    page.asked_at = now
    if taken:
        round_ = queries.current_round(page.case)
        append(round_=round_, kind=Entry.Kind.NOTE, action="page-asked", data={"host": page.host}, now=now)


def _gone(page: FollowedPage, now: datetime) -> None:
    if FollowedPage.objects.filter(pk=page.pk, gone_at__isnull=True).update(gone_at=now, next_read_at=None):
        round_ = queries.current_round(page.case)
        append(round_=round_, kind=Entry.Kind.NOTE, action="page-gone", data={"host": page.host}, now=now)
        _tell(page.case, "page-gone", now)


def _away(page: FollowedPage, code: str, now: datetime) -> None:
    FollowedPage.objects.filter(pk=page.pk).update(failure=code)
    log.info("page of case %d: %s", page.case_id, code)
    last = page.read_at or page.made_at
    if now - last >= AWAY:
        _tell(page.case, "page-away", last)


def _tell(case: Case, code: str, at: datetime, day: date | None = None) -> None:
    tell(
        owner=case.owner,
        code=code,
        key=f"{code}:{case.pk}:{at.isoformat()}",
        case=case,
        params={"day": day.isoformat()} if day else {},
    )


#: What a change of state is told as; the others are told by their day alone.
_TURNS = {
    "slowed": "page-slowed",
    "standby": "page-standby",
    "stopped": "page-stopped",
    "deciding": "page-deciding",
    "answered": "page-answered",
    "withdrawn": "page-withdrawn",
}
_PROBLEMS = {
    "slow": "page_unreachable",
    "unreachable": "page_unreachable",
    "refused": "page_unreachable",
    "unreadable": "page_unreadable",
    "newer": "page_newer",
    "not-here": "page_needs_https",
    "not-public": "page_not_public",
}


def _address(pasted: str) -> tuple[str, list[Problem]]:
    """The address of the JSON behind what was pasted: the page, its calendar, or the JSON itself."""
    text = pasted.strip().partition("#")[0].partition("?")[0]
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return "", [Problem("address", "page_address_unreadable")]
    whole = parts.scheme in {"http", "https"} and parts.hostname and text.isascii() and text.isprintable()
    if not whole or " " in text or len(text) > 500 or "@" in parts.netloc or len(parts.path) < 2:
        return "", [Problem("address", "page_address_unreadable")]
    if parts.scheme == "http" and not (_here(parts.hostname or "") and settings.ACCOUNTS == "local"):
        return "", [Problem("address", "page_needs_https")]
    return _TAIL.sub("", text) + ".json", []


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
