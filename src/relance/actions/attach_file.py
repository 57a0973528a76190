"""Join a file to a letter, take one back. A letter is approved with its files: changed, it is approved again."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length

from relance.actions.draft_letter import EDITABLE
from relance.actions.refusals import BadInputError, Refusal, RefusedError
from relance.etiquette.problems import Problem
from relance.mail.composing import ATTACHED_BYTES
from relance.records.models import Attachment, Letter

#: Bytes of one file; of all of them, what a mail server still takes once they are written as text.
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_IN_ALL = ATTACHED_BYTES
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,60}")
#: What a mail holds as a message of its own is attached as plain bytes: it must arrive as it is.
_OF_ITS_OWN = ("message/", "multipart/")


def add_attachment(*, letter: Letter, name: str, content_type: str, content: bytes, now: datetime) -> Attachment:
    """Join a file. BadInputError when it is empty or too large, RefusedError when the letter has left."""
    problems = _problems(name, len(content))
    if problems:
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        _reopen(letter, now)
        kept = Attachment.objects.filter(letter=letter)
        joined = kept.aggregate(all=Sum(Length("content")))["all"] or 0
        if joined + len(content) > LARGEST_IN_ALL:
            raise BadInputError((Problem("file", "files_too_large", {"most": _megabytes(LARGEST_IN_ALL)}),))
        same = kept.filter(name=_plain(name)).defer("content").first()
        if same is not None:
            same.delete()  # the new version of a file takes the place of the old one
        return Attachment.objects.create(
            letter=letter, name=_plain(name), content_type=_type_of(content_type), content=content
        )


def remove_attachment(*, letter: Letter, attachment_id: int, now: datetime) -> bool:
    """Take a file back. False when it is not there any more."""
    with transaction.atomic():
        _reopen(letter, now)
        removed, _ = Attachment.objects.filter(letter=letter, pk=attachment_id).delete()
    return bool(removed)


def _reopen(letter: Letter, now: datetime) -> None:
    # The update takes the row: neither another tab nor a worker moves it before the file is in or out.
    editable = Letter.objects.filter(pk=letter.pk, state__in=EDITABLE)
    if not editable.update(state=Letter.State.DRAFT, raw=None, because="", updated_at=now):
        raise RefusedError(Refusal("letter-left-already"))
    letter.refresh_from_db()


def _problems(name: str, size: int) -> list[Problem]:
    if size == 0:
        return [Problem("file", "attachment_empty", {"name": _plain(name)})]
    if size > LARGEST_FILE:
        return [Problem("file", "attachment_too_large", {"name": _plain(name), "most": _megabytes(LARGEST_FILE)})]
    return []


def _plain(name: str) -> str:
    """A file name without folders nor signs that do not show, short enough for every disk."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(sign for sign in last if sign.isprintable()).strip(" .") or "document"
    stem, dot, ending = shown.rpartition(".")
    return shown if len(shown) <= 120 else f"{(stem or shown)[: 119 - len(ending)]}{dot}{ending[:20]}"


def _type_of(content_type: str) -> str:
    given = content_type.partition(";")[0].strip().lower()
    usable = _MEDIA_TYPE.fullmatch(given) and not given.startswith(_OF_ITS_OWN)
    return given if usable else "application/octet-stream"


def _megabytes(size: int) -> str:
    return str(size // 2**20)
