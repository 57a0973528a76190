"""The number they ask us to call or will use, in E.164. A number in a signature is nobody's request."""

import re
from collections.abc import Sequence

from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence

_NUMBER = pattern("phones", "NUMBER")
_CALL = pattern("phones", "CALL")
_REACHED = pattern("phones", "REACHED")
_BELOW = pattern("phones", "BELOW")
_ASK_CALL = re.compile(r"\b(?:appel\w*|rappel\w*|joign\w*|joindre|telephon\w*|sonner|call|ring|phone|reach)\b")
_CONFERENCE = pattern("phones", "CONFERENCE")
_FAX = re.compile(r"\b(?:fax|telecopie|siret|siren|rcs|iban|ref)\b")
PREFIXES = {
    "FR": "33", "BE": "32", "CH": "41", "LU": "352", "MA": "212", "GB": "44", "UK": "44", "IE": "353",
    "US": "1", "CA": "1", "DE": "49", "NL": "31", "ES": "34", "IT": "39", "TN": "216", "DZ": "213", "SN": "221",
    "MC": "377",
}  # fmt: skip


def number_to_call(text: Sequence[Sentence], signature: str, region: str) -> str | None:
    """The number of a sentence that speaks of calling; else the signature's, when a sentence points to it."""
    refers = False
    previous = ""
    for sentence in text:
        context = f"{previous} {sentence.plain}" if len(sentence.plain) < 60 else sentence.plain
        if _CONFERENCE.search(context) or _FAX.search(sentence.plain):
            previous = ""
            continue
        calls = _CALL.search(context) is not None
        for found in _NUMBER.finditer(sentence.written):
            number = international(found[0], region)
            # «Prévenez-moi au…», «bell me on…»: what leads to the number says enough.
            if number and (calls or _REACHED.search(sentence.plain[: found.start()])):
                return number
        refers = refers or (
            _BELOW.search(sentence.plain) is not None and _ASK_CALL.search(sentence.plain) is not None
        )
        previous = sentence.plain
    if refers:
        numbers = [international(found[0], region) for found in _NUMBER.finditer(signature)]
        return next((number for number in numbers if number), None)
    return None


def international(written: str, region: str) -> str | None:
    """E.164, or None when the digits cannot be a number of anywhere we know."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    text = written.strip()
    if text.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if digits.startswith("0"):
        country = region.split("-", maxsplit=1)[0].upper()
        prefix = PREFIXES.get(country, "33")
        if prefix == "1":
            return None
        national = digits[1:]
        expected = {"33": {9}, "212": {9}, "41": {9}, "32": {8, 9}, "44": {9, 10}, "353": {8, 9}}.get(
            prefix, {8, 9, 10}
        )
        if len(national) in expected:
            return f"+{prefix}{national}"
        return f"+44{national}" if len(national) == 10 and prefix == "33" else None
    if len(digits) == 10 and re.match(r"\(?[2-9]\d\d\)?[\s.-]", text):
        return f"+1{digits}"
    return None
