"""«J'ai passé un entretien»: an invitation read and confirmed, or four fields."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.next_interview import hour_confirmed, proposed_interview
from relance.actions.participants import NewPerson
from relance.actions.refusals import BadInputError
from relance.actions.start_case import NewInterview, add_round, start_case
from relance.calendars.invitations import Invitation, read_invitation
from relance.calendars.whereabouts import Whereabouts, guess_whereabouts, name_of
from relance.etiquette.problems import Problem
from relance.records.models import Case, Owner
from relance.web import clock, dates, said
from relance.web.candidate.people_lines import read_people, write_people
from relance.web.forms import QuietForm
from relance.web.owned import case_of, owner_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: Bytes; an invitation or the mail that carries it is far below.
LARGEST_FILE = 10 * 1024 * 1024
_LOCAL = "%Y-%m-%dT%H:%M"


class ArrivalForm(QuietForm):
    """An interview in four fields; the rest can wait."""

    organisation = forms.CharField(
        label=_("Chez qui ?"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    role = forms.CharField(label=_("Pour quel poste ?"), required=False, max_length=300)
    start = forms.DateTimeField(
        label=_("Quand ?"), required=False, input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )  # fmt: skip
    people = forms.CharField(
        label=_("Qui avez-vous rencontré ?"), required=False, max_length=20_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Une personne par ligne : nom, fonction, adresse, dans n’importe quel ordre."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Durée, en minutes"), required=False, min_value=1, max_value=60 * 24)
    mode = forms.ChoiceField(
        label=_("Comment ?"), required=False, widget=forms.RadioSelect,
        choices=[("onsite", _("Sur place")), ("video", _("En visio")), ("phone", _("Par téléphone"))],
    )  # fmt: skip
    location = forms.CharField(label=_("Où ?"), required=False, max_length=500)
    tz = forms.CharField(label=_("Fuseau de l’employeur"), required=False, max_length=64)
    region = forms.CharField(
        label=_("Région de l’employeur"),
        required=False,
        max_length=16,
        help_text=_("Pour ses jours fériés : FR, BE, CA-QC…"),
    )
    via_agency = forms.BooleanField(label=_("Par un cabinet de recrutement"), required=False)
    guessed = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    url = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    invitation_uid = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    invitation_sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)
    invitation_stamp = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def clean_start(self) -> datetime | None:
        """Keep the wall time: its zone is the employer's, typed beside it."""
        start: datetime | None = self.cleaned_data["start"]
        return start.replace(tzinfo=None) if start else None

    def interview(self, owner: Owner) -> NewInterview:
        """What the form says. `start` must be there."""
        given = self.cleaned_data
        start: datetime = given["start"]
        people = read_people(given["people"])
        return NewInterview(
            organisation=given["organisation"],
            start=start,
            end=_end(start, given["minutes"], given["tz"] or owner.tz),
            role=given["role"],
            people=people,
            mode=given["mode"],
            location=given["location"],
            url=given["url"],
            region=given["region"] or owner.region,
            tz=given["tz"] or owner.tz,
            via_agency=given["via_agency"] and any(person.agency for person in people),
            invitation_uid=given["invitation_uid"],
            invitation_sequence=given["invitation_sequence"] or 0,
            invitation_stamp=given["invitation_stamp"],
        )


@require_http_methods(["GET", "POST"])
def arrival(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new case, or (with `pk`) the next round of one."""
    owner = owner_of(request)
    case = case_of(request, pk) if pk is not None else None
    if request.method != "POST":
        return _page(request, ArrivalForm(initial=_initial(owner, case)), case)
    given = request.FILES.get("file")
    if given is not None or _wants_reading(request):
        return _read(request, owner, case, given)
    form = ArrivalForm(request.POST)
    if form.is_valid() and form.cleaned_data["start"] is None:
        form.take([Problem("start", "start_missing")])
    place = _elsewhere(form, owner) if form.is_valid() and case is None else None
    if place is not None:
        return _page(request, _moved(form, place), case, place=place)
    if form.is_valid():
        try:
            kept = _keep(owner, case, form)
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, gettext("C’est noté. La suite est prête."))
            return redirect("promise" if _is_over(form, owner) else "case", kept.pk)
    return _page(request, form, case, status=422)


def read_shared(request: HttpRequest, words: str, given: "UploadedFile[Any] | None") -> HttpResponse:
    """The page of a new interview, with what another application shared."""
    return _read(request, owner_of(request), None, given, words=words)


def _wants_reading(request: HttpRequest) -> bool:
    """A mail was pasted to be read: its button was pressed, or nothing else was typed."""
    pasted = bool((request.POST.get("pasted") or "").strip())
    typed = request.POST.get("organisation") or request.POST.get("start")
    return pasted and ("read" in request.POST or not typed)


def _elsewhere(form: ArrivalForm, owner: Owner) -> Whereabouts | None:
    """Where what was typed says the employer is, when the form says otherwise and nobody saw it yet."""
    given = form.cleaned_data
    place = _place(given["location"], read_people(given["people"]))
    if place is None or place.region == given["guessed"] or (given["region"] or owner.region) != owner.region:
        return None
    return place if _is_elsewhere(place, owner) else None


def _is_elsewhere(place: Whereabouts, owner: Owner) -> bool:
    return place.region not in {owner.region, owner.region.partition("-")[0]}


def _place(location: str, people: Sequence[NewPerson]) -> Whereabouts | None:
    return guess_whereabouts(
        address=location, phones=[one.phone for one in people if one.phone], mails=[one.email for one in people]
    )


def _moved(form: ArrivalForm, place: Whereabouts) -> ArrivalForm:
    """The same form, with the region and the zone of a place; to be looked at before anything is kept."""
    seen = {"region": place.region, "tz": place.tz, "guessed": place.region}
    return ArrivalForm(initial={name: form.data.get(name) for name in ArrivalForm.base_fields} | seen)


def _keep(owner: Owner, case: Case | None, form: ArrivalForm) -> Case:
    interview = form.interview(owner)
    if case is None:
        return start_case(owner=owner, interview=interview, now=clock.now())
    add_round(owner=owner, case=case, interview=interview, now=clock.now())
    return case


def _is_over(form: ArrivalForm, owner: Owner) -> bool:
    start: datetime = form.cleaned_data["start"]
    return start.replace(tzinfo=ZoneInfo(form.cleaned_data["tz"] or owner.tz)) <= clock.now()


def _end(start: datetime, minutes: int | None, tz: str) -> datetime | None:
    if minutes is None:
        return None
    try:
        # Elapsed time: an interview over a clock change lasts what it lasts.
        aware = start.replace(tzinfo=ZoneInfo(tz)).timestamp() + minutes * 60
        return datetime.fromtimestamp(aware, ZoneInfo(tz))
    except (ValueError, KeyError, OSError):
        return start + timedelta(minutes=minutes)


def _read(
    request: HttpRequest, owner: Owner, case: Case | None, given: "UploadedFile[Any] | None", words: str = ""
) -> HttpResponse:
    """Read what was dropped, pasted or shared (`words`), and show it for confirmation. Nothing is kept yet."""
    words = words or request.POST.get("pasted", "")
    shared = "shared" in request.POST or "pasted" not in request.POST
    if given is not None and (given.size or 0) > LARGEST_FILE:
        form = ArrivalForm(request.POST)
        form.is_valid()
        form.take([Problem("file", "file_too_large", {"most": str(LARGEST_FILE // 2**20)})])
        return _page(request, form, case, status=422)
    raw = given.read() if given is not None else words.encode()
    own = [owner.email] if owner.email else []
    invitation, problems = read_invitation(raw, default_tz=owner.tz, now=clock.now(), own=own)
    if invitation is None:
        if shared and given is None:
            # A text that is no invitation is no fault: it stays at hand while the four fields are filled.
            return _page(request, ArrivalForm(initial=_initial(owner, case)), case, pasted=words, shared=True)
        form = ArrivalForm(request.POST)
        form.is_valid()
        form.take(problems)
        return _page(request, form, case, status=422)
    # What the user typed already stands; the invitation fills the rest.
    standard = _initial(owner, None)
    typed = {
        name: value
        for name, value in request.POST.items()
        if name in ArrivalForm.base_fields and value and value != str(standard.get(name, ""))
    }
    form = ArrivalForm(initial=_initial(owner, case) | _from_invitation(invitation, owner) | typed)
    place = _place(invitation.location, [NewPerson(one.name, one.email) for one in invitation.people])
    place = place if place and _is_elsewhere(place, owner) else None
    return _page(request, form, case, read=invitation, place=place, doubts=said.problems(problems))


def _from_invitation(read: Invitation, owner: Owner) -> dict[str, Any]:
    tz = read.tz or owner.tz
    local = read.start.astimezone(ZoneInfo(tz))
    people = [
        NewPerson(name=one.name, email=one.email, title=one.title, civility=one.civility) for one in read.people
    ]
    place = _place(read.location, people)
    found = {
        "organisation": read.organisation or "",
        "region": place.region if place and _is_elsewhere(place, owner) else "",
        "guessed": place.region if place else "",
        "start": local.replace(tzinfo=None),
        "minutes": round((read.end - read.start).total_seconds() / 60),
        "people": write_people(people),
        "mode": read.mode or "",
        "location": read.location,
        "url": read.url or "",
        "tz": tz,
        "invitation_uid": read.uid,
        "invitation_sequence": read.sequence,
        "invitation_stamp": read.dtstamp,
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def _initial(owner: Owner, case: Case | None) -> dict[str, Any]:
    base: dict[str, Any] = {"tz": owner.tz, "region": owner.region, "minutes": 60}
    if case is None:
        return base
    return base | _known(case) | _proposed(case)


def _proposed(case: Case) -> dict[str, Any]:
    """What they proposed: the invitation of the last mail, else the hour the user confirmed."""
    zone = ZoneInfo(case.tz)
    proposed = proposed_interview(case)
    if proposed is None:
        start = hour_confirmed(case)
        return {"start": start.astimezone(zone).replace(tzinfo=None)} if start else {}
    found = {
        "start": proposed.start.astimezone(zone).replace(tzinfo=None),
        "minutes": round(((proposed.end or proposed.start) - proposed.start).total_seconds() / 60),
        "people": write_people(proposed.people),
        "mode": proposed.mode,
        "location": proposed.location,
        "url": proposed.url,
        "invitation_uid": proposed.invitation_uid,
        "invitation_sequence": proposed.invitation_sequence,
        "invitation_stamp": proposed.invitation_stamp,
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def _known(case: Case) -> dict[str, Any]:
    last = case.rounds.order_by("-number").first()
    people = last.participants.select_related("person") if last else []
    known = [
        NewPerson(one.person.name, one.person.email, one.person.civility, one.person.title, phone=one.person.phone)
        for one in people
    ]
    return {
        "organisation": case.organisation.name,
        "role": case.role,
        "tz": case.tz,
        "region": case.region,
        "people": write_people(known),
    }


def _told(place: Whereabouts | None) -> dict[str, str]:
    """A place, in words."""
    return {"name": name_of(place.region, said.lang()), "words": place.words} if place else {}


def _page(
    request: HttpRequest,
    form: ArrivalForm,
    case: Case | None,
    *,
    read: Invitation | None = None,
    doubts: list[str] | None = None,
    pasted: str = "",
    shared: bool = False,
    place: Whereabouts | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {
        "form": form,
        "case": case,
        "read": read,
        "when": dates.moment(read.start) if read else "",
        "doubts": doubts or [],
        "pasted": "" if read else pasted or request.POST.get("pasted", ""),
        "shared": shared,
        "place": _told(place),
        "is_interview": read.is_interview if read else True,
    }
    return render(request, "candidate/arrival.html", {"page": page, "tab": "new"}, status=status)
