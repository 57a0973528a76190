"""Whose answer it is, on a made mailbox: 5,000 mails, 60 cases.

    python -m benchmarks.matching [count] [seed]

Right: the case, or nobody's when it is nobody's. Asked: the case is among those offered. Wrong: another case, an
answer taken for nobody's, or a stranger's mail filed. Exit status 1 when one is wrong, or when fewer than 99 % of
those whose mail says enough are right.
"""

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from relance.mail.reading import Known, KnownCase, KnownLetter, match, parse

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
OWN = "samira@example.net"
ROLES = (
    "Juriste droit social",
    "Chargée de paie",
    "Assistante de direction",
    "Responsable RH",
    "Comptable",
    "Acheteuse",
)
NAMES = ("Dupont", "Garnier", "Masson", "Petit", "Leroy", "Bernard", "Roche", "Morin", "Favre", "Tremblay")
FIRST = ("Claire", "Paul", "Helene", "Nadia", "Marc", "Sophie", "Ines", "Luc", "Maud", "Josee", "Pieter", "Yassine")
BODIES = (
    "Je vous remercie de l'entretien du {day} au sujet du poste de {role}, et du temps que {name} m'a consacré.",
    "À la suite de notre échange du {day}, je vous confirme mon intérêt pour le poste de {role} et l’équipe.",
)


@dataclass(frozen=True)
class Mail:
    """One made mail: its bytes, the case it belongs to (None: nobody's), and whether its words say enough."""

    raw: bytes
    case: str | None
    shape: str
    says_enough: bool = True


def cases(dice: random.Random) -> tuple[KnownCase, ...]:
    """60 cases in 52 organisations: eight of them see the candidate twice."""
    found = []
    for index in range(60):
        house = index if index < 52 else index - 52
        name = f"{dice.choice(FIRST)} {NAMES[index % len(NAMES)]}"
        person = f"{name.split(maxsplit=1)[0].lower()}.{name.split()[1].lower()}{index}@maison{house}.test"
        at = START + timedelta(days=index % 30)
        role = ROLES[(index + index // 52) % len(ROLES)]
        body = dice.choice(BODIES).format(day=f"{at:%d/%m}", role=role, name=name) + f" Dossier {index * 37}."
        letter = KnownLetter(
            case=f"c{index}",
            letter_id=f"letter-{index}",
            message_ids=(f"l{index}@relance.test",),
            to=(person,),
            subject=f"Suite à notre entretien, {role} ({index})",
            body=body,
        )
        found.append(
            KnownCase(
                id=f"c{index}",
                organisation=f"Maison Numero{house}",
                role=role,
                people=(person,),
                names=(name,),
                domains=(f"maison{house}.test",),
                interview_at=at,
                letters=(letter,),
            )
        )
    return tuple(found)


def _raw(sender: str, at: datetime, body: str, **headers: str) -> bytes:
    fields = {"From": sender, "To": OWN, "Date": format_datetime(at), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return (head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body).encode()


def mails(count: int, known: tuple[KnownCase, ...], dice: random.Random) -> list[Mail]:
    """A mailbox in the proportions of a real one: threads first, then what lost its thread, then strangers."""
    shapes = {
        "thread": 32,
        "references only": 8,
        "rewritten id": 6,
        "person, no thread": 12,
        "colleague": 8,
        "system of recruitment": 6,
        "private address, quoted": 6,
        "bounce": 3,
        "written by hand": 4,
        "stranger": 15,
    }
    names, weights = list(shapes), list(shapes.values())
    return [_mail(dice.choices(names, weights)[0], dice.choice(known), known, dice) for _ in range(count)]


def _mail(shape: str, case: KnownCase, known: tuple[KnownCase, ...], dice: random.Random) -> Mail:
    letter, person = case.letters[0], case.people[0]
    at = (case.interview_at or START) + timedelta(days=dice.randint(1, 20), minutes=dice.randint(0, 900))
    said = dice.choice(("Bien reçu, merci.", "Nous revenons vers vous vendredi.", "Merci pour votre message."))
    house = case.domains[0]
    twins = sum(other.domains == case.domains for other in known) > 1
    to = f"<{letter.message_ids[0]}>"
    match shape:
        case "thread":
            raw = _raw(person, at, said, In_Reply_To=to, References=to, Subject=f"RE: {letter.subject}")
        case "references only":
            raw = _raw(f"rh@{house}", at, said, References=f"<x@{house}> {to}", Subject="Votre candidature")
        case "rewritten id":
            raw = _raw(person, at, said, References="<0102@ses.example.com>", Subject=f"RE: {letter.subject}")
        case "person, no thread":
            raw = _raw(person, at, said, Subject="Votre candidature")
        case "colleague":
            raw = _raw(f"direction@{house}", at, said, Subject="Suite de votre entretien")
            return Mail(raw, case.id, shape, says_enough=not twins)
        case "system of recruitment":
            sender = f"{case.organisation} <no-reply@numero{house[6:-5]}.teamtailor-mail.com>"
            raw = _raw(sender, at, f"{said}\r\n{case.organisation}", Subject="Votre candidature")
            return Mail(raw, case.id, shape, says_enough=not twins)
        case "private address, quoted":
            quoted = "\r\n".join(f"> {line}" for line in letter.body.split("\n"))
            body = f"{said}\r\n\r\nLe 30/11/2026 à 09:31, Samira a écrit :\r\n{quoted}\r\n"
            raw = _raw(f"perso{dice.randint(0, 999)}@gmail.com", at, body, Subject="réponse")
        case "bounce":
            body = f"I wasn't able to deliver your message.\r\n\r\n<{person}>:\r\n550 5.1.1 unknown user\r\n"
            raw = _raw("MAILER-DAEMON@mx.example.com", at, body, Return_Path="<>", Subject="failure notice")
        case "written by hand":
            raw = _raw(OWN, at, "Bonjour, une précision.", To=person, Subject="Précision")
        case _:
            sender = dice.choice(
                ("shop@boutique.example", "ami@gmail.com", "alertes@emploi.example", "info@banque.example")
            )
            return Mail(_raw(sender, at, "Votre colis arrive demain.", Subject="Votre colis"), None, shape)
    return Mail(raw, case.id, shape)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)  # noqa: S311 (a made mailbox, no secret)
    known_cases = cases(dice)
    known = Known(cases=known_cases, own_addresses=(OWN,))
    box = mails(count, known_cases, dice)
    outcomes: Counter[tuple[str, str]] = Counter()
    begun = time.perf_counter()
    for mail in box:
        found = match(parse(mail.raw), known)
        if found.case == mail.case:
            outcomes[mail.shape, "right"] += 1
        elif found.case is None and mail.case in found.candidates:
            outcomes[mail.shape, "asked"] += 1
        else:
            outcomes[mail.shape, "wrong"] += 1
    took = time.perf_counter() - begun
    for shape in sorted({shape for shape, _ in outcomes}):
        print(
            f"  {shape:<26} " + "  ".join(f"{name} {outcomes[shape, name]}" for name in ("right", "asked", "wrong"))
        )
    total = {
        name: sum(n for (_, what), n in outcomes.items() if what == name) for name in ("right", "asked", "wrong")
    }
    print(f"{count} mails, {len(known_cases)} cases: {total}; {took / count * 1000:.2f} ms a mail")
    enough = sum(mail.says_enough for mail in box)
    return int(total["wrong"] > 0 or total["right"] < 0.99 * enough)


if __name__ == "__main__":
    sys.exit(main())
