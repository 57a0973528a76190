"""A page of paper, handed out."""

from django.http import HttpResponse


def as_pdf(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to keep, never stored by what stands between."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
