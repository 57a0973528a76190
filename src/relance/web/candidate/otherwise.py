"""«Envoyer autrement»: the user's own mail program, a file, a copy; then «est-il parti ?»."""

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from relance.actions.reconcile import sent_by_hand
from relance.actions.refusals import RefusedError
from relance.records.models import Letter
from relance.web import clock, said
from relance.web.owned import letter_of

#: Longer than this, some mail programs cut what a mailto: link carries.
_LONGEST_MAILTO = 1900


@require_http_methods(["GET", "POST"])
def otherwise(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the other ways; on POST, the user says that it left."""
    row = letter_of(request, pk)
    if request.method == "POST":
        now = clock.now()
        try:
            sent_by_hand(letter=row, at=now, now=now)
        except RefusedError as error:
            messages.error(request, said.refusal(error.refusal))
        else:
            messages.success(request, gettext("C’est noté : elle est partie, elle ne partira pas deux fois."))
        return redirect("case", row.case_id)
    page = {
        "letter": row,
        "mailto": mailto(row),
        "text": f"{row.subject}\n\n{row.body}",
        "joined": row.attachments.exists(),
    }
    return render(request, "candidate/otherwise.html", {"page": page, "tab": "cases"})


@require_safe
def as_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as an .eml that a mail program opens as a draft."""
    row = letter_of(request, pk)
    message = EmailMessage(policy=SMTP)
    message["To"] = row.person.email
    message["Subject"] = " ".join(row.subject.split())
    message["X-Unsent"] = "1"
    message.set_content(row.body)
    for part in row.attachments.order_by("pk"):
        main, _, sub = part.content_type.partition("/")
        message.add_attachment(bytes(part.content), maintype=main, subtype=sub, filename=part.name)
    response = HttpResponse(message.as_bytes(), content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="relance-{row.pk}.eml"'
    return response


def mailto(row: Letter) -> str:
    """A mailto: link, empty when the letter is too long for one."""
    body = quote(row.body.replace("\n", "\r\n"), safe="")
    link = f"mailto:{quote(row.person.email, safe='@')}?subject={quote(row.subject, safe='')}&body={body}"
    return link if len(link) <= _LONGEST_MAILTO else ""
