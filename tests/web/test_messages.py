"""Every sentence of code and pages is said in English, and the compiled catalogue is the written one."""

import re

from tools.messages import CATALOGUE, gather, merged, missing, mo_bytes, po_bytes

PLACE = re.compile(r"%\((\w+)\)s")


def test_every_sentence_has_its_english() -> None:
    assert missing(merged(gather())) == []


def test_the_catalogue_is_up_to_date() -> None:
    catalog = merged(gather())
    assert CATALOGUE.read_bytes() == po_bytes(catalog)
    assert CATALOGUE.with_suffix(".mo").read_bytes() == mo_bytes(catalog)


def test_translations_keep_the_places() -> None:
    wrong = []
    for message in merged(gather()):
        french = " ".join([message.id] if isinstance(message.id, str) else message.id)
        english = " ".join([message.string] if isinstance(message.string, str) else message.string or ())
        if set(PLACE.findall(english)) - set(PLACE.findall(french)):
            wrong.append(message.id)
    assert wrong == []
