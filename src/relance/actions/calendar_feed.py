"""Make, renew and revoke the secret address of a calendar. Only a digest of it is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import Q

from relance.records.models import CalendarFeed, Owner

#: 256 bits: nobody finds an address by trying.
_BYTES = 32
#: Programs read every few minutes; that they do is noted once an hour.
_NOTED = timedelta(hours=1)


def renew_feed(*, owner: Owner, now: datetime) -> str:
    """Give the calendar a new address and return its secret part, this once. The one before stops working."""
    secret = secrets.token_urlsafe(_BYTES)
    CalendarFeed.objects.update_or_create(
        owner=owner, defaults={"digest": _digest(secret), "made_at": now, "read_at": None}
    )
    return secret


def revoke_feed(*, owner: Owner) -> bool:
    """Close the address. Return whether one was open."""
    return CalendarFeed.objects.filter(owner=owner, digest__isnull=False).update(digest=None) == 1


def find_feed(*, secret: str) -> CalendarFeed | None:
    """The calendar behind an address, None for an address that is not, or no longer, one."""
    return (
        CalendarFeed.objects.select_related("owner").filter(digest=_digest(secret), owner__is_active=True).first()
    )


def note_read(*, feed: CalendarFeed, now: datetime) -> None:
    """Remember that a program reads the calendar, so that the settings can say so."""
    late = Q(read_at__isnull=True) | Q(read_at__lt=now - _NOTED)
    CalendarFeed.objects.filter(late, pk=feed.pk).update(read_at=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
