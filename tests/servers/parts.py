"""What the servers share: finding a binary, a free port, a folder, and a child that dies with the tests."""

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

# Where Debian puts servers; root's and a user's PATH do not always hold them.
PLACES = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
_PR_SET_PDEATHSIG = 1


class MissingPartError(Exception):
    """A part of the machine that a test needs is not there. The message says how to get it."""


def find_binary(name: str, *, package: str) -> str:
    """The full path of a program; MissingPartError naming the Debian package when there is none."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *PLACES])
    found = shutil.which(name, path=path)
    if found is None:
        raise MissingPartError(f"{name} is not installed: apt-get install {package}")
    return found


def is_root() -> bool:
    return os.geteuid() == 0


def as_root() -> list[str]:
    """What to put before a command that needs root: nothing, or a sudo that asks nothing."""
    if is_root():
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    raise MissingPartError("this server needs root: run the tests as root, or with a sudo that asks no password")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody holds at this instant."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def short_folder(name: str) -> Iterator[Path]:
    """A folder with a short path (Unix sockets take 107 bytes) that other accounts of the machine may enter."""
    folder = Path(tempfile.mkdtemp(prefix=f"relance-{name}-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def child(
    command: Sequence[str], *, log: Path, stop: signal.Signals = signal.SIGTERM, user: str | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is stopped at the end by its pid, and by the kernel should the tests be killed."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            preexec_fn=lambda: _die_with_parent(stop),  # noqa: PLW1509 - no thread touches what it uses
            user=user,
            extra_groups=[] if user else None,
        )
    try:
        yield process
    finally:
        end(process, stop)


@contextlib.contextmanager
def stopped_by(command: Sequence[str], *, log: Path) -> Iterator[None]:
    """For a server that puts itself in the background: `command` is run at the end, or when the tests are killed.

    A shell waits for the end of its standard input, whose other end dies with us.
    """
    with log.open("ab") as out:
        watcher = subprocess.Popen(
            ["/bin/sh", "-c", 'cat >/dev/null; "$@"', "watcher", *command],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield
    finally:
        watcher.communicate(timeout=60)


def end(process: "subprocess.Popen[bytes]", stop: signal.Signals) -> None:
    """Ask the process to stop, and kill it when it does not."""
    if process.poll() is None:
        process.send_signal(stop)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)


def wait_until(ready: Callable[[], bool], *, what: str, seconds: float = 20.0, log: Path | None = None) -> None:
    """Until `ready`; otherwise an error that shows the end of the server's own log."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return
        time.sleep(0.02)
    said = log.read_text(encoding="utf-8", errors="replace")[-3000:] if log and log.exists() else ""
    raise RuntimeError(f"{what} did not come up in {seconds:.0f} s\n{said}")


def listens(port: int) -> bool:
    """Whether something takes connections on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def greets(port: int, start: bytes) -> bool:
    """Whether a server greets on this port with these first bytes: listening alone does not mean being ready."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2) as link:
        return link.recv(200).startswith(start)
    return False


def _die_with_parent(sign: signal.Signals) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(sign))
