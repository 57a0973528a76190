"""Keep a doctrine of one's own, made in a form; forget one. The plans that follow it are computed again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from relance.actions.keep_time import refresh_due
from relance.actions.refusals import BadInputError
from relance.etiquette import DEFAULT_PLAYBOOK, load_playbook, playbook_ids, read_playbook_tables
from relance.etiquette.playbooktables import only_what_differs, table_of
from relance.etiquette.problems import Problem
from relance.records.models import Case, Owner, OwnPlaybook

#: Nobody compares more.
MOST = 20


def keep_playbook(
    *,
    owner: Owner,
    title: str,
    base: str,
    values: Mapping[str, Any],
    now: datetime,
    playbook: OwnPlaybook | None = None,
) -> OwnPlaybook:
    """Keep `values` (the whole table) as one's own doctrine: what differs from `base`, which gives the rest.

    BadInputError with every problem, each at the key of its value; nothing kept.
    """
    table = _table(title.strip(), base, values)
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        if playbook is None:
            playbook = _next(owner)
        playbook.values = table
        playbook.save()
        _plan_anew(owner, playbook.key, now)
    return playbook


def forget_playbook(*, playbook: OwnPlaybook, now: datetime) -> None:
    """Forget a doctrine: what followed it follows the one it was made from."""
    owner, key = playbook.owner, playbook.key
    base = str(playbook.values.get("inherits") or DEFAULT_PLAYBOOK)
    base = base if base in playbook_ids() else DEFAULT_PLAYBOOK
    with transaction.atomic():
        moved = _following(owner, key)
        Case.objects.filter(owner=owner, playbook=key).update(playbook=base)
        Owner.objects.filter(pk=owner.pk, playbook=key).update(playbook=base)
        playbook.delete()
        owner.refresh_from_db()
        owner.__dict__.pop("playbook_tables", None)
        _refresh(owner, moved, now)


def _table(title: str, base: str, values: Mapping[str, Any]) -> dict[str, Any]:
    problems = [] if title else [Problem("title", "playbook_title_missing")]
    if len(title) > 120:
        problems.append(Problem("title", "text_too_long", {"most": "120"}))
    if base not in playbook_ids():
        raise BadInputError((*problems, Problem("inherits", "playbook_unknown", {"id": base[:80]})))
    inherited = load_playbook(base)
    # Read whole first, so that a fault is told at its own place whatever is inherited.
    _, wrong = read_playbook_tables({"mine": {"title": title, "locale": inherited.locale, **values}})
    problems += [replace(one, place=one.place.removeprefix("mine: ")) for one in wrong]
    if problems:
        raise BadInputError(tuple(problems))
    return {"title": title, "inherits": base, **only_what_differs(values, table_of(inherited))}


def _next(owner: Owner) -> OwnPlaybook:
    rows = OwnPlaybook.objects.filter(owner=owner)
    if rows.count() >= MOST:
        raise BadInputError((Problem("title", "playbooks_too_many", {"most": str(MOST)}),))
    last = rows.aggregate(last=Max("number"))["last"] or 0
    return OwnPlaybook(owner=owner, number=last + 1)


def _plan_anew(owner: Owner, key: str, now: datetime) -> None:
    owner.__dict__.pop("playbook_tables", None)
    _refresh(owner, _following(owner, key), now)


def _following(owner: Owner, key: str) -> list[int]:
    follows = Q(playbook=key)
    if owner.playbook == key:
        follows |= Q(playbook="")
    return list(Case.objects.filter(follows, owner=owner, state=Case.State.OPEN).values_list("pk", flat=True))


def _refresh(owner: Owner, cases: list[int], now: datetime) -> None:
    for case in owner.cases.filter(pk__in=cases):
        refresh_due(case=case, now=now)
