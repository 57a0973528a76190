"""Where a case is looked after: an application on its own page, a candidate met on the recruiter's."""

from django.urls import reverse

from relance.records.models import Case


def home_of(case: Case) -> str:
    """The page of a case."""
    return reverse("candidate" if case.opening_id else "case", args=[case.pk])
