"""What the machine says: folders, keys and addresses, read from the environment once, at start."""

import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet


class ConfigurationError(SystemExit):
    """The environment cannot be used; the message says what to change."""


def home() -> Path:
    """Return the folder that holds database, keys and settings: RELANCE_HOME, else the user's data folder."""
    given = os.environ.get("RELANCE_HOME")
    if given:
        return Path(given).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "relance"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "relance"


@dataclass(frozen=True, slots=True)
class Keys:
    """The two secrets of an installation, each in a file of its own, readable by its owner alone."""

    signing: str
    encryption: tuple[bytes, ...]


def keys(folder: Path) -> Keys:
    """Read the keys in `folder`/keys, making them on first use. The first encryption key encrypts, all decrypt."""
    place = folder / "keys"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        signing = _kept(place / "signing.key", lambda: secrets.token_urlsafe(48))
        encryption = _kept(place / "encryption.key", lambda: Fernet.generate_key().decode())
    except OSError as error:
        raise ConfigurationError(
            f"Relance cannot keep its keys in {place}: {error.strerror}. Nothing was changed. "
            "Choose another folder with RELANCE_HOME, or make this one writable."
        ) from error
    return Keys(signing=signing, encryption=tuple(line.encode() for line in encryption.split()))


def _kept(file: Path, make: Callable[[], str]) -> str:
    if not file.exists():
        # O_EXCL: two processes that start together must end with one key; the loser reads the winner's.
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "w") as handle:
                handle.write(make())
    return file.read_text().strip()
