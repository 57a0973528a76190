# ruff: noqa: E501 -- a pattern is read whole, on its line
"""A message as handed to the checker, and a finding as handed back: frozen values, nothing computed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, TypeAlias

from relance.etiquette.facts import Gender

Severity: TypeAlias = Literal["error", "warning", "info"]
Part: TypeAlias = Literal["body", "subject"]
# What the table of codes calls «where»: several purposes of a draft share one.
Where: TypeAlias = Literal[
    "thanks",
    "followup",
    "after_rejection",
    "reply_invite",
    "withdraw",
    "acknowledge_offer",
    "inform",
    "note",
    "voicemail",
    "recruiter_news",
    "recruiter_refusal",
    "recruiter_other",
]

# Purpose as written -> where its codes are looked for. The left side is every purpose `relance draft` knows too.
PURPOSES: Mapping[str, Where] = {
    "thanks": "thanks",
    "followup": "followup",
    "followup1": "followup",
    "followup2": "followup",
    "after_rejection": "after_rejection",
    "thank_after_rejection": "after_rejection",
    "thank_and_ask_feedback": "after_rejection",
    "ask_feedback": "after_rejection",
    "ask_feedback_again": "after_rejection",
    "handwritten_note": "after_rejection",
    "reply_invite": "reply_invite",
    "withdraw": "withdraw",
    "acknowledge_offer": "acknowledge_offer",
    "accept_offer": "acknowledge_offer",
    "decline_offer": "acknowledge_offer",
    "ask_time": "acknowledge_offer",
    "inform_competing_offer": "inform",
    "linkedin_invite": "note",
    "keep_in_touch": "note",
    "call": "voicemail",
    "call_retry": "voicemail",
    "voicemail": "voicemail",
    "recruiter_news": "recruiter_news",
    "acknowledge": "recruiter_other",
    "still_running": "recruiter_news",
    "slowed": "recruiter_news",
    "standby": "recruiter_news",
    "stopped": "recruiter_news",
    "recruiter_refusal": "recruiter_refusal",
    "refusal_with_reasons": "recruiter_refusal",
    "invite": "recruiter_other",
    "offer": "recruiter_other",
}
RECRUITER_WHERE: frozenset[str] = frozenset({"recruiter_news", "recruiter_refusal", "recruiter_other"})
LOCALES: tuple[str, ...] = (
    "fr-FR",
    "fr-BE",
    "fr-CH",
    "fr-CA",
    "fr-MA",
    "fr-LU",
    "en-GB",
    "en-US",
    "en-CA",
    "en-IE",
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom the message goes, as far as it is known. On the recruiter's side this is the candidate."""

    name: str = ""
    civility: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The refusal being answered: `reasons` is None when they gave none."""

    received_on: date | None = None
    reasons: str | None = None
    feedback_requested_on: date | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """Where the recruiter's process stands: `state` is running, slowed, standby or stopped when it is known."""

    state: str = ""
    reasons: tuple[str, ...] = ()
    next_news: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """The case behind a message. Everything may be missing: what is not known accuses nobody."""

    role: str = ""
    organisation: str = ""
    candidate: str = ""
    gender: Gender | None = None
    interview_date: date | None = None
    recipient: Recipient = Recipient()
    other_messages: tuple[str, ...] = ()
    debrief: tuple[str, ...] = ()
    tu_offered: bool = False
    agency: str = ""
    refusal: Refusal | None = None
    slots: tuple[str, ...] = ()
    invited: bool = False
    sender: str = ""
    sender_organisation: str = ""
    process: Process | None = None
    competing_offer: Literal["never", "inform"] = "never"


@dataclass(frozen=True, slots=True)
class Message:
    """A message before it leaves. `subject` and `attachments` are None when the asker does not know them."""

    body: str
    where: Where | None = None
    purpose: str = ""
    locale: str = "fr-FR"
    about: About = About()
    sent_on: date | None = None
    subject: str | None = None
    attachments: tuple[str, ...] | None = None
    id: str | None = None

    @property
    def by_recruiter(self) -> bool:
        """Whether the employer's side is writing."""
        return self.where in RECRUITER_WHERE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `body[start:end] == excerpt` (or the subject's, by `part`); an absence has no words.

    `fix` is what to put instead of the excerpt so that a correct sentence remains (an empty text takes it out);
    None when only the writer can mend it. `params` fill the sentence that `wording.findings` holds for `code`.
    """

    code: str
    severity: Severity
    excerpt: str = ""
    start: int = 0
    end: int = 0
    fix: str | None = None
    because: tuple[str, ...] = ()
    part: Part = "body"
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a speller says of text[start:end]: an unknown word, or a fault of grammar. `message` is its own sentence."""

    start: int
    end: int
    kind: Literal["word", "grammar"] = "word"
    suggestions: tuple[str, ...] = ()
    message: str | None = None


class Speller(Protocol):
    """A spelling or grammar checker of the machine, handed in."""

    def faults(self, text: str, *, language: str) -> Iterable[Fault]:
        """The faults of one text in «fr» or «en»; nothing for a language it does not know."""
        ...
