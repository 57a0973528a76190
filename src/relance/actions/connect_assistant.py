"""Name the assistant that may reword drafts, or forget it. Nothing is sent to it here."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

from relance.actions.assistant_door import AssistantAccount
from relance.actions.refusals import BadInputError, Refusal, RefusedError
from relance.etiquette.problems import Problem
from relance.records.models import Assistant, Owner
from relance.records.secrets import SecretUnreadableError, seal, unseal


def connect_assistant(*, owner: Owner, address: str, model: str, key: str = "") -> Assistant:
    """Keep where the assistant listens. An empty key keeps the one there is, for the same host. BadInputError."""
    address, model, key = address.strip().rstrip("/"), model.strip(), key.strip()
    problems = [*_address_problems(address), *_model_problems(model), *_key_problems(key)]
    if problems:
        raise BadInputError(tuple(problems))
    known = Assistant.objects.filter(owner=owner).first()
    moved = known is None or urlsplit(known.address).netloc != urlsplit(address).netloc
    # A key goes to the host it was given for, and to no other.
    secret = seal(key) if key else (None if moved or known is None else known.secret)
    row, _ = Assistant.objects.update_or_create(
        owner=owner, defaults={"address": address, "model": model, "secret": secret}
    )
    return row


def disconnect_assistant(*, owner: Owner) -> None:
    """Forget the assistant and its key."""
    Assistant.objects.filter(owner=owner).delete()


def account_of(owner: Owner) -> AssistantAccount:
    """The owner's assistant, ready to be asked. RefusedError when there is none, or its key is lost."""
    row = Assistant.objects.filter(owner=owner).first()
    if row is None:
        raise RefusedError(Refusal("assistant-unset"))
    try:
        key = unseal(row.secret) if row.secret else ""
    except SecretUnreadableError as error:
        raise RefusedError(Refusal("assistant-key-unreadable")) from error
    return AssistantAccount(row.address, row.model, key, "any" if settings.ACCOUNTS == "local" else "public")


def _address_problems(address: str) -> list[Problem]:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return [Problem("address", "assistant_address_unreadable")]
    host = parts.hostname or ""
    whole = parts.scheme in {"http", "https"} and host and address.isascii() and address.isprintable()
    if not whole or " " in address or len(address) > 500 or parts.query or parts.fragment or "@" in parts.netloc:
        return [Problem("address", "assistant_address_unreadable")]
    if parts.scheme == "http" and (not _loopback(host) or settings.ACCOUNTS != "local"):
        return [Problem("address", "assistant_needs_https")]
    return []


def _model_problems(model: str) -> list[Problem]:
    if not model:
        return [Problem("model", "assistant_model_missing")]
    return [Problem("model", "text_too_long", {"most": "200"})] if len(model) > 200 else []


def _key_problems(key: str) -> list[Problem]:
    # What goes into a header may hold neither spaces nor line ends.
    fit = key.isascii() and key.isprintable() and " " not in key and len(key) <= 1000
    return [] if fit else [Problem("key", "assistant_key_unfit")]


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
