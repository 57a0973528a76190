"""Add a person to an installation that holds several (RELANCE_ACCOUNTS=login)."""

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import Owner
from relance.records.models.owners import LOCAL_LOGIN

_LOGIN = re.compile(r"[\w.@+-]{1,150}")


def add_owner(*, login: str, password: str) -> Owner:
    """Make the account. BadInputError when the name is taken or misshapen, or the password too easily guessed."""
    problems = []
    if not _LOGIN.fullmatch(login):
        problems.append(Problem("login", "login_misshapen", {"login": login[:50]}))
    if login == LOCAL_LOGIN or Owner.objects.filter(login__iexact=login).exists():
        problems.append(Problem("login", "login_taken", {"login": login}))
    try:
        validate_password(password)
    except ValidationError:
        problems.append(Problem("password", "password_weak"))
    if problems:
        raise BadInputError(tuple(problems))
    try:
        with transaction.atomic():
            return Owner.objects.create_user(login, password)
    except IntegrityError as error:
        raise BadInputError((Problem("login", "login_taken", {"login": login}),)) from error
