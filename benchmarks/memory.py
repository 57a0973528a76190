"""Memory of the pages and the worker together, idle: the whole tree of processes that `relance serve` starts."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

MOST_MB = 150


def main() -> int:
    """Start the app, open a few pages, wait, and add up what is resident. Exit status 1 over 150 MB."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {**os.environ, "RELANCE_HOME": home}
        words = [sys.executable, "-m", "relance", "serve", "--port", str(port)]
        with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL) as app:
            try:
                for page in ("/", "/candidatures/", "/reglages/"):
                    visit(f"http://127.0.0.1:{port}{page}")
                time.sleep(8)
                resident = {pid: resident_mb(pid) for pid in family(app.pid)}
            finally:
                app.terminate()
                app.wait(20)
    total = sum(resident.values())
    print(f"{len(resident)} processes: {' + '.join(f'{size:.0f}' for size in resident.values())} = {total:.0f} MB")
    return 1 if total > MOST_MB else 0


def visit(address: str) -> None:
    """Open a page, waiting for the server to be there."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - loopback
                answer.read()
                return
        except OSError:
            time.sleep(0.3)
    raise SystemExit(f"{address} does not answer")


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def resident_mb(pid: int) -> float:
    """Resident set size; pages shared by two processes count twice."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
