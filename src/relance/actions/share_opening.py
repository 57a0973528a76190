"""Share an opening with another account of the installation, and take it back."""

from django.db import transaction

from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import Member, Opening, Owner


def share_opening(*, opening: Opening, login: str, role: str) -> Member:
    """Add a member, or change the role of one who is there. BadInputError for a name nobody has here."""
    problems = []
    other = Owner.objects.filter(login=login.strip(), is_active=True).first()
    if other is None:
        problems.append(Problem("login", "login_unknown", {"login": login.strip()[:80]}))
    elif other.pk == opening.owner_id:
        problems.append(Problem("login", "login_is_owner", {"login": login.strip()}))
    if role not in Member.Role.values:
        problems.append(Problem("role", "choice_unknown", {"value": role[:40]}))
    if problems or other is None:
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        member, _ = Member.objects.update_or_create(opening=opening, owner=other, defaults={"role": role})
    return member


def stop_sharing(*, opening: Opening, member_id: int) -> bool:
    """Take a member out; the candidates they met stay theirs to answer. Return whether they were one."""
    return bool(Member.objects.filter(opening=opening, pk=member_id).delete()[0])
