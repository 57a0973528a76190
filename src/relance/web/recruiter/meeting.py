"""«Recevoir quelqu'un»: a name and an hour, or the invitation: whoever is not of the house is met."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.open_opening import meet_candidate
from relance.actions.participants import NewPerson
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.start_case import NewInterview
from relance.calendars.invitations import Invitation, read_invitation
from relance.etiquette.problems import Problem
from relance.records import queries
from relance.records.models import Case, Mailbox, Opening, Owner
from relance.records.openings import candidate_of
from relance.web import clock, dates, said
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.web.recruiter.seen import opening_of
from relance.web.typed import number

#: Bytes; an invitation or the mail that carries it is far below.
LARGEST_FILE = 10 * 1024 * 1024
_LOCAL = "%Y-%m-%dT%H:%M"
_CIVILITIES = [("", _("Sans civilité")), ("Mme", _("Madame")), ("M.", _("Monsieur")), ("Dr", _("Docteur"))]


class MeetingForm(QuietForm):
    """One candidate, one interview."""

    name = forms.CharField(label=_("Qui recevez-vous ?"), required=False, max_length=300)
    email = forms.EmailField(
        label=_("Son adresse mail"), required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )
    civility = forms.ChoiceField(label=_("Civilité, pour les lettres"), required=False, choices=_CIVILITIES)
    start = forms.DateTimeField(
        label=_("Quand ?"), required=False, input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Durée, en minutes"), required=False, min_value=1, max_value=60 * 24)
    mode = forms.ChoiceField(
        label=_("Comment ?"), required=False, widget=forms.RadioSelect,
        choices=[("onsite", _("Sur place")), ("video", _("En visio")), ("phone", _("Par téléphone"))],
    )  # fmt: skip
    invitation_uid = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def clean_start(self) -> datetime | None:
        """Keep the wall time: its zone is the employer's."""
        start: datetime | None = self.cleaned_data["start"]
        return start.replace(tzinfo=None) if start else None

    def interview(self, opening: Opening) -> NewInterview:
        """What the form says. `start` must be there."""
        given, zone = self.cleaned_data, ZoneInfo(opening.tz)
        start: datetime = given["start"].replace(tzinfo=zone)
        lapse = (given["minutes"] or 60) * 60
        person = NewPerson(name=given["name"], email=given["email"], civility=given["civility"], main_contact=True)
        return NewInterview(
            organisation=opening.organisation.name,
            start=start,
            end=datetime.fromtimestamp(start.timestamp() + lapse, zone),
            people=(person,),
            mode=given["mode"],
            tz=opening.tz,
            region=opening.region,
            invitation_uid=given["invitation_uid"],
        )


@require_http_methods(["GET", "POST"])
def meet(request: HttpRequest, pk: int) -> HttpResponse:
    """Note an interview with a candidate, new or known."""
    owner, opening = owner_of(request), opening_of(request, pk)
    if request.method != "POST":
        return _page(request, opening, MeetingForm(initial={"minutes": 60} | _known(request, owner, opening)))
    given = request.FILES.get("file")
    if given is not None:
        return _read(request, owner, opening, given)
    form = MeetingForm(request.POST)
    if form.is_valid() and form.cleaned_data["start"] is None:
        form.take([Problem("start", "start_missing")])
    if form.is_valid():
        try:
            case = meet_candidate(owner=owner, opening=opening, interview=form.interview(opening), now=clock.now())
        except BadInputError as error:
            form.take(error.problems)
        except RefusedError as error:
            form.add_error(None, said.refusal(error.refusal))
        else:
            messages.success(request, gettext("C’est noté. Relance compte les jours pour vous."))
            over = form.interview(opening).start <= clock.now()
            return redirect("end-of-interview" if over else "candidate", case.pk)
    return _page(request, opening, form, status=422)


def _known(request: HttpRequest, owner: Owner, opening: Opening) -> dict[str, Any]:
    """The candidate whose next interview it is."""
    asked = request.GET.get("qui", "")
    if not asked:
        return {}
    rows = queries.with_rounds(Case.objects.filter(opening=opening, owner=owner, pk=number(asked) or 0))
    case = rows.first()
    if case is None:
        raise Http404
    person = candidate_of(case)
    return {"name": person.name, "email": person.email, "civility": person.civility}


def _read(request: HttpRequest, owner: Owner, opening: Opening, given: Any) -> HttpResponse:
    """Read the invitation that was dropped, and show it for confirmation. Nothing is kept yet."""
    form = MeetingForm(request.POST)
    if (given.size or 0) > LARGEST_FILE:
        form.take([Problem("file", "file_too_large", {"most": str(LARGEST_FILE // 2**20)})])
        return _page(request, opening, form, status=422)
    own = own_addresses(owner)
    invitation, problems = read_invitation(given.read(), default_tz=opening.tz, now=clock.now(), own=sorted(own))
    if invitation is None:
        form.take(problems)
        return _page(request, opening, form, status=422)
    typed = {name: value for name, value in request.POST.items() if name in MeetingForm.base_fields and value}
    typed.pop("minutes", None)
    form = MeetingForm(initial=_from_invitation(invitation, opening, own) | typed)
    return _page(request, opening, form, read=dates.moment(invitation.start.astimezone(ZoneInfo(opening.tz))))


def own_addresses(owner: Owner) -> set[str]:
    """The addresses by which the recruiter is known."""
    boxes = Mailbox.objects.filter(owner=owner).values_list("address", flat=True)
    return {address.lower() for address in (owner.email, *boxes) if address}


def met_in(invitation: Invitation, own: set[str]) -> NewPerson:
    """The candidate of an invitation: whoever is not of the recruiter's organisation; the first named otherwise."""
    houses = {address.rpartition("@")[2] for address in own}
    invited = [
        NewPerson(name=one.name or _name_of(one.email), email=one.email)
        for one in invitation.attendees
        if one.kind == "individual"
    ]
    told = [NewPerson(name=one.name, email=one.email, civility=one.civility) for one in invitation.people]
    known = {one.email.lower(): one for one in told}
    named = [known.get(one.email.lower(), one) for one in invited or told if one.email.lower() not in own]
    organiser = (invitation.organizer.email if invitation.organizer else "").lower()
    guests = [one for one in named if one.email.lower() != organiser]
    strangers = [one for one in guests if one.email.rpartition("@")[2].lower() not in houses]
    return next(iter([*strangers, *guests, *named]), NewPerson(name=""))


def _name_of(address: str) -> str:
    """A name to begin with, where an invitation gives an address only: «p.ott» is «P Ott»."""
    return " ".join(part.capitalize() for part in address.partition("@")[0].replace("_", ".").split(".") if part)


def _from_invitation(read: Invitation, opening: Opening, own: set[str]) -> dict[str, Any]:
    person = met_in(read, own)
    found = {
        "name": person.name,
        "email": person.email,
        "civility": person.civility,
        "start": read.start.astimezone(ZoneInfo(opening.tz)).replace(tzinfo=None),
        "minutes": round((read.end - read.start).total_seconds() / 60),
        "mode": read.mode or "",
        "invitation_uid": read.uid,
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def _page(
    request: HttpRequest, opening: Opening, form: MeetingForm, *, read: str = "", status: int = 200
) -> HttpResponse:
    page = {"form": form, "opening": opening, "read": read}
    return render(request, "recruiter/meeting.html", {"page": page, "tab": "desk"}, status=status)
