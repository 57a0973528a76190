"""What the user was not told yet, and «Vu»."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from relance.actions.tell import mark_seen
from relance.records import queries
from relance.records.models import Case, Notice, Owner
from relance.web import clock, dates, said
from relance.web.addresses import home_of
from relance.web.owned import owner_of
from relance.wording.notices import NOTICES

_GRAVE = frozenset({
    "letter-unknown", "letter-server-refused", "letter-gave-up", "letter-bounced", "mailbox-unreadable",
    "letter-waits-for-mailbox",
})  # fmt: skip


#: Notices shown at once: the others come as these are put away.
_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice: its words, where to act, and the address that puts it away."""

    words: str
    tone: str
    dismiss: str
    href: str = ""
    link: str = ""


def notices_of(owner: Owner, case: Case | None = None, *, recruiter: bool = False) -> tuple[NoticeLine, ...]:
    """Notices that have a sentence, oldest first; of one case, or of all those of a desk."""
    rows = queries.unseen_notices(owner, recruiter=recruiter).filter(code__in=NOTICES).order_by("created_at")
    if recruiter:
        # The board itself shows who waits: only a legal limit is worth a word more.
        rows = rows.exclude(code__in=["duty-news", "duty-answer", "duty-reason"])
    if case is not None:
        rows = rows.filter(case=case)
    lines = []
    for row in rows[:_AT_ONCE]:
        words = said.notice(row.code, _shown(row))
        href, link = "", ""
        if row.letter_id is not None:
            href, link = reverse("letter", args=[row.letter_id]), gettext("Voir la lettre")
        elif row.code == "interview-moved":
            href, link = reverse("undo", args=[int(row.params["entry"])]), gettext("Annuler")
        elif row.code.startswith("morning-"):
            href, link = reverse("morning"), gettext("Le mail du matin")
        elif row.code == "mailbox-unreadable":
            href, link = reverse("mailbox"), gettext("Réglages de la boîte")
        elif row.case is not None:
            href, link = home_of(row.case), gettext("Ouvrir")
        place = f"{row.case.organisation.name} · " if row.case and case is None and not recruiter else ""
        tone = "bad" if row.code in _GRAVE else ""
        lines.append(NoticeLine(f"{place}{words}", tone, reverse("seen", args=[row.pk]), href, link))
    return tuple(lines)


def _shown(row: Notice) -> dict[str, str]:
    """The values of a notice; its instants as the employer's clock says them."""
    if row.case is None:
        return dict(row.params)
    zone = ZoneInfo(row.case.tz)
    instants = {
        name: dates.moment(datetime.fromisoformat(row.params[name]).astimezone(zone))
        for name in ("before", "after")
        if name in row.params
    }
    days = {
        name: dates.day(date.fromisoformat(row.params[name])) for name in ("day", "limit") if row.params.get(name)
    }
    instants |= days
    return {**row.params, **instants}


@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a notice away, and come back to the page it was on."""
    mark_seen(owner=owner_of(request), notice_id=pk, now=clock.now())
    back = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("today")
