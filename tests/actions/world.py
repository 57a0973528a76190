"""A small world for the tests of actions: one person, one mailbox, one case, and a clock that is moved by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from relance.actions.draft_letter import draft_letter, edit_letter
from relance.actions.keep_person import KnownSheet, keep_person
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, start_case
from relance.mail.doors import Mailbox as OpenMailbox
from relance.mail.doors import Transmitter
from relance.mail.memory import MemoryMailbox, MemoryServer, MemoryTransmitter
from relance.records import queries
from relance.records.models import Case, Letter, Mailbox, Owner, Person
from relance.records.secrets import seal

PARIS = ZoneInfo("Europe/Paris")
#: A Tuesday: interview from 10 to 11.
START = datetime(2026, 11, 24, 10, tzinfo=PARIS)


def paris(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """An instant of autumn 2026 in Paris."""
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


class Clock:
    """A clock that stands where it is put."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **lapse: float) -> datetime:
        """Let time go by."""
        self.at += timedelta(**lapse)
        return self.at


class MemoryDoors:
    """Doors on a server in memory; `opened` counts the visits to the mailbox."""

    def __init__(self, server: MemoryServer) -> None:
        self.server = server
        self.opened = 0

    def transmitter(self, mailbox: Mailbox) -> Transmitter:
        """The way out."""
        assert mailbox.address
        return MemoryTransmitter(self.server)

    @contextmanager
    def mailbox(self, mailbox: Mailbox) -> Iterator[OpenMailbox]:
        """The way in."""
        assert mailbox.address
        self.opened += 1
        if self.server.away is not None:
            raise self.server.away
        yield MemoryMailbox(self.server)


def make_owner(login: str = "alice") -> Owner:
    """Samira, who looks for a job."""
    return Owner.objects.create_user(
        login, name="Samira Benali", gender="f", phone="+33 6 00 00 00 00", email=f"{login}@example.org"
    )


def make_mailbox(owner: Owner) -> Mailbox:
    """Her mailbox."""
    return Mailbox.objects.create(
        owner=owner,
        address=owner.email,
        imap_host="imap.example.org",
        smtp_host="smtp.example.org",
        username=owner.email,
        secret=seal("correct horse"),
    )


DUPONT = NewPerson(
    name="Claire Dupont", email="c.dupont@delmas.test", civility="Mme", title="DRH", main_contact=True
)
RICARD = NewPerson(name="Paul Ricard", email="p.ricard@delmas.test", civility="M.", title="responsable juridique")


def make_case(owner: Owner, *people: NewPerson, organisation: str = "Cabinet Delmas", now: datetime) -> Case:
    """An interview at ten, on a Tuesday."""
    return start_case(
        owner=owner,
        interview=NewInterview(
            organisation=organisation,
            role="Juriste droit social",
            start=START,
            end=START + timedelta(hours=1),
            people=people or (DUPONT,),
        ),
        now=now,
    )


GOOD_THANKS = """Madame,

Je vous remercie du temps que vous m'avez accordé mardi pour parler du poste de juriste en droit social.

Votre présentation du contentieux prud'homal a renforcé mon intérêt pour ce poste. J'ai conduit trois ans de \
contentieux de ce type, un point que je n'avais pas eu le temps d'évoquer.

Je reste à votre disposition pour tout complément d'information.

Bien cordialement,
Samira Benali
"""


def written(
    case: Case, *, step: str = "thanks", to: Person | None = None, body: str = GOOD_THANKS, now: datetime
) -> Letter:
    """A letter of a step, in the user's own words, not approved yet."""
    round_ = queries.current_round(case)
    person = to or round_.participants.get(main_contact=True).person
    letter = draft_letter(round_=round_, step=step, person=person, now=now).letter
    if person.civility == "M.":
        body = body.replace("Madame,", "Monsieur,")
    edit_letter(letter=letter, subject="Merci pour notre entretien du 24 novembre", body=body, now=now)
    return letter


def mail(
    *,
    sender: str = "Claire Dupont <c.dupont@delmas.test>",
    to: str = "alice@example.org",
    subject: str = "RE: Merci pour notre entretien",
    text: str = "Bonjour,\n\nMerci pour votre message.\n\nClaire Dupont",
    at: datetime,
    message_id: str = "<answer-1@delmas.test>",
    in_reply_to: str = "",
    calendar: str = "",
    **headers: str,
) -> bytes:
    """A message as a server holds it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"], message["Message-ID"] = format_datetime(at), message_id
    if in_reply_to:
        message["In-Reply-To"] = message["References"] = in_reply_to
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if calendar:
        method = calendar.partition("METHOD:")[2].partition("\r\n")[0]
        message.add_alternative(calendar.encode(), maintype="text", subtype="calendar", params={"method": method})
    return message.as_bytes()


def calendar(
    *,
    start: datetime,
    minutes: int = 60,
    uid: str = "uid-1@delmas.test",
    sequence: int = 0,
    method: str = "REQUEST",
    organizer: str = "Claire Dupont <c.dupont@delmas.test>",
    summary: str = "Second entretien – juriste droit social",
    stamp: str = "20261125T080000Z",
) -> str:
    """An invitation as calendars send it."""
    name, address = organizer.rstrip(">").split(" <")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exemple//FR", f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{uid}",
        f"DTSTAMP:{stamp}", f"SEQUENCE:{sequence}", f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTEND:{start.astimezone(UTC) + timedelta(minutes=minutes):%Y%m%dT%H%M%SZ}", f"SUMMARY:{summary}",
        f"ORGANIZER;CN={name}:mailto:{address}", "ATTENDEE;CN=Paul Ricard:mailto:p.ricard@delmas.test",
        "ATTENDEE;CN=Samira Benali:mailto:alice@example.org", "LOCATION:https://visio.example.net/delmas",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def somebody(owner: Owner, clock: Clock, name: str = "Nadia Benkirane", **known: str) -> Person:
    """A sheet of the network, written by hand."""
    return keep_person(owner=owner, known=KnownSheet(name, **known), now=clock())  # type: ignore[arg-type]
