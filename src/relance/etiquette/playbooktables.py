"""A playbook written out as the table it is read from: to be shown in a form, changed, and kept."""

from collections.abc import Mapping
from typing import Any

from relance.etiquette.playbook import FollowUp2Rule, Ideal, Playbook


def table_of(playbook: Playbook) -> dict[str, Any]:
    """Every value of a playbook by its key, as `read_playbook_tables` takes it; its name and author aside."""
    thanks, first, second, close = playbook.thanks, playbook.followup1, playbook.followup2, playbook.close
    return {
        "debrief": {
            "at": "interview_end",
            "latest_hours": playbook.debrief.latest_hours,
            "before_thanks": playbook.debrief.before_thanks,
        },
        "thanks": {
            "ideal": _ideal(thanks.ideal),
            "earliest_min": thanks.earliest_min,
            "latest_hours": thanks.latest_hours,
            "offday": thanks.offday,
            "recipients": thanks.recipients,
            "channel": thanks.channel,
        },
        "followup1": {
            "unit": first.unit,
            "days": {"short": first.days.short, "unknown": first.days.unknown, "long": first.days.long},
            "grace_working_days": first.grace_working_days,
            "channel": first.channel,
            "to": first.to,
        },
        "followup2": _second(second),
        "voicemail": playbook.voicemail,
        "voicemail_silent_max": playbook.voicemail_silent_max,
        "max_contacts": playbook.max_contacts,
        "close": {"after": close.after, "unit": close.unit},
        "linkedin": {"enabled": playbook.linkedin},
        "rejection": {
            "mode": playbook.rejection.mode,
            "insist_after_days": playbook.rejection.insist_after_days or False,
            "handwritten": playbook.rejection.handwritten,
        },
        "competing_offer": playbook.competing_offer,
        "agency": playbook.agency,
    }


def only_what_differs(table: Mapping[str, Any], inherited: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `table` that `inherited` does not give already, block by block."""
    own: dict[str, Any] = {}
    for key, value in table.items():
        other = inherited.get(key)
        if isinstance(value, Mapping) and isinstance(other, Mapping):
            value = {name: one for name, one in value.items() if name not in other or other[name] != one}  # noqa: PLW2901 - narrowed
            if not value:
                continue
        elif key in inherited and value == other:
            continue
        own[key] = value
    return own


def _ideal(ideal: Ideal) -> dict[str, Any]:
    cap = {} if ideal.cap_hours is None else {"cap_hours": ideal.cap_hours}
    if ideal.mode == "after_end":
        return {"mode": ideal.mode, "minutes": ideal.minutes, **cap}
    return {"mode": ideal.mode, "at": f"{ideal.at:%H:%M}", **cap}


def _second(second: FollowUp2Rule) -> dict[str, Any]:
    if not second.enabled:
        return {"enabled": False}
    return {"enabled": True, "channel": second.channel, "gap": second.gap, "unit": second.unit}
