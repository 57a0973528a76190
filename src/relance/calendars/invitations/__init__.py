"""Read an invitation. Pure."""

from relance.calendars.invitations.invitation import (
    Attendee,
    Contact,
    Interviewer,
    Invitation,
    newest,
    same_meeting,
    supersedes,
)
from relance.calendars.invitations.reading import read_invitation, read_invitations

__all__ = [
    "Attendee",
    "Contact",
    "Interviewer",
    "Invitation",
    "newest",
    "read_invitation",
    "read_invitations",
    "same_meeting",
    "supersedes",
]
