"""What is new in a message, in every client's manner of quoting."""

import pytest

from relance.mail.reading import parse

NEW = "Bonjour,\n\nNous revenons vers vous vendredi."
OLD = "Êtes-vous disponible mardi 14h ? Malheureusement non."

# One history in the manner of each client.
HISTORIES = {
    "gmail": f"Le mar. 29 sept. 2026 à 08:43, X Y <a@example.org> a\nécrit :\n\n> {OLD}",
    "apple": (
        f"Envoyé de mon iPhone\n\n> Le 29 sept. 2026 à 08:43, X Y <a@example.org> a écrit :\n> \n> \ufeff{OLD}"
    ),
    "outlook": f"De : X Y <a@example.org>\nEnvoyé : mardi 29 septembre 2026 14:31\nÀ : Z\nObjet : Suite\n\n{OLD}",
    "outlook mac": (
        f"De : X Y <a@example.org>\nDate : mardi, 29 septembre 2026 à 14:31\nÀ : Z\nObjet : Suite\n\n{OLD}"
    ),
    "outlook ios": (
        "Télécharger Outlook pour iOS<https://example.org>\n________________________________\n"
        f"From: X Y <a@example.org>\nSent: Tuesday, September 29, 2026 2:31:00 PM\nTo: Z\nSubject: Suite\n\n{OLD}"
    ),
    "courrier windows": (
        "Envoyé à partir de Courrier pour Windows\n\nDe : X Y<mailto:a@example.org>\n"
        f"Envoyé le :mardi 29 septembre 2026 14:31\nÀ : Z\nObjet :Suite\n\n{OLD}"
    ),
    "thunderbird": f"Le 29/09/2026 à 08:43, X Y a écrit :\n> {OLD}",
    "orange": f'> Message du 29/09/26 14:31\n> De : "X Y" <a@example.org>\n> A : z\n> Objet : Suite\n>\n> {OLD}',
    "zimbra": (
        f"----- Mail original -----\nDe: X <a@example.org>\nÀ: Z\nEnvoyé: Mardi 29 Septembre 2026 08:43:00\n\n{OLD}"
    ),
    "yahoo": f"Le mardi 29 septembre 2026 à 08:43:00 UTC+2, X Y <a@example.org> a écrit :\n\n  {OLD}",
    "samsung": (
        "-------- Message d'origine --------\nDe : X Y <a@example.org>\nDate : 29/09/2026 14:31 (GMT+02:00)\n"
        f"À : z@example.org Objet : Suite\n\n{OLD}"
    ),
    "proton": (
        f"-------- Original Message --------\n"
        f"On Tuesday, September 29th, 2026 at 8:43 AM, X <a@example.org> wrote:\n\n> {OLD}"
    ),
    "english outlook": (
        f"-----Original Message-----\nFrom: X Y\nSent: 29 September 2026 14:31\nTo: Z\nSubject: Suite\n\n{OLD}"
    ),
}


@pytest.mark.parametrize("client", HISTORIES)
def test_the_history_is_set_aside(client: str) -> None:
    raw = f"Content-Type: text/plain; charset=utf-8\n\n{NEW}\n\n{HISTORIES[client]}\n".encode()
    message = parse(raw)
    assert message.text == NEW
    assert OLD.split(maxsplit=1)[0] in message.quoted


def test_a_paragraph_that_begins_with_le_is_not_a_history() -> None:
    text = "Bonjour,\n\nLe directeur a lu votre lettre du 12 et nous a écrit :\n« recevez-la »."
    assert parse(f"Content-Type: text/plain; charset=utf-8\n\n{text}".encode()).text == text


def test_answers_between_quoted_lines_keep_what_they_answer() -> None:
    body = "> Le poste est-il ouvert ?\nOui.\n> Et le salaire ?\n40 k€.\n"
    message = parse(f"Content-Type: text/plain; charset=utf-8\n\n{body}".encode())
    assert [(turn.quoted, turn.answer) for turn in message.turns] == [
        ("Le poste est-il ouvert ?", "Oui."),
        ("Et le salaire ?", "40 k€."),
    ]


def test_a_post_scriptum_under_the_signature_is_read() -> None:
    body = "Merci, bien reçu.\n\nCordialement,\nClaire Dupont\nDRH\n\nP.-S. : apportez votre diplôme mardi.\n"
    message = parse(f"Content-Type: text/plain; charset=utf-8\n\n{body}".encode())
    assert message.text.endswith("apportez votre diplôme mardi.")
    assert "Claire Dupont" in message.signature


def test_a_legal_footer_is_no_words() -> None:
    body = (
        "Bien reçu, merci.\n\n--\nClaire\n\n"
        "Ce message et ses pièces jointes sont confidentiels et destinés à leur seul "
        "destinataire. Si vous avez reçu ce message par erreur, détruisez-le.\n"
    )
    assert parse(f"Content-Type: text/plain; charset=utf-8\n\n{body}".encode()).text == "Bien reçu, merci."
