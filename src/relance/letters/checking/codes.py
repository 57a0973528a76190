"""The table of codes: how grave each is, on which messages it may be found, and the rules it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from relance.letters.checking.message import RECRUITER_WHERE, Finding, Message, Part, Severity, Where

_REPLIES: frozenset[Where] = frozenset({"reply_invite", "withdraw", "acknowledge_offer"})
_ASKING: frozenset[Where] = frozenset({"thanks", "followup"})
_REFUSED: frozenset[Where] = frozenset({"after_rejection"})
_CANDIDATE: frozenset[Where] = _ASKING | _REPLIES | _REFUSED | {"inform", "note", "voicemail"}
_WRITTEN: frozenset[Where] = (_CANDIDATE - {"note", "voicemail"}) | {
    "recruiter_news",
    "recruiter_refusal",
    "recruiter_other",
}
_ALL: frozenset[Where] = _WRITTEN | {"note", "voicemail"}
_RECRUITER: frozenset[Where] = frozenset({"recruiter_news", "recruiter_refusal", "recruiter_other"})


@dataclass(frozen=True, slots=True)
class Code:
    """One line of the table. `english` is the severity on an English letter when it differs."""

    severity: Severity
    where: frozenset[Where]
    because: tuple[str, ...] = ()
    english: Severity | None = None
    french_only: bool = False


CODES: Mapping[str, Code] = {
    "waiting-for-answer": Code("error", _ASKING, ("T-14", "F-10"), english="info"),
    "competing-offer": Code("error", _CANDIDATE - {"inform"}, ("T-15", "F-11"), english="info"),
    "anger": Code("error", _CANDIDATE, ("N-02",)),
    "contests-decision": Code("error", _REFUSED, ("N-01",)),
    "reproach": Code("error", _CANDIDATE, ("S-05", "S-09")),
    "pressure": Code("warning", _CANDIDATE - {"inform"}, ("H-03", "S-09")),
    "insistence-after-refusal": Code("warning", _REFUSED, ("X-13",)),
    "self-deprecation": Code("warning", _CANDIDATE, ("S-06", "S-13")),
    "excuse-or-flattery": Code("info", _CANDIDATE, ("B-02", "B-03")),
    "thanks-missing": Code("error", _REPLIES | _REFUSED | {"thanks"}, ("T-05",)),
    "interest-missing": Code("warning", _ASKING, ("T-07", "F-05")),
    "nothing-specific": Code("warning", frozenset({"thanks"}), ("T-08",)),
    "availability-missing": Code("info", _ASKING | {"reply_invite"}, ("T-12", "F-08", "P-02")),
    "nothing-new": Code("info", frozenset({"followup"}), ("F-09",)),
    "feedback-not-asked": Code("info", _REFUSED, ("N-03",)),
    "too-long": Code("warning", _ASKING | {"voicemail"}, ("T-13", "F-04")),
    "same-text": Code("warning", frozenset({"thanks"}), ("T-04",)),
    "wrong-name": Code("error", _ALL, ("B-07",)),
    "wrong-organisation": Code("error", _CANDIDATE, ("B-07",)),
    "wrong-gender-agreement": Code("error", _CANDIDATE, ("T-19",), french_only=True),
    "unfilled-slot": Code("error", _ALL, ("T-19",)),
    "untrue-lapse": Code("error", _CANDIDATE, ("F-13",)),
    "tu-vous-mix": Code("warning", _ALL, ("2.10",), french_only=True),
    "foreign-region-word": Code("info", _ALL, ("X-18",), french_only=True),
    "no-greeting": Code("warning", _WRITTEN, ("2.11",)),
    "no-closing": Code("warning", _WRITTEN, ("2.11",)),
    "no-subject": Code("warning", _WRITTEN, ("2.11",)),
    "closing-mismatch": Code("warning", _WRITTEN, ("2.11",)),
    "shouting": Code("warning", _ALL, ("S-06",)),
    "spelling": Code("warning", _ALL, ("S-06",)),
    "attachment-missing": Code("warning", _CANDIDATE),
    "no-reason": Code("error", frozenset({"recruiter_refusal"}), ("Q-04",)),
    "unlawful-ground": Code("error", frozenset({"recruiter_refusal"}), ("L1132-1",)),
    "no-next-date": Code("warning", frozenset({"recruiter_news"}), ("Q-01", "Q-02", "Q-07")),
    "do-not-reply-tone": Code("warning", _RECRUITER, ("Q-08",)),
    "false-hope": Code("warning", _RECRUITER, ("Q-03",)),
}
# A code with two rules, one a purpose, shows the rule of the purpose at hand.
_BY_WHERE: Mapping[Where, str] = {"thanks": "T", "followup": "F", "reply_invite": "P"}


def applies(code: str, message: Message) -> bool:
    """Whether the code may be found on this message; without a known purpose, only what holds of any letter."""
    entry = CODES[code]
    if entry.french_only and not message.locale.startswith("fr"):
        return False
    if message.where is None:
        return entry.where in (_ALL, _WRITTEN)
    if code == "competing-offer" and message.purpose == "inform_competing_offer":
        return False
    return message.where in entry.where


def rules(code: str, where: Where | None) -> tuple[str, ...]:
    """The rules to name: T- rules for a thank-you, F- rules for a follow-up."""
    because = CODES[code].because
    letter = _BY_WHERE.get(where) if where else None
    mine = tuple(rule for rule in because if rule[0] == letter)
    if not mine or any(rule[0] not in "TFP" for rule in because):
        return because
    return mine


def severity(code: str, message: Message) -> Severity:
    """How grave the code is on this message."""
    entry = CODES[code]
    english = message.locale.startswith("en")
    if code == "competing-offer" and message.about.competing_offer == "inform":
        return "info"
    return entry.english if english and entry.english else entry.severity


def finding(
    code: str,
    message: Message,
    span: tuple[int, int] | None = None,
    *,
    fix: str | None = None,
    part: Part = "body",
    grave: Severity | None = None,
    **params: str,
) -> Finding:
    """A finding on these words of the body or of the subject; without a span, on something absent."""
    start, end = span or (0, 0)
    text = message.body if part == "body" else message.subject or ""
    return Finding(
        code=code,
        severity=grave or severity(code, message),
        excerpt=text[start:end],
        start=start,
        end=end,
        fix=fix,
        because=rules(code, message.where),
        part=part,
        params=params,
    )


__all__ = ["CODES", "RECRUITER_WHERE", "Code", "applies", "finding", "rules", "severity"]
