"""Secrets at rest: encrypted with a key that is not in the database (settings.ENCRYPTION_KEYS)."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SecretUnreadableError(Exception):
    """The secret was encrypted with a key this installation no longer has."""


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.ENCRYPTION_KEYS])


def seal(secret: str) -> bytes:
    """Encrypt `secret` with the first key."""
    return _box().encrypt(secret.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """Decrypt with whichever key fits; SecretUnreadableError when none does."""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise SecretUnreadableError from error
