"""Notes of one interview: free words, and a word of warning on what touches the person and not the job."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.note_debrief import note_debrief
from relance.actions.refusals import BadInputError
from relance.letters.checking.notes import private_words
from relance.records import queries
from relance.records.models import Case, Debrief
from relance.records.openings import candidate_of
from relance.web.forms import QuietForm
from relance.web.recruiter.seen import candidate_seen


class NotesForm(QuietForm):
    """What was said and shown, that bears on the job."""

    text = forms.CharField(
        label=_("Vos notes"), required=False, widget=forms.Textarea({"rows": 12, "spellcheck": "true"}),
        help_text=_("Des faits qui tiennent au poste : la personne peut demander à les lire."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show the notes of an interview; on POST keep them, and show what to look at again."""
    case = queries.with_rounds(Case.objects.filter(pk=candidate_seen(request, pk).pk))[0]
    round_ = next((one for one in case.rounds_ahead if one.number == number), None)  # type: ignore[attr-defined]
    if round_ is None:
        raise Http404
    kept = Debrief.objects.filter(round=round_).first()
    text = kept.free_text if kept else ""
    form = NotesForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        try:
            note_debrief(round_=round_, free_text=text)
        except BadInputError as error:
            form.take(error.problems)
        else:
            if not private_words(text):
                messages.success(request, gettext("Vos notes sont gardées."))
                return redirect("candidate", pk)
            messages.success(request, gettext("Vos notes sont gardées. Relisez les mots ci-dessous."))
            return redirect("interview-notes", pk, number)
    words = list(dict.fromkeys(one.excerpt for one in private_words(text)))
    page = {"form": form, "case": case, "name": candidate_of(case).name, "words": words}
    status = 422 if form.errors else 200
    return render(request, "recruiter/notes.html", {"page": page, "tab": "desk"}, status=status)
