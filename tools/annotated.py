"""The annotated answers the reading is trained on: one sentence a line, what it says in brackets.

    ## rejection fr-BE hard | sent=2026-11-24 | promised=2026-12-04 | feedback=yes
    Subject: Suite à votre entretien
    Bonjour Samira,
    [rejection] Nous avons poursuivi avec une autre personne.
    [reason] Il nous manquait chez vous une pratique du droit social.
    Bien à vous,

A head tells the kind, the locale, plain or hard, and the facts; a line without a bracket is neutral.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

WRITTEN = Path(__file__).parent.parent / "tests/mail/reading/working/written"
ZONES = {
    "FR": "Europe/Paris", "BE": "Europe/Brussels", "CH": "Europe/Zurich", "CA": "America/Toronto",
    "MA": "Africa/Casablanca", "GB": "Europe/London", "US": "America/New_York", "IE": "Europe/Dublin",
}  # fmt: skip
_HEAD = re.compile(r"##\s*(?P<kind>\w+)\s+(?P<locale>\S+)\s*(?P<hard>\w*)\s*(?:\|(?P<facts>.*))?\Z")
_TAGS = re.compile(r"\[(?P<tags>[a-z_]+(?:\s*,\s*[a-z_]+)*)\]\s*(?P<words>.*)\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as written, and what it says."""

    words: str
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated answer; `hand` is who wrote it, `facts` the keys of its head as written."""

    id: str
    hand: str
    kind: str
    locale: str
    hard: bool
    subject: str
    lines: tuple[Line, ...]
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def region(self) -> str:
        """The region as `read` wants it."""
        return {"CA": "CA-QC"}.get(self.locale[-2:], self.locale[-2:])

    @property
    def zone(self) -> str:
        """The sender's zone."""
        return ZONES.get(self.locale[-2:], "Europe/Paris")

    @property
    def body(self) -> str:
        """The words as a mail shows them: sentences run on in paragraphs, the greeting and the name stand alone."""
        out: list[str] = []
        for line in self.lines:
            words = line.words
            if out and out[-1][-1:] in ".!?…" and len(out[-1]) > 24 and words[-1:] in ".!?…":
                out[-1] += " " + words
            else:
                out.append(words)
        return "\n\n".join(out)


def written(folder: Path = WRITTEN) -> list[Annotated]:
    """Every annotated answer of the folder, in the order of its files."""
    return [mail for path in sorted(folder.glob("*.txt")) for mail in parse(path.read_text("utf-8"), path.stem)]


def parse(text: str, name: str) -> Iterator[Annotated]:
    """The answers of one file; a head that cannot be read is an error that says where."""
    blocks = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    for number, block in enumerate(block for block in blocks if block.startswith("## ")):
        head, *rest = [line.strip() for line in block.splitlines() if line.strip()]
        found = _HEAD.match(head)
        if found is None:
            message = f"{name}, answer {number + 1}: the head cannot be read: {head}"
            raise ValueError(message)
        facts = dict(_fact(piece) for piece in (found["facts"] or "").split("|") if "=" in piece)
        subject = ""
        if rest and rest[0].lower().startswith("subject:"):
            subject = rest.pop(0).partition(":")[2].strip()
        yield Annotated(
            id=f"{name}/{number + 1}",
            hand=name.partition("-")[0],
            kind=found["kind"],
            locale=found["locale"],
            hard=found["hard"] == "hard",
            subject=subject,
            lines=tuple(_line(line) for line in rest if not line.startswith("#")),
            facts=facts,
        )


def _fact(piece: str) -> tuple[str, str]:
    name, _, value = piece.partition("=")
    return name.strip(), value.strip()


def _line(written_line: str) -> Line:
    found = _TAGS.match(written_line)
    if found is None:
        return Line(written_line)
    return Line(found["words"], frozenset(tag.strip() for tag in found["tags"].split(",")))


def render(mail: Annotated) -> bytes:
    """The answer as a raw message, plainly dressed: nothing but its words can tell what it says."""
    sent = mail.facts.get("sent", "2026-11-24")
    at = datetime.fromisoformat(sent if "T" in sent else f"{sent}T10:12").replace(tzinfo=ZoneInfo(mail.zone))
    sender = "c.lambert@example.org"
    if mail.kind == "bounce":
        sender = "Mail Delivery Subsystem <mailer-daemon@example.org>"
    head = (
        f"From: {sender}\r\nTo: candidat@example.net\r\nSubject: {Header(mail.subject, 'utf-8').encode()}\r\n"
        f"Date: {format_datetime(at)}\r\nMessage-ID: <{mail.id.replace('/', '.')}@example.org>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + mail.body.replace("\n", "\r\n").encode() + b"\r\n"
