"""A made mailbox: sixty cases, what their people answer, and everything else a mailbox holds.

Invented from a seed: the same numbers give the same mails. Each mail comes with the case it belongs to, or none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random

FIRST = datetime(2026, 9, 1, 9, tzinfo=UTC)
ME = "samira@example.org"
_FIRST_NAMES = ("Claire", "Paul", "Nadia", "Marc", "Inès", "Hugo", "Léa", "Karim", "Julie", "Thomas")
_LAST_NAMES = ("Dupont", "Ricard", "Belkacem", "Lenoir", "Moreau", "Fabre", "Garnier", "Haddad", "Perrin", "Vidal")
_TRADES = ("Conseil", "Avocats", "Logistique", "Énergies", "Patrimoine", "Santé", "Éditions", "Habitat")
_ROOTS = ("Delmas", "Arvor", "Cassel", "Ferrand", "Oriane", "Quentin", "Sorel", "Thivy")
_ROLES = (
    "juriste droit social",
    "chargée de mission formation",
    "responsable paie",
    "gestionnaire RH",
    "assistante de direction",
    "contrôleuse de gestion",
)


@dataclass(frozen=True, slots=True)
class Employer:
    """One case: an organisation, a post, whom one met, and the letter one sent them."""

    number: int
    organisation: str
    domain: str
    role: str
    person: str
    address: str
    interview_at: datetime

    @property
    def subject(self) -> str:
        """The subject of the letter."""
        return f"Merci pour notre entretien, {self.role}"

    @property
    def body(self) -> str:
        """The letter."""
        return (
            f"Madame, Monsieur,\n\nJe vous remercie du temps que vous m'avez accordé pour parler du poste de "
            f"{self.role} chez {self.organisation}. Votre présentation du dossier numéro {self.number} et de "
            f"l'équipe de {self.person} a renforcé mon intérêt.\n\nBien cordialement,\nSamira Benali"
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A mail, when it came, and the number of the case it belongs to."""

    raw: bytes
    at: datetime
    case: int | None


def employers(count: int = 60) -> list[Employer]:
    """Invent the cases; in the last ten, two share an organisation."""
    made = []
    for number in range(count):
        house = number if number < count - 5 else number - 5
        root, trade = _ROOTS[house % 8], _TRADES[house // 8 % 8]
        first, last = _FIRST_NAMES[number % 10], _LAST_NAMES[number // 10 + number % 4]
        domain = f"{root}-{trade}".lower().translate(str.maketrans("éè", "ee")) + ".test"
        made.append(
            Employer(
                number, f"{root} {trade}", domain, _ROLES[(number + house) % 6], f"{first} {last}",
                f"{first}.{last}.{number}@{domain}".lower().translate(str.maketrans("éèï", "eei")),
                FIRST + timedelta(days=number % 40),
            )
        )  # fmt: skip
    return made


def mails(cases: list[Employer], count: int, letter_ids: list[str], seed: int = 4) -> Iterator[Made]:
    """So many mails, oldest first: one in twenty concerns a case."""
    draw = Random(seed)  # noqa: S311 - invention, not secrecy
    lapse = timedelta(days=75) / count
    answers: list[Callable[[Random, Employer, str, datetime], Made]] = [
        _in_thread, _from_person, _from_colleague, _from_elsewhere, _by_system, _returned,
    ]  # fmt: skip
    for number in range(count):
        at = FIRST + lapse * number
        known = [case for case in cases if case.interview_at < at - timedelta(days=1)]
        if known and number % 20 == 0:
            case = draw.choice(known)
            yield draw.choice(answers)(draw, case, letter_ids[case.number], at)
        else:
            yield _noise(draw, cases, at)


def _mail(draw: Random, *, sender: str, subject: str, text: str, at: datetime, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, f"Samira Benali <{ME}>", subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{draw.getrandbits(64):016x}@{sender.rpartition('@')[2].strip('>')}>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


_SAID = (
    "Nous avons finalement retenu une autre candidature, dont l'expérience correspond davantage au poste.",
    "Seriez-vous disponible mardi prochain à 14 h pour un second entretien ?",
    "Nous avons pris un peu de retard et reviendrons vers vous d'ici la fin de la semaine prochaine.",
    "Bien reçu, merci pour votre message.",
    "Pourriez-vous m'envoyer deux références et vos prétentions salariales ?",
)


def _words(draw: Random, who: str) -> str:
    return f"Bonjour Madame Benali,\n\n{draw.choice(_SAID)}\n\nBien cordialement,\n{who}\n"


def _quoted(case: Employer) -> str:
    lines = "\n".join(f"> {line}" for line in case.body.splitlines())
    return f"\nLe 2 septembre 2026 à 10:00, Samira Benali <{ME}> a écrit :\n{lines}\n"


def _in_thread(draw: Random, case: Employer, letter: str, at: datetime) -> Made:
    text = _words(draw, case.person) + _quoted(case)
    raw = _mail(
        draw, sender=f"{case.person} <{case.address}>", subject=f"RE: {case.subject}", text=text, at=at,
        In_Reply_To=letter, References=letter,
    )  # fmt: skip
    return Made(raw, at, case.number)


def _from_person(draw: Random, case: Employer, letter: str, at: datetime) -> Made:  # noqa: ARG001
    text = _words(draw, case.person)
    raw = _mail(draw, sender=f"{case.person} <{case.address}>", subject="Votre candidature", text=text, at=at)
    return Made(raw, at, case.number)


def _from_colleague(draw: Random, case: Employer, letter: str, at: datetime) -> Made:  # noqa: ARG001
    text = _words(draw, "Le service recrutement")
    raw = _mail(draw, sender=f"Recrutement <rh@{case.domain}>", subject="Votre candidature", text=text, at=at)
    return Made(raw, at, case.number)


def _from_elsewhere(draw: Random, case: Employer, letter: str, at: datetime) -> Made:
    """An assistant answers from an address nobody knows, in the thread or quoting the letter."""
    text = _words(draw, "L'assistante") + _quoted(case)
    headers = {"In_Reply_To": letter} if draw.random() < 0.5 else {}
    sender = f"Assistante <assistante{draw.randrange(999)}@bureau.example.net>"
    return Made(
        _mail(draw, sender=sender, subject=f"TR: {case.subject}", text=text, at=at, **headers), at, case.number
    )


def _by_system(draw: Random, case: Employer, letter: str, at: datetime) -> Made:
    """A recruitment system writes in the organisation's name."""
    text = _words(draw, f"L'équipe recrutement de {case.organisation}")
    sender = f"{case.organisation} <no-reply@greenhouse.io>"
    subject = f"{case.organisation} : votre candidature, {case.role}"
    return Made(_mail(draw, sender=sender, subject=subject, text=text, at=at, References=letter), at, case.number)


def _returned(draw: Random, case: Employer, letter: str, at: datetime) -> Made:
    boundary = f"b{draw.getrandbits(32):08x}"
    raw = (
        f"From: MAILER-DAEMON@example.org\r\nTo: {ME}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"Date: {format_datetime(at)}\r\nMessage-ID: <{draw.getrandbits(64):016x}@example.org>\r\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"\r\n\r\n'
        f"--{boundary}\r\nContent-Type: text/plain\r\n\r\nThe message could not be delivered.\r\n"
        f"--{boundary}\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {case.address}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--{boundary}\r\nContent-Type: message/rfc822\r\n\r\nFrom: {ME}\r\nTo: {case.address}\r\n"
        f"Message-ID: {letter}\r\nSubject: {case.subject}\r\n\r\nMadame\r\n--{boundary}--\r\n"
    )
    return Made(raw.encode(), at, case.number)


_SHOPS = ("boutique", "librairie", "fleurs", "velo", "jardin", "musique")
_NEWS = (
    "Nos offres de la semaine : moins trente pour cent sur tout le magasin jusqu'à dimanche soir.",
    "Votre commande a été expédiée et arrivera jeudi. Suivez votre colis depuis votre espace client.",
    "Votre facture du mois est disponible. Le prélèvement aura lieu le 5.",
    "On se voit toujours samedi soir ? Je pense apporter un gâteau. Bises.",
    "Le compte rendu de la réunion de copropriété est joint. Prochaine assemblée au printemps.",
    "La réunion parents-professeurs aura lieu mardi à 18 h. Merci de confirmer votre présence.",
)


def _noise(draw: Random, cases: list[Employer], at: datetime) -> Made:
    """What concerns no case: shops, bills, friends, job alerts of other firms, long HTML newsletters."""
    kind = draw.random()
    text = " ".join(draw.choice(_NEWS) for _ in range(draw.randrange(1, 12)))
    if kind < 0.12:
        role = draw.choice(cases).role
        text = f"De nouvelles offres pour vous : {role} chez Maison {draw.randrange(9999)}. " + text
        sender, subject = "Alerte emploi <alerte@emploi.example.com>", f"3 offres : {role}"
        return Made(_mail(draw, sender=sender, subject=subject, text=text, at=at, List_Id="<alertes>"), at, None)
    if kind < 0.5:
        return Made(_newsletter(draw, text, at), at, None)
    who = f"{draw.choice(_FIRST_NAMES)} {draw.choice(('Roy', 'Blin', 'Caron', 'Noël'))}"
    sender = f"{who} <ami{draw.randrange(200)}@example.net>"
    headers = {"In_Reply_To": f"<{draw.getrandbits(64):016x}@example.org>"} if kind > 0.7 else {}
    return Made(_mail(draw, sender=sender, subject="Re: samedi", text=text, at=at, **headers), at, None)


def _newsletter(draw: Random, text: str, at: datetime) -> bytes:
    shop = f"{draw.choice(_SHOPS)}{draw.randrange(40)}"
    message = EmailMessage()
    message["From"], message["To"] = f"{shop.title()} <news@{shop}.example.com>", ME
    message["Subject"], message["Date"] = "Les nouveautés", format_datetime(at)
    message["Message-ID"] = f"<{draw.getrandbits(64):016x}@{shop}.example.com>"
    message["List-Unsubscribe"] = f"<https://{shop}.example.com/stop>"
    message.set_content(text)
    rows = "".join(f"<tr><td style='font:14px arial'>{text}</td></tr>" for _ in range(draw.randrange(2, 12)))
    message.add_alternative(f"<html><body><table>{rows}</table></body></html>", subtype="html")
    return message.as_bytes()
