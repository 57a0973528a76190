"""Renders the labelled mails of `working/` into raw messages."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "working"
SENDER = "Claire Dupont <c.dupont@example.org>"
DATE = "2026-12-01T10:12+01:00"

# The candidate's own letter: its words must decide nothing.
_LETTER_FR = (
    "Bonjour Madame,",
    "",
    "Je vous remercie pour notre entretien du 24 novembre. Malheureusement je n'ai pas de réponse :",
    "je n'ai donc pas été retenue ? Je suis disponible mardi 8 décembre à 14h pour un second entretien,",
    "et joignable au 06 12 34 56 78. Votre offre m'intéresse toujours, quel est le salaire proposé ?",
    "Pouvez-vous me répondre d'ici le 18 décembre ?",
    "",
    "Samira Benali",
)
_LETTER_EN = (
    "Dear Tom,",
    "",
    "Thank you for the interview. Unfortunately I have not heard back: was my application unsuccessful?",
    "I am available on Tuesday 8 December at 2pm for a second interview, on 07700 900123.",
    "Could you let me know by 18 December what salary you would offer?",
    "",
    "Samira",
)


@dataclass(frozen=True)
class Labelled:
    """A mail with what a careful reader finds in it."""

    id: str
    raw: bytes
    labels: dict[str, Any]


def _quoted(style: str) -> list[str]:
    letter = _LETTER_EN if style.endswith("-en") else _LETTER_FR
    behind = [f"> {line}".rstrip() for line in letter]
    styles = {
        "outlook-fr": [
            "De : Samira Benali <samira@example.net>",
            "Envoyé : lundi 30 novembre 2026 09:31",
            "À : Claire Dupont <c.dupont@example.org>",
            "Objet : Suite à notre entretien",
            "",
            *letter,
        ],
        "outlook-en": [
            "From: Samira Benali <samira@example.net>",
            "Sent: Monday, November 30, 2026 9:31 AM",
            "To: Tom Reed <tom@example.org>",
            "Subject: Thank you",
            "",
            *letter,
        ],
        "gmail-fr": ["Le lun. 30 nov. 2026 à 09:31, Samira Benali <samira@example.net> a", "écrit :", "", *behind],
        "gmail-en": ["On Mon, Nov 30, 2026 at 9:31 AM Samira Benali <samira@example.net> wrote:", "", *behind],
        "inline-fr": [
            "Bonjour Samira, mes réponses ci-dessous.",
            "",
            "Le 30/11/2026 à 09:31, Samira Benali a écrit :",
            "> Quel est le salaire proposé ?",
            "Cela dépend de vous : quelles sont vos prétentions ?",
            "> Faut-il vous envoyer mes diplômes ?",
            "Oui s'il vous plaît, ainsi que deux références.",
            "",
            "Claire",
        ],
    }
    return styles[style]


def render(item: dict[str, Any]) -> bytes:
    """The raw bytes of one labelled mail."""
    if "raw" in item:
        return (FOLDER / str(item["raw"])).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    encode = str(item.get("encode", "utf-8"))
    kind = "html" if "html" in item else "plain"
    body = str(item.get("html") or item.get("body", ""))
    if "quote" in item:
        body = body.rstrip("\n") + "\n\n" + "\n".join(_quoted(item["quote"])) + "\n"
    headers = {
        "From": item.get("from", SENDER),
        "To": "Samira Benali <samira@example.net>",
        "Subject": item.get("subject", "Re: Suite à notre entretien"),
        "Date": format_datetime(datetime.fromisoformat(item.get("date", DATE))),
        "Message-ID": f"<{item['id']}@example.org>",
        "Content-Type": f"text/{kind}; charset={item.get('charset', encode)}",
        **item.get("headers", {}),
    }
    head = "".join(f"{name}: {value}\n" for name, value in headers.items())
    return (head + "\n").encode().replace(b"\n", b"\r\n") + body.replace("\n", "\r\n").encode(encode)


def labelled(folder: Path = FOLDER) -> list[Labelled]:
    """Every mail of the folder, rendered."""
    found: list[Labelled] = []
    for path in sorted(folder.glob("*.yaml")):
        items = yaml.safe_load(path.read_text("utf-8"))
        found.extend(Labelled(item["id"], render(item), item) for item in items)
    return found
