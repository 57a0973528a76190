# ruff: noqa: E501 -- a pattern is read whole, on its line
"""Reading a message from JSON or YAML: all that is wrong with it at once, and as much of it as can be used."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from relance.etiquette.problems import Problem
from relance.letters.checking.message import LOCALES, PURPOSES, About, Message, Process, Recipient, Refusal

if TYPE_CHECKING:
    from relance.etiquette.facts import Gender

_KEYS = ("id", "purpose", "locale", "case", "sent_on", "attachments", "subject", "body", "playbook")
_CASE_KEYS = (
    "role", "organisation", "candidate", "interview_date", "recipient", "other_messages", "debrief", "tu_offered",
    "agency", "refusal", "invitation", "offer", "sender", "process", "playbook", "competing_offer",
)  # fmt: skip
# The purposes to name when one is unknown; a draft's own are understood as well.
_MAIN = (
    "thanks", "followup", "after_rejection", "reply_invite", "withdraw", "acknowledge_offer", "recruiter_news",
    "recruiter_refusal",
)  # fmt: skip
# Above this, a text is not a letter: it is cut rather than read for minutes.
MAX_BODY = 100_000


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


class _Reader:
    """Collects the problems while values are taken out of a mapping."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(
        self, place: str, code: str, suggestion: str | None = None, *, grave: bool = False, **params: str
    ) -> None:
        """Note a problem; only a grave one keeps the message from being checked."""
        self.problems.append(Problem(place, code, params, suggestion, "error" if grave else "warning"))

    def text(self, source: Mapping[str, Any], key: str, place: str) -> str:
        value = source.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        self.problem(f"{place}{key}", "not_a_text", value=_short(value))
        return ""

    def texts(self, source: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        value = source.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if isinstance(value, Sequence):
            return tuple(str(item) for item in value if item is not None and not isinstance(item, (Mapping, list)))
        self.problem(f"{place}{key}", "not_a_list", value=_short(value))
        return ()

    def day(self, source: Mapping[str, Any], key: str, place: str) -> date | None:
        value = source.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            self.problem(f"{place}{key}", "bad_date", value=_short(value))
            return None

    def mapping(self, source: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
        value = source.get(key)
        if value is None:
            return {}
        if isinstance(value, Mapping):
            return value
        self.problem(f"{place}{key}", "not_a_table", value=_short(value))
        return {}

    def known(self, source: Mapping[str, Any], keys: Sequence[str], place: str) -> None:
        for key in source:
            if key not in keys:
                near = get_close_matches(str(key), keys, n=1)
                self.problem(f"{place}{key}", "unknown_key", near[0] if near else None)


def read_message(data: Any) -> tuple[Message | None, list[Problem]]:
    """A message and what is wrong with it. Without a body there is no message; anything else missing only says less.

    An unknown purpose or locale is a problem, and the message is still given: what holds of any letter is checked.
    """
    reader = _Reader()
    if not isinstance(data, Mapping):
        reader.problem("", "not_a_table", grave=True, value=_short(data))
        return None, reader.problems
    reader.known(data, _KEYS, "")
    if not isinstance(data.get("body"), str):
        reader.problem(
            "body",
            "missing" if data.get("body") is None else "not_a_text",
            grave=True,
            value=_short(data.get("body")),
        )
        return None, reader.problems
    body: str = data["body"]
    if len(body) > MAX_BODY:
        reader.problem("body", "letter_too_big", grave=True, size=str(len(body)), most=str(MAX_BODY))
        return None, reader.problems
    purpose = reader.text(data, "purpose", "")
    where = PURPOSES.get(purpose)
    if purpose and where is None:
        near = get_close_matches(purpose, list(PURPOSES), n=1)
        reader.problem(
            "purpose", "not_a_choice", near[0] if near else None, value=_short(purpose), choices=", ".join(_MAIN)
        )
    case = reader.mapping(data, "case", "")
    identity = data.get("id")
    message = Message(
        body=body,
        where=where,
        purpose=purpose,
        locale=_locale(reader, reader.text(data, "locale", "")),
        about=_about(reader, case, str(data.get("playbook") or case.get("playbook") or "")),
        sent_on=reader.day(data, "sent_on", ""),
        subject=reader.text(data, "subject", "") if data.get("subject") is not None else None,
        attachments=reader.texts(data, "attachments", "") if data.get("attachments") is not None else None,
        id=None if identity is None else str(identity),
    )
    return message, reader.problems


def _locale(reader: _Reader, value: str) -> str:
    """The locale as known, whatever its case or separator; French of France when there is none."""
    if not value:
        return "fr-FR"
    tidy = value.replace("_", "-").lower()
    for locale in LOCALES:
        if locale.lower() == tidy:
            return locale
    fallback = {"fr": "fr-FR", "en": "en-GB"}.get(tidy[:2])
    if fallback is None or tidy not in {"fr", "en"}:
        near = get_close_matches(value, LOCALES, n=1)
        reader.problem(
            "locale", "not_a_choice", near[0] if near else None, value=_short(value), choices=", ".join(LOCALES)
        )
    return fallback or "fr-FR"


def _about(reader: _Reader, case: Mapping[str, Any], playbook: str) -> About:
    reader.known(case, _CASE_KEYS, "case.")
    candidate = reader.mapping(case, "candidate", "case.")
    recipient = reader.mapping(case, "recipient", "case.")
    debrief = reader.mapping(case, "debrief", "case.")
    invitation = reader.mapping(case, "invitation", "case.")
    sender = reader.mapping(case, "sender", "case.")
    gender = reader.text(candidate, "gender", "case.candidate.").lower()
    inform = case.get("competing_offer") == "inform" or playbook.startswith(("en", "consensus-en", "english"))
    return About(
        role=reader.text(case, "role", "case."),
        organisation=reader.text(case, "organisation", "case."),
        candidate=reader.text(candidate, "name", "case.candidate."),
        gender=cast("Gender", gender) if gender in {"f", "m", "x"} else None,
        interview_date=reader.day(case, "interview_date", "case."),
        recipient=Recipient(
            name=reader.text(recipient, "name", "case.recipient."),
            civility=reader.text(recipient, "civility", "case.recipient."),
            title=reader.text(recipient, "title", "case.recipient."),
        ),
        other_messages=reader.texts(case, "other_messages", "case."),
        debrief=tuple(text for key in debrief for text in reader.texts(debrief, key, "case.debrief.")),
        tu_offered=case.get("tu_offered") is True,
        agency=_name_or_text(reader, case, "agency"),
        refusal=_refusal(reader, case),
        slots=_slots(reader, invitation),
        invited=bool(invitation),
        sender=reader.text(sender, "name", "case.sender."),
        sender_organisation=reader.text(sender, "organisation", "case.sender."),
        process=_process(reader, case),
        competing_offer="inform" if inform else "never",
    )


def _name_or_text(reader: _Reader, case: Mapping[str, Any], key: str) -> str:
    value = case.get(key)
    if isinstance(value, Mapping):
        return reader.text(value, "name", f"case.{key}.")
    return reader.text(case, key, "case.") if not isinstance(value, bool) else ""


def _refusal(reader: _Reader, case: Mapping[str, Any]) -> Refusal | None:
    if case.get("refusal") is None:
        return None
    refusal = reader.mapping(case, "refusal", "case.")
    reasons = refusal.get("reasons")
    if isinstance(reasons, Sequence) and not isinstance(reasons, str):
        reasons = "; ".join(str(item) for item in reasons)
    return Refusal(
        received_on=reader.day(refusal, "received_on", "case.refusal."),
        reasons=str(reasons) if reasons else None,
        feedback_requested_on=reader.day(refusal, "feedback_requested_on", "case.refusal."),
    )


def _slots(reader: _Reader, invitation: Mapping[str, Any]) -> tuple[str, ...]:
    for key in ("slots", "proposed_slots", "dates", "start"):
        if invitation.get(key):
            return reader.texts(invitation, key, "case.invitation.")
    return ()


def _process(reader: _Reader, case: Mapping[str, Any]) -> Process | None:
    if case.get("process") is None:
        return None
    process = reader.mapping(case, "process", "case.")
    return Process(
        state=reader.text(process, "state", "case.process.").lower(),
        reasons=reader.texts(process, "reasons", "case.process."),
        next_news=str(process.get("next_news") or ""),
    )
