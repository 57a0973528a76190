"""Delivery failures, by structure (RFC 3464), and the plain-text notices of qmail and Exim.

Subjects prove nothing: Postfix says «Undelivered Mail», Exchange «Non remis». Only `Action: failed` is a failure.
"""

import re

from relance.mail.reading import mime
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.shapes import Permanence, Recipient

_ROBOT = pattern("bounces", "ROBOT")
_TEXT_FAILURE = pattern("bounces", "TEXT_FAILURE")
_TEXT_DELAY = pattern("bounces", "TEXT_DELAY")
_UNKNOWN = re.compile(
    r"user unknown|no such user|unknown user|does not exist|doesn't exist|no mailbox|n['’]existe pas|unrouteable"
    r"|inconnu"
)
_POLICY = re.compile(r"spam|policy|blocked|blacklist|reputation|refus")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_BASIC = re.compile(r"\b([45])[0-5]\d[ -]")
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_MESSAGE_ID = re.compile(r"^[> \t]*Message-ID:\s*<([^<>\s]{3,300})>", re.IGNORECASE | re.MULTILINE)


def failures(tree: mime.Tree, body: str) -> tuple[Recipient, ...]:
    """The recipients a delivery report says were not reached; none for a delay, a receipt or an ordinary mail."""
    root = tree.parts[0]
    reports = [
        part
        for part in tree.parts
        if part.media_type in {"message/delivery-status", "message/global-delivery-status"}
    ]
    if reports:
        found = [item for part in reports for item in _from_report(mime.payload(tree, part))]
        return tuple({item.email: item for item in found}.values())
    if not is_mail_robot(root):
        return ()
    head = body[:4000]
    failed = root.first("x-failed-recipients")
    if not failed and (not _TEXT_FAILURE.search(head) or _TEXT_DELAY.search(head)):
        return ()
    own = {email.lower() for email in _EMAIL.findall(root.first("to") + " " + root.first("from"))}
    listed = [email.lower() for email in _EMAIL.findall(failed or _before_the_copy(head))]
    status = next(iter(_STATUS.findall(head)), "")
    basic = _BASIC.search(head)
    permanence = judge(status or (f"{basic[1]}.0.0" if basic else ""), head)
    emails = [email for email in dict.fromkeys(listed) if email not in own]
    return tuple(Recipient(email, permanence, status) for email in emails[:20]) or (
        Recipient("", permanence, status),
    )


def is_mail_robot(root: mime.Part) -> bool:
    """Whether a mail server speaks: an empty return path, or a name only servers bear."""
    if root.first("return-path").strip() == "<>":
        return _ROBOT.search(root.first("from")) is not None or root.media_type == "multipart/report"
    return _ROBOT.search(root.first("from")) is not None


def _before_the_copy(text: str) -> str:
    return re.split(r"\n-{2,}[^\n]*(?:copy|copie|original|message)", text, maxsplit=1, flags=re.IGNORECASE)[0]


def _from_report(data: bytes) -> list[Recipient]:
    found = []
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for block in re.split(rb"\n[ \t]*\n", lines)[:200]:
        fields = mime.read_headers(block)
        if next(iter(fields.get("action", ())), "").strip().lower() != "failed":
            continue
        final = next(iter(fields.get("original-recipient", ())), "") or next(
            iter(fields.get("final-recipient", ())), ""
        )
        email = _EMAIL.search(final.rpartition(";")[2])
        final_email = _EMAIL.search(next(iter(fields.get("final-recipient", ())), "").rpartition(";")[2])
        chosen = final_email or email
        status = next(iter(_STATUS.findall(next(iter(fields.get("status", ())), ""))), "")
        diagnostic = next(iter(fields.get("diagnostic-code", ())), "")[:500]
        status = next(iter(_STATUS.findall(diagnostic)), status) if status.endswith(".0.0") else status
        found.append(Recipient(chosen[0].lower() if chosen else "", judge(status, diagnostic), status, diagnostic))
    return found


def judge(status: str, diagnostic: str) -> Permanence:
    """What a status means for the address: 5.1.x dead, 5.7.x refused (the address may be right), 4.x not yet."""
    text = diagnostic.lower()
    if status.startswith("4"):
        return "not_yet"
    if status.startswith(("5.1.", "5.4.310", "5.4.4")) and not status.endswith((".8", ".7")):
        return "dead"
    if status.startswith("5.7."):
        return "refused"
    if status == "5.2.2" or "quota" in text or "mailbox full" in text or "bo\u00eete pleine" in text:
        return "not_yet"
    if _UNKNOWN.search(text):
        return "dead"
    if _POLICY.search(text):
        return "refused"
    return "failed"


def returned_ids(tree: mime.Tree, body: str) -> tuple[str, ...]:
    """Message-IDs of the messages that came back inside this one."""
    found: list[str] = []
    for part in tree.parts[1:]:
        if part.parents and part.parents[-1] in {"message/rfc822", "message/global"}:
            found.extend(_MESSAGE_ID.findall("Message-ID: " + part.first("message-id")))
        elif part.media_type in {"text/rfc822-headers", "message/rfc822-headers", "text/rfc822"}:
            found.extend(
                _MESSAGE_ID.findall(
                    mime.payload(tree, part, limit=64_000).decode("utf-8", "replace").replace("\r", "")
                )
            )
    if not found and is_mail_robot(tree.parts[0]):
        found.extend(_MESSAGE_ID.findall(body))
    return tuple(dict.fromkeys(found))
