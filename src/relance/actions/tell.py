"""Tell the user something, once."""

from collections.abc import Mapping

from django.db import transaction
from django.db.utils import IntegrityError

from relance.records.models import Case, Letter, Notice, Owner


def tell(
    *,
    owner: Owner,
    code: str,
    key: str,
    case: Case | None = None,
    letter: Letter | None = None,
    params: Mapping[str, str] | None = None,
) -> bool:
    """Keep a notice unless one of the same key exists. Return whether it is new."""
    try:
        with transaction.atomic():
            Notice.objects.create(
                owner=owner, code=code, key=key[:200], case=case, letter=letter, params=dict(params or {})
            )
    except IntegrityError:
        return False
    return True


def mark_seen(*, owner: Owner, notice_id: int, now: object) -> bool:
    """The user has read a notice."""
    return Notice.objects.filter(owner=owner, pk=notice_id, seen_at__isnull=True).update(seen_at=now) == 1
