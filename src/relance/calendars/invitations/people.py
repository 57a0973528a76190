"""Who will be met: interviewers with name, address and title; rooms, mailing lists and the candidate left out."""

import re
from collections.abc import Collection, Sequence

from relance.calendars.invitations.interviews import fold
from relance.calendars.invitations.invitation import Attendee, Contact, Interviewer
from relance.calendars.invitations.lines import Block, Property
from relance.calendars.invitations.names import (
    NAME,
    WORD,
    is_thing,
    name_of,
    pattern,
    plain_name,
    table,
    tidy_name,
)
from relance.calendars.invitations.told import described

_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]{1,80}@[^\s<>\"'(),;:\[\]]{1,120}")
_GREETING = re.compile(
    rf"(?:Bonjour|Bonsoir|Hello|Hi|Dear|Cher|Chère|Salut),? (?:M\.|Mr|Monsieur|Mme|Madame|Ms|Mrs)? ?"
    rf"(?P<name>{WORD}(?: {WORD})?)"
)
_CANDIDATE = re.compile(
    rf"(?i:candidate?|candidat\(e\)|applicant|interviewee|invitee|invitée?|invité\(e\))\s*:\s*(?P<name>{NAME})"
)


_FIRM_WORDS = (
    "Cabinet|Groupe|Group|Société|Maison|Mairie|Ville|Commune|Département|Région|Métropole|Banque|Librairie|Hôpital|"
    "Clinique|École|Ecole|Collège|Lycée|Université|Institut|Fondation|Association|Agence|Studio|Laboratoires?|Garage|"
    "Hôtel|Restaurant|Ateliers?|Éditions|Editions|Théâtre|Musée|Mutuelle|Transports?|Boulangerie|Pharmacie|Caisse|Office"
)
_AT = re.compile(rf"\b(?:chez|at|@)\s+(?P<name>{WORD}(?: (?:(?:&|et|and|de|du|des) )?{WORD}){{0,3}})")
_FIRM = re.compile(
    rf"\b(?P<name>(?:{_FIRM_WORDS}) (?:(?:de la|de|du|des|d'|&|et) ?)?{WORD}"
    rf"(?: (?:(?:&|et|de|du|des) )?{WORD}){{0,3}})"
)


def read_contact(line: Property | None) -> Contact | None:
    """Name and address of an ORGANIZER, with or without «mailto:», the address perhaps in EMAIL=."""
    if line is None:
        return None
    email = _email(line)
    name = plain_name(line.params.get("CN", ""))
    if not email and not name:
        name = plain_name(line.text.split(":")[-1]) if "/" not in line.value else ""
    if not email and not name:
        return None
    return Contact("" if "@" in name else name, email)


def read_attendees(event: Block, limit: int = 500) -> tuple[Attendee, ...]:
    """Each ATTENDEE once, at most `limit`."""
    found: dict[str, Attendee] = {}
    for line in event.every("ATTENDEE"):
        contact = read_contact(line)
        if contact is None:
            continue
        if len(found) >= limit:
            break
        attendee = Attendee(
            contact.name,
            contact.email,
            line.params.get("ROLE", "").upper(),
            line.params.get("PARTSTAT", "").upper(),
            (line.params.get("CUTYPE") or "individual").lower(),
        )
        found.setdefault(contact.email or contact.name, attendee)
    return tuple(found.values())


def _email(line: Property) -> str:
    value = re.sub(r"(?i)^\s*mailto:\s*", "", line.value.strip())
    for text in (line.params.get("EMAIL", ""), value, line.params.get("CN", "")):
        # iCloud puts an opaque path in the value; the address stands in EMAIL=
        found = _ADDRESS.search(re.sub(r"(?i)mailto:", " ", text)[:400])
        if found is not None:
            return found[0].strip(".").lower()
    return ""


def find_people(
    *,
    organizer: Contact | None,
    attendees: Sequence[Attendee],
    texts: Sequence[str],
    title: str,
    own: Collection[str] = (),
) -> tuple[Interviewer, ...]:
    """Interviewers, the organiser first, each once; names told in the description complete those of the list."""
    invited = [a for a in attendees if _is_person(a) and a.partstat != "DECLINED" and a.role != "NON-PARTICIPANT"]
    candidate = _candidate(organizer, invited, texts, title, own)
    avoid = {email.lower() for email in own} | candidate
    found: list[Interviewer] = []
    for attendee in (*_host(organizer), *invited):
        name, job, civility = tidy_name(attendee.name)
        name = _first_name_first(name, attendee.email) or name_of(attendee.email)
        known = any(
            one.email == attendee.email if attendee.email else fold(one.name) == fold(name) for one in found
        )
        if known or {attendee.email, fold(name)} & avoid or not (name or attendee.email):
            continue
        found.append(Interviewer(name, attendee.email, job, civility))
    absent = [Interviewer(tidy_name(a.name)[0], a.email) for a in attendees if a.email in avoid]
    told = [one for one in described(texts, title) if not any(_same(me, one) for me in absent)]
    return tuple(_merged(found, told, avoid | {fold(me.name) for me in absent if me.name}))


def _first_name_first(name: str, email: str) -> str:
    """«Müller Reto» of reto.mueller@… is Reto Müller."""
    words = name.split()
    parts = re.split(r"[._]", email.partition("@")[0])
    if len(words) == 2 and len(parts) == 2 and fold(words[1]) == parts[0] and fold(words[0]) != parts[0]:
        return f"{words[1]} {words[0]}"
    return name


def _host(organizer: Contact | None) -> list[Attendee]:
    """The organiser as somebody met; of a tool that invites in somebody's name, the name alone."""
    if organizer is None:
        return []
    host = Attendee(organizer.name, organizer.email)
    if _is_person(host):
        return [host]
    local = organizer.email.partition("@")[0]
    human = _is_somebody(organizer.name) and pattern("machines").fullmatch(local)
    return [Attendee(organizer.name)] if human else []


def _merged(found: list[Interviewer], described: list[Interviewer], avoid: Collection[str]) -> list[Interviewer]:
    for person in described:
        if fold(person.name) in avoid:
            continue
        at = next((i for i, known in enumerate(found) if _same(known, person)), None)
        if at is None:
            if not any(fold(person.name).startswith(f"{word} ") for word in avoid):
                found.append(person)
            continue
        known = found[at]
        name = person.name if " " not in known.name else known.name
        found[at] = Interviewer(
            name, known.email or person.email, known.title or person.title, known.civility or person.civility
        )
    return found[:30]


def _same(known: Interviewer, other: Interviewer) -> bool:
    if fold(known.name) == fold(other.name):
        return True
    last = fold(other.name).split()[-1]
    local = fold(known.email.split("@")[0])
    if known.name and " " in known.name:
        return sorted(fold(known.name).split()) == sorted(fold(other.name).split())
    return last in re.split(r"[._-]", local) or local == fold(other.name)[0] + last or local.endswith(last)


def _is_person(attendee: Attendee) -> bool:
    if attendee.kind in {"room", "resource", "group"}:
        return False
    local, _, domain = attendee.email.partition("@")
    if domain in table()["room_domains"] or pattern("machines").fullmatch(local.split("+")[0]):
        return False
    name, _, _ = tidy_name(attendee.name)
    if name and pattern("rooms").fullmatch(fold(name).split(" ")[0]) and pattern("rooms").match(local):
        return False
    if pattern("shared").fullmatch(local) or pattern("rooms").fullmatch(local):
        return _is_somebody(name)
    return True


def _is_somebody(name: str) -> bool:
    """Whether a name shown over a shared mailbox is that of a human being."""
    return len(name.split()) >= 2 and not is_thing(name) and _FIRM.search(name) is None


def _candidate(
    organizer: Contact | None, invited: Sequence[Attendee], texts: Sequence[str], title: str, own: Collection[str]
) -> set[str]:
    """Addresses and folded names of the reader: by address, by name, or the one who comes from elsewhere."""
    mine = {email.lower() for email in own}
    names: set[str] = set()
    for text in texts:
        names |= {fold(hit["name"]) for hit in [*_CANDIDATE.finditer(text[:8_000])][:5]}
    guests = [a for a in invited if organizer is None or a.email != organizer.email]
    known = [a for a in guests if a.email in mine or fold(tidy_name(a.name)[0]) in names]
    if known or mine & {a.email for a in invited}:
        return names | {a.email for a in known} | {fold(tidy_name(a.name)[0]) for a in known if a.name}
    home = _domain(organizer.email) if organizer else ""
    outside = [a for a in guests if _domain(a.email) != home]
    free = [a for a in outside if _domain(a.email) in table()["freemail"]]
    greeted = {fold(hit["name"]) for text in texts for hit in [*_GREETING.finditer(text[:4_000])][:2]}
    called = [a for a in guests if a.name and _greets(fold(tidy_name(a.name)[0]), greeted)]
    titled = [a for a in guests if a.name and fold(tidy_name(a.name)[0]) in fold(title)]
    waiting = [a for a in guests if a.partstat == "NEEDS-ACTION"]
    for few in (free, called, outside, titled, guests, waiting):
        if len(few) == 1 and not tidy_name(few[0].name)[1]:
            return names | {few[0].email} | ({fold(tidy_name(few[0].name)[0])} if few[0].name else set())
    return names | greeted


def _greets(name: str, greeted: Collection[str]) -> bool:
    return name in greeted or name.split(" ", maxsplit=1)[0] in greeted


def _domain(email: str) -> str:
    return email.rpartition("@")[2]


def organisation_of(organizer: Contact | None, people: Sequence[Interviewer], title: str) -> str | None:
    """A guess of who recruits: what the summary says after «chez», else the domain of the organiser's address."""
    for told in (_AT, _FIRM):
        said = told.search(title)
        if said is not None:
            return said["name"]
    emails = [organizer.email] if organizer else []
    for email in (*emails, *(person.email for person in people)):
        name = _organisation(_domain(email))
        if name:
            return name
    return None


def _organisation(domain: str) -> str | None:
    labels = domain.split(".")
    if len(labels) < 2 or domain in table()["freemail"]:
        return None
    if domain.endswith((".teamtailor-mail.com", ".welcomekit.co", ".onmicrosoft.com", ".recruitee.com")):
        return _spelt(labels[0])
    if any(domain == relay or domain.endswith("." + relay) for relay in table()["relays"]):
        return None
    cut = 3 if len(labels) > 2 and labels[-2] in table()["second_levels"] and len(labels[-1]) <= 3 else 2
    return _spelt(labels[-cut])


def _spelt(label: str) -> str | None:
    words = [word for word in re.split(r"[-_]", label) if word]
    if label in table()["second_levels"]:
        return None
    return label.upper() if len(label) <= 3 else " ".join(word.capitalize() for word in words) or None
