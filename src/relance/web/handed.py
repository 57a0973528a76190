"""A file handed in by a form, which the page that shows it hands back, packed, when it is confirmed."""

import base64
import binascii
import zlib

from django.http import HttpRequest

from relance.etiquette.problems import Problem


def handed_in(
    request: HttpRequest, packed_as: str, *, most: int, too_large: str
) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of the field «file», or of the packed field of the page that showed it; at most `most` bytes."""
    packed = request.POST.get(packed_as, "")
    if packed:
        try:
            return zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), most), ()
        except (binascii.Error, zlib.error, ValueError):
            return b"", (Problem("file", "file_missing"),)
    given = request.FILES.get("file")
    if given is None:
        return b"", (Problem("file", "file_missing"),)
    if (given.size or 0) > most:
        return b"", (Problem("file", too_large, {"most": str(most // 2**20)}),)
    return given.read(), ()
