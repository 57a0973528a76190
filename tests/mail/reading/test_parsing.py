"""A message taken apart, whatever it holds."""

import ast
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import relance
from relance.mail.reading import ParsedMessage, parse, read
from relance.wording.readings import READING_PROBLEMS


def _plain(body: str, *headers: str, charset: str = "utf-8", encode: str = "utf-8") -> bytes:
    head = "\r\n".join(("From: Claire Dupont <c.dupont@example.org>", "To: samira@example.net", *headers))
    return head.encode() + f"\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode() + body.encode(encode)


def _codes(message: ParsedMessage) -> list[str]:
    return [problem.code for problem in message.problems]


def test_headers_are_decoded() -> None:
    raw = _plain(
        "Bonjour",
        "Subject: =?utf-8?Q?R=C3=A9?= =?utf-8?Q?ponse_=C3=A0_votre_?= =?iso-8859-1?Q?d=E9marche?=",
        "Date: Tue, 01 Dec 2026 10:12:00 +0100",
        "Message-ID: <a1@example.org>",
        "In-Reply-To: <l1@relance.test>",
        "References: <l0@relance.test> <l1@relance.test>",
        "X-Relance-Letter: 0b51",
    )
    message = parse(raw)
    assert message.subject == "Réponse à votre démarche"
    assert message.sender.name == "Claire Dupont"
    assert message.sender.email == "c.dupont@example.org"
    assert message.date == datetime(2026, 12, 1, 10, 12, tzinfo=ZoneInfo("Europe/Paris"))
    assert message.message_id == "a1@example.org"
    assert message.answered_ids == ("l1@relance.test", "l0@relance.test")
    assert message.letter_ids == ("0b51",)


@pytest.mark.parametrize(
    ("charset", "encode", "codes"),
    [
        ("iso-8859-1", "cp1252", ["no_date"]),
        ("us-ascii", "utf-8", ["wrong_charset", "no_date"]),
        ("x-invented-7", "utf-8", ["wrong_charset", "no_date"]),
        ("zlib", "cp1252", ["wrong_charset", "no_date"]),
        ("iso-8859-1", "utf-8", ["wrong_charset", "no_date"]),
        ("utf-8", "cp1252", ["wrong_charset", "no_date"]),
        ("utf-16", "utf-16", ["no_date"]),
    ],
)
def test_charsets_that_lie(charset: str, encode: str, codes: list[str]) -> None:
    message = parse(_plain("L’été à 20 €", charset=charset, encode=encode))
    assert message.text == "L’été à 20 €"
    assert _codes(message) == codes


def test_flowed_text_is_joined() -> None:
    message = parse(
        b"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nNous revenons vers \r\nvous vendredi.\r\n"
        b" From here\r\n-- \r\nClaire\r\n"
    )
    assert message.text == "Nous revenons vers vous vendredi.\nFrom here"


def test_html_alone_without_its_hidden_preheader() -> None:
    html = (
        '<html><head><style>p{}</style></head><body><div style="display:none">Vous êtes retenue&zwnj;&nbsp;</div>'
        "<p>Bonjour,</p><p>Merci pour votre envoi&nbsp;: c&eacute;l&egrave;bre.<br>Claire</p></body></html>"
    )
    raw = b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    assert parse(raw).text == "Bonjour,\n\nMerci pour votre envoi : célèbre.\nClaire"


def test_a_decision_only_in_a_pdf_is_told() -> None:
    raw = (
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\r\n'
        b'--b\r\nContent-Type: application/pdf; name="reponse.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        b"JVBERi0=\r\n--b--\r\n"
    )
    message = parse(raw)
    assert [(item.name, item.media_type) for item in message.attachments] == [("reponse.pdf", "application/pdf")]
    assert _codes(message) == ["only_in_attachment", "no_date"]
    assert read(raw).pauses


@pytest.mark.parametrize(
    "when", ["Mon, 01 Jan 0001 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 -1200", "hier", "Tue, 99 Foo 2026"]
)
def test_dates_out_of_sense(when: str) -> None:
    message = parse(_plain("Bonjour", f"Date: {when}"))
    assert message.date is None
    assert _codes(message) == ["bad_date"]


def test_every_problem_has_its_sentence_and_no_other() -> None:
    room = Path(relance.__file__).parent
    files = (*(room / "mail" / "reading").glob("*.py"), room / "cli" / "read.py", room / "cli" / "raw_lines.py")
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    words = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call.args[1] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Problem"]
    assert {code.value for code in made if isinstance(code, ast.Constant)} - set(READING_PROBLEMS) == set()
    assert set(READING_PROBLEMS) - words == set()
