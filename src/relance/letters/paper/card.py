"""The model of a hand-written card, postcard fashion: the words on the left, the address on the right."""

from collections.abc import Mapping

from relance.letters.paper.printable import Printable, Words, on_paper, paragraphs, printable

_LABELS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Modèle de carte à recopier à la main",
        "stamp": "timbre",
        "street": "numéro et rue",
        "city": "code postal et ville",
        "model": "Modèle : recopiez-le de votre main.",
    },
    "en": {
        "title": "Model of a card to copy by hand",
        "stamp": "stamp",
        "street": "number and street",
        "city": "town and postcode",
        "model": "A model: copy it in your own hand.",
    },
}


def card(*, body: str, name: str, organisation: str, locale: str, address: str = "") -> Printable:
    """The card of `body` to `name`, A6 landscape; without an `address`, street and town are lines left to fill."""
    language, _, region = locale.partition("-")
    labels: dict[str, Words] = dict(_LABELS["fr" if language == "fr" else "en"])
    lines: list[Words] = [line.strip() for line in on_paper(address).split("\n") if line.strip()]
    words: dict[str, Words] = {
        "paragraphs": paragraphs(body),
        "name": name,
        "organisation": organisation,
        "address": lines[:6],
        "lang": language,
        "region": region,
    }
    return printable("card", labels | words)
