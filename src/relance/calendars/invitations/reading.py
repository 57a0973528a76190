"""Read an invitation out of an .ics or of a mail: `read_invitation`.

What it promises: an answer or a reason for any bytes at all, in bounded time; never a traceback. Everything the
file did not say and the reader supposed (an end, a zone) is told as a problem that stops nothing.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from relance.calendars.invitations.choosing import choose
from relance.calendars.invitations.embedded import embedded_zones
from relance.calendars.invitations.envelope import Envelope, Sheet, open_envelope
from relance.calendars.invitations.event import Found, read_event
from relance.calendars.invitations.interviews import judge
from relance.calendars.invitations.invitation import Invitation, newest
from relance.calendars.invitations.lines import Tree, read_tree
from relance.calendars.invitations.moments import at
from relance.calendars.invitations.zones import named_zone, nearest_name
from relance.etiquette.problems import Problem

_CLOSE_LOOK = 12
# In a calendar of thousands, only descriptions that hold one of these are worth weighing.
_HINT = re.compile(
    r"(?i)candidat|entretien|entrevue|interview|recrut|poste|hiring|position|role|applied|application|cv|profil"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one file gave: each meeting once with what is doubtful about it, and what concerns the whole."""

    meetings: tuple[tuple[Invitation, tuple[Problem, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        """The meetings, the likeliest interview first."""
        return tuple(invitation for invitation, _ in self.meetings)


def read_invitation(
    raw: bytes,
    *,
    default_tz: str | None = None,
    now: datetime | None = None,
    own: Collection[str] = (),
) -> tuple[Invitation | None, tuple[Problem, ...]]:
    """The invitation of an .ics or of a mail, the interview first, and everything doubtful about it.

    `default_tz` is the reader's IANA zone, for times that name none; `own` are the reader's addresses, left out of
    the people to meet; `now` (aware) lets the next interview be chosen among several. Without a usable event the
    invitation is None and at least one problem has the severity «error».
    """
    reading = read_invitations(raw, default_tz=default_tz, own=own)
    if not reading.meetings:
        return None, reading.problems
    chosen, doubts = choose(reading.invitations, now)
    own_doubts = next(known for one, known in reading.meetings if one is chosen)
    return chosen, (*reading.problems, *own_doubts, *doubts)


def read_invitations(raw: bytes, *, default_tz: str | None = None, own: Collection[str] = ()) -> Reading:
    """The likeliest interviews of the file, at most twelve; or its likeliest events if none is an interview."""
    envelope = open_envelope(raw)
    problems = list(envelope.problems)
    given = named_zone(default_tz) if default_tz else None
    if default_tz and given is None:
        shown = {"zone": default_tz[:60], "taken": "UTC"}
        problems.append(Problem("tz", "unknown_zone", shown, nearest_name(default_tz), "warning"))
    found: list[Found] = []
    for sheet in envelope.sheets:
        found += _events(sheet, problems)
    if not found and not any(problem.severity == "error" for problem in problems):
        problems.append(Problem(_where(envelope), "no_event"))
    read: dict[tuple[str, str | None], tuple[Invitation, tuple[Problem, ...]]] = {}
    refused: list[Problem] = []
    for item in _likeliest(found, envelope):
        invitation, doubts = read_event(item, envelope, given, {*own, *envelope.recipients})
        if invitation is None:
            refused += doubts
            continue
        key = invitation.key if invitation.uid else (f"#{len(read)}", None)
        if key not in read or newest((read[key][0], invitation)) is invitation:
            read[key] = (invitation, tuple(doubts))
    problems += refused[:3] if not read else [replace(one, severity="warning") for one in refused[:3]]
    return Reading(tuple(read.values()), tuple(problems))


def _where(envelope: Envelope) -> str:
    return envelope.sheets[0].place or "file" if envelope.sheets else "file"


def _events(sheet: Sheet, problems: list[Problem]) -> list[Found]:
    tree = read_tree(sheet.raw, sheet.charset)
    _tell_damage(tree, sheet, problems)
    zones = embedded_zones(tree.root)
    found: list[Found] = []
    for block in tree.root.blocks:
        if block.name == "VEVENT":
            found.append(Found(block, tree.root, sheet, zones))
        else:
            found += [Found(event, block, sheet, zones) for event in block.inside("VEVENT")]
    return found


def _tell_damage(tree: Tree, sheet: Sheet, problems: list[Problem]) -> None:
    damage = (
        (tree.unclosed, "truncated", True),
        (tree.misfolded, "misfolded", False),
        (tree.too_long, "line_too_long", False),
    )
    for line, code, grave in damage:
        if line is not None:
            place = at(sheet.place, line)
            problems.append(Problem(place, code, severity="warning" if grave else "note"))


def _likeliest(found: Sequence[Found], envelope: Envelope) -> list[Found]:
    """The few events worth reading whole, the likeliest first."""
    return sorted(found, key=lambda item: -_glance(item, envelope))[:_CLOSE_LOOK]


def _glance(item: Found, envelope: Envelope) -> int:
    summary = item.event.first("SUMMARY")
    title = summary.text if summary else ""
    words = None
    if any(line.name == "DESCRIPTION" and _HINT.search(line.text) for line in item.event.lines):
        words = item.event.first("DESCRIPTION")
    subject = envelope.subject if len(envelope.sheets) <= 2 else ""
    return judge(f"{title} · {subject}"[:400], words.text[:1_500] if words else "").score
