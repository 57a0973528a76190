"""Forms that keep everything typed, and take the problems an action found back to their fields."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from relance.etiquette.problems import Problem
from relance.web import said
from relance.web.typed import require_our_age


class QuietForm(forms.Form):
    """A form without decoration: templates draw it."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField | forms.DateTimeField):
                field.validators = [*field.validators, require_our_age]

    def take(self, problems: Iterable[Problem]) -> None:
        """Show problems beside the fields they speak of; the others at the top."""
        for problem in problems:
            place = problem.place.replace("smtp.", "smtp_").replace("imap.", "imap_")
            name = place.partition("[")[0].partition(".")[0]
            places = (place, name, problem.place.rpartition(".")[2])
            field = next((one for one in places if one in self.fields), None)
            sentence = said.problem(problem)
            if problem.suggestion:
                sentence = f"{sentence} → {problem.suggestion}"
            if sentence not in self.errors.get(field or NON_FIELD_ERRORS, []):
                self.add_error(field, sentence)
