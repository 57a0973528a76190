"""Change the settings of the person."""

from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction

from relance.actions.keep_time import refresh_due
from relance.actions.playbooks import find_playbook
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.etiquette.workingdays import is_region
from relance.records.models import Case, Owner

LETTER_LOCALES = ("fr-FR", "fr-BE", "fr-CH", "fr-CA", "fr-MA", "en-GB", "en-US")
_CHOICES = {
    "language": ("fr", "en"),
    "gender": ("", "f", "m", "x"),
    "letter_locale": LETTER_LOCALES,
}
CHANGEABLE = ("name", "gender", "email", "phone", "language", "letter_locale", "playbook", "region", "tz")


def change_settings(*, owner: Owner, changes: dict[str, Any], now: datetime) -> None:
    """Keep the changes, all or none, and plan anew every open case that the doctrine or the zone moves."""
    problems = _problems(owner, changes)
    if problems:
        raise BadInputError(tuple(problems))
    changed = {name for name, value in changes.items() if getattr(owner, name) != value}
    with transaction.atomic():
        for name, value in changes.items():
            setattr(owner, name, value)
        owner.save(update_fields=list(changes))
        cases = Case.objects.filter(owner=owner, state=Case.State.OPEN)
        if "tz" not in changed:
            cases = cases.filter(playbook="") if "playbook" in changed else cases.none()
        for case in cases:
            refresh_due(case=case, now=now)


def choose_playbook(*, case: Case, playbook: str, now: datetime) -> None:
    """Choose a doctrine for one case; empty: the owner's."""
    if playbook:
        _, problems = find_playbook(playbook, case.owner)
        if problems:
            raise BadInputError(problems)
    Case.objects.filter(pk=case.pk).update(playbook=playbook)
    case.refresh_from_db()
    refresh_due(case=case, now=now)


def zone_problems(zone: str) -> list[Problem]:
    """What is wrong with the name of a zone."""
    return [] if zone in available_timezones() else [Problem("tz", "zone_unknown", {"zone": str(zone)})]


def _problems(owner: Owner, changes: dict[str, Any]) -> list[Problem]:
    problems = [Problem(name, "field_unknown", {"name": name}) for name in changes if name not in CHANGEABLE]
    for name, choices in _CHOICES.items():
        if name in changes and changes[name] not in choices:
            problems.append(Problem(name, "choice_unknown", {"value": str(changes[name])}))
    if "tz" in changes:
        problems += zone_problems(changes["tz"])
    if "region" in changes and not is_region(changes["region"]):
        problems.append(Problem("region", "region_unknown", {"region": str(changes["region"])}))
    if "playbook" in changes:
        problems += find_playbook(changes["playbook"], owner)[1]
    return problems
