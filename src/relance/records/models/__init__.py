"""The tables. Every row has an owner, directly or through its case."""

from relance.records.models.answers import PreparedAnswer
from relance.records.models.assistants import Assistant
from relance.records.models.cases import Case, Debrief, Participant, Promise, Round
from relance.records.models.doctrines import MADE, OwnPlaybook
from relance.records.models.feeds import CalendarFeed
from relance.records.models.journal import Entry
from relance.records.models.lessons import Lesson
from relance.records.models.letters import Attachment, Letter
from relance.records.models.mailboxes import FolderCursor, InboundMail, Mailbox, Notice
from relance.records.models.mornings import MorningMail
from relance.records.models.network import Exchange, FormerPost, OpenDoor, SamePerson
from relance.records.models.openings import Member, Opening, OpeningTurn
from relance.records.models.owners import LOCAL_LOGIN, Owner
from relance.records.models.pages import CandidatePage, FollowedPage
from relance.records.models.people import Organisation, Person, Reference

__all__ = [
    "LOCAL_LOGIN",
    "MADE",
    "Assistant",
    "Attachment",
    "CalendarFeed",
    "CandidatePage",
    "Case",
    "Debrief",
    "Entry",
    "Exchange",
    "FolderCursor",
    "FollowedPage",
    "FormerPost",
    "InboundMail",
    "Lesson",
    "Letter",
    "Mailbox",
    "Member",
    "MorningMail",
    "Notice",
    "OpenDoor",
    "Opening",
    "OpeningTurn",
    "Organisation",
    "OwnPlaybook",
    "Owner",
    "Participant",
    "Person",
    "PreparedAnswer",
    "Promise",
    "Reference",
    "Round",
    "SamePerson",
]
