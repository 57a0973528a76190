"""Which number they want to be reached at, and how it is written everywhere."""

import pytest

from relance.mail.reading.phones import number_to_call
from relance.mail.reading.sentences import sentences


@pytest.mark.parametrize(
    ("words", "region", "number"),
    [
        ("Prévenez-moi au 06 39 98 92 26.", "FR", "+33639989226"),
        ("Pour toute difficulté, composez le 01 99 00 61 62.", "FR", "+33199006162"),
        ("Réponds-moi sur le 06 61 55 01 44.", "MA", "+212661550144"),
        ("Texte-moi au 418 555-0129.", "CA-QC", "+14185550129"),
        ("Hit me up at 718-555-0164 if you're on the fence.", "US", "+17185550164"),
        ("Bell me on 07700 900 655.", "GB", "+447700900655"),
        ("Mon 06 si tu te perds : 06 39 98 00 75.", "FR", "+33639980075"),
        ("We talk by phone at 512-555-0183, so dial in then.", "US", "+15125550183"),
        ("Morvan Électricité - 02 97 00 45 67", "FR", None),
        ("Dial-in: 512-555-0183, passcode 4471.", "US", None),
        ("Fax au 01 99 00 61 62.", "FR", None),
    ],
)
def test_the_number_to_call(words: str, region: str, number: str | None) -> None:
    assert number_to_call(sentences(words), "", region) == number
