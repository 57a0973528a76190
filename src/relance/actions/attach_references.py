"""Join the sheet of references to a letter, in one tap (C-03): only those who agreed are on it."""

from datetime import datetime

from relance.actions.attach_file import add_attachment
from relance.actions.change_references import print_references
from relance.records import queries
from relance.records.models import Attachment, Letter
from relance.wording import say
from relance.wording.brought import FILES


def attach_references(*, letter: Letter, now: datetime) -> Attachment:
    """Join the sheet of today; an older one goes. RefusedError when nobody agreed, or the letter has left."""
    pdf = print_references(owner=letter.owner)
    return add_attachment(
        letter=letter, name=sheet_name(letter), content_type="application/pdf", content=pdf, now=now
    )


def may_attach_references(*, letter: Letter) -> bool:
    """Whether somebody agreed to be named, and their sheet is not there yet."""
    joined = letter.attachments.filter(name=sheet_name(letter)).exists()
    return not joined and queries.references_listed(letter.owner).exists()


def sheet_name(letter: Letter) -> str:
    """What the file is called, in the language of the letter."""
    return say(FILES, "references", "fr" if letter.locale.startswith("fr") else "en", {"name": letter.owner.name})
