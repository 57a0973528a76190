"""The servers the tests start: they come up, they go, and a missing one is named."""

import os
import shutil
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from tests.servers.fixtures import _missing
from tests.servers.parts import MissingPartError, find_binary, listens

pytestmark = pytest.mark.servers

START = """
import sys, time
from tests.servers.dovecot import dovecot
from tests.servers.postfix import postfix
with dovecot() as mailboxes, postfix(mailboxes) as sending:
    print(mailboxes.port, sending.port, mailboxes.folder, sending.folder, flush=True)
    time.sleep(60)
"""


def closed_within(ports: list[int], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while any(listens(port) for port in ports):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_the_servers_go_with_the_tests_even_when_these_are_killed(sign: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", START], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as tests:
        assert tests.stdout is not None
        first, second, *folders = tests.stdout.readline().decode().split()
        ports = [int(first), int(second)]
        assert [listens(port) for port in ports] == [True, True]
        tests.send_signal(sign)
    assert closed_within(ports, 10)
    for folder in folders:  # a process that is killed leaves its folders behind
        shutil.rmtree(folder, ignore_errors=True)


def test_a_command_runs_beside_a_postgresql() -> None:
    code = "import os, psycopg; psycopg.connect(os.environ['DATABASE_URL']).execute('select 1').fetchone(); exit(7)"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "tests.servers.postgres", "--", sys.executable, "-c", code]
    assert subprocess.run(command, env=environment, check=False).returncode == 7


def test_the_database_speaks_utf8(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as link:
        row = link.execute("select current_setting('server_encoding'), 'é'").fetchone()
    assert row == ("UTF8", "é")


def test_the_browser_starts(browser_path: str) -> None:
    said = subprocess.run([browser_path, "--version"], capture_output=True, text=True, check=True).stdout
    assert said.split()[0] in {"Chromium", "Google"}


def test_a_missing_part_is_a_failure_unless_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingPartError, match="apt-get install no-such-package"):
        find_binary("no-such-program", package="no-such-package")
    monkeypatch.delenv("ALLOW_MISSING_PARTS", raising=False)
    with pytest.raises(pytest.fail.Exception, match="no part"):
        _missing(MissingPartError("no part"))
    monkeypatch.setenv("ALLOW_MISSING_PARTS", "1")
    with pytest.raises(pytest.skip.Exception, match="no part"):
        _missing(MissingPartError("no part"))
