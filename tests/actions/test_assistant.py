"""The assistant: sent what was shown and nothing else, judged before it is shown, and never in the way."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytest_django import Settings

from relance.actions.assistant_door import (
    LONGEST,
    AssistantAccount,
    AssistantDoor,
    AssistantError,
    HttpAssistant,
)
from relance.actions.connect_assistant import account_of, connect_assistant, disconnect_assistant
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.reword_letter import Proposal, reword_letter, what_would_be_sent
from relance.letters.rewording import Question
from relance.records.models import Assistant, Letter, Owner
from tests.actions.world import GOOD_THANKS, Clock, make_case, written

QUESTION = Question("Reformulez.", "Madame,\n\nMerci.")
REWORDED = GOOD_THANKS.replace("Je vous remercie du temps que vous m'avez accordé", "Merci pour le temps accordé")


def said(words: object) -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": words}}]}


class Server:
    """A server of the test's own: answers as told, and keeps what it was sent."""

    def __init__(self) -> None:
        self.status = 200
        self.body: bytes | Callable[[BaseHTTPRequestHandler], None] = b""
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                outer.asked.append((self.path, dict(self.headers), json.loads(raw)))
                if callable(outer.body):
                    return outer.body(self)
                self.send_response(outer.status)
                if outer.status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", str(len(outer.body)))
                self.end_headers()
                self.wfile.write(outer.body)
                return None

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def says(self, words: object) -> None:
        self.body = json.dumps(said(words)).encode()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}/v1"

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


class MemoryAssistant:
    """The double: answers or fails as told, and keeps what it was asked."""

    def __init__(self, answer: str = "", failure: AssistantError | None = None) -> None:
        self.answer = answer
        self.failure = failure
        self.asked: list[tuple[AssistantAccount, Question]] = []

    def ask(self, account: AssistantAccount, question: Question) -> str:
        """As told."""
        self.asked.append((account, question))
        if self.failure:
            raise self.failure
        return self.answer


@pytest.fixture
def away() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.mark.parametrize("kind", ["memory", "http"])
def test_both_doors_answer_and_fail_alike(kind: str, away: Server) -> None:
    account = AssistantAccount(away.address, "small", "s3cret")
    away.says("Madame,")
    door: AssistantDoor = HttpAssistant() if kind == "http" else MemoryAssistant("Madame,")
    assert door.ask(account, QUESTION) == "Madame,"

    away.says("  ")
    silent = AssistantError("assistant-silent", host=account.host)
    door = HttpAssistant() if kind == "http" else MemoryAssistant(failure=silent)
    with pytest.raises(AssistantError) as failed:
        door.ask(account, QUESTION)
    assert (failed.value.code, failed.value.params) == ("assistant-silent", {"host": account.host})


def test_one_request_holds_the_question_the_model_and_the_key(away: Server) -> None:
    away.says("Oui")
    HttpAssistant().ask(AssistantAccount(away.address, "small", "s3cret"), QUESTION)
    [(path, headers, body)] = away.asked
    assert path == "/v1/chat/completions"
    assert (headers["Authorization"], headers["Content-Type"]) == ("Bearer s3cret", "application/json")
    assert body == {
        "model": "small",
        "messages": [
            {"role": "system", "content": "Reformulez."},
            {"role": "user", "content": "Madame,\n\nMerci."},
        ],
        "stream": False,
    }
    assert "s3cret" not in repr(AssistantAccount(away.address, "small", "s3cret"))


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, b"<html>", "assistant-unreadable"),
        (200, b"[]", "assistant-unreadable"),
        (200, b'{"choices": []}', "assistant-unreadable"),
        (200, b"[" * 100_000, "assistant-unreadable"),
        (200, b"\xff\xfe", "assistant-unreadable"),
        (200, json.dumps(said(None)).encode(), "assistant-unreadable"),
        (200, json.dumps(said(["a"])).encode(), "assistant-unreadable"),
        (200, json.dumps(said("\n")).encode(), "assistant-silent"),
        (200, b" " * (LONGEST + 2), "assistant-too-long"),
        (401, b"{}", "assistant-said-no"),
        (429, b"{}", "assistant-said-no"),
        (302, b"", "assistant-said-no"),
        (500, b"", "assistant-said-no"),
    ],
)
def test_an_answer_of_another_form_is_a_code(status: int, body: bytes, code: str, away: Server) -> None:
    away.status, away.body = status, body
    with pytest.raises(AssistantError) as failed:
        HttpAssistant().ask(AssistantAccount(away.address, "small"), QUESTION)
    assert failed.value.code == code
    assert len(away.asked) == 1


def _drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte at a time, for ever: no wait of a socket ever ends."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        time.sleep(0.05)
        try:
            handler.wfile.write(b" ")
        except OSError:
            return


def _mute(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)
    handler.close_connection = True


@pytest.mark.parametrize("slow", [_drip, _mute])
def test_a_slow_answer_is_cut_in_time(slow: Callable[[BaseHTTPRequestHandler], None], away: Server) -> None:
    away.body = slow
    began = time.monotonic()
    with pytest.raises(AssistantError) as failed:
        HttpAssistant(seconds=0.5).ask(AssistantAccount(away.address, "small"), QUESTION)
    assert failed.value.code == "assistant-slow"
    assert time.monotonic() - began < 1.4


def test_nobody_there_and_a_line_cut_short(away: Server) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    away.body = lambda handler: handler.connection.close()
    for there in (address, away.address, away.address.replace("http:", "https:")):
        with pytest.raises(AssistantError) as failed:
            HttpAssistant(seconds=5).ask(AssistantAccount(there, "small"), QUESTION)
        assert failed.value.code == "assistant-unreachable"


def test_who_is_at_the_other_end_is_asked_before_the_first_byte(
    away: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AssistantError) as failed:
        HttpAssistant().ask(AssistantAccount(away.address, "small", reach="public"), QUESTION)
    assert failed.value.code == "assistant-not-public"
    monkeypatch.setattr(socket.socket, "getpeername", lambda _: ("192.0.2.7", 80))
    with pytest.raises(AssistantError) as failed:
        HttpAssistant().ask(AssistantAccount(away.address, "small"), QUESTION)
    assert failed.value.code == "assistant-not-here"
    assert away.asked == []


@pytest.mark.parametrize(
    ("address", "model", "key", "told"),
    [
        ("assistant", "small", "", [("address", "assistant_address_unreadable")]),
        ("https://", "", "", [("address", "assistant_address_unreadable"), ("model", "assistant_model_missing")]),
        ("https://me:pass@assistant.example.org/v1", "m", "", [("address", "assistant_address_unreadable")]),
        ("https://assistant.example.org/v1?x=1", "m", "", [("address", "assistant_address_unreadable")]),
        ("https://assistant.example.org:port/v1", "m", "", [("address", "assistant_address_unreadable")]),
        ("https://assistant.example.org/v1\nHost: x", "m", "", [("address", "assistant_address_unreadable")]),
        ("file:///etc/passwd", "m", "", [("address", "assistant_address_unreadable")]),
        ("http://assistant.example.org/v1", "m", "", [("address", "assistant_needs_https")]),
        ("http://192.0.2.1/v1", "m" * 201, "", [("address", "assistant_needs_https"), ("model", "text_too_long")]),
        ("https://assistant.example.org/v1", "m", "a b", [("key", "assistant_key_unfit")]),
        ("https://assistant.example.org/v1", "m", "a\r\nX: 1", [("key", "assistant_key_unfit")]),
    ],
)
def test_an_address_that_will_not_do_is_told(
    address: str, model: str, key: str, told: list[tuple[str, str]], owner: Owner
) -> None:
    with pytest.raises(BadInputError) as refused:
        connect_assistant(owner=owner, address=address, model=model, key=key)
    assert [(problem.place, problem.code) for problem in refused.value.problems] == told
    assert Assistant.objects.count() == 0


def test_the_key_is_sealed_kept_for_its_host_and_never_given_to_another(owner: Owner) -> None:
    for address in ("https://assistant.example.org/v1", "https://assistant.example.org/v2/"):
        row = connect_assistant(owner=owner, address=address, model="small", key="s3cret" * (address[-1] == "1"))
    assert b"s3cret" not in bytes(row.secret or b"")
    assert account_of(owner) == AssistantAccount("https://assistant.example.org/v2", "small", "s3cret")

    connect_assistant(owner=owner, address="https://other.example.org/v1", model="small")
    assert account_of(owner).key == ""
    disconnect_assistant(owner=owner)
    with pytest.raises(RefusedError) as refused:
        account_of(owner)
    assert refused.value.refusal.code == "assistant-unset"


def test_a_shared_installation_reaches_no_machine_behind_its_walls(owner: Owner, settings: Settings) -> None:
    connect_assistant(owner=owner, address="http://localhost:11434/v1", model="small")
    settings.ACCOUNTS = "login"
    assert account_of(owner).reach == "public"
    with pytest.raises(BadInputError) as refused:
        connect_assistant(owner=owner, address="http://localhost:11434/v1", model="small")
    assert refused.value.problems[0].code == "assistant_needs_https"


@pytest.fixture
def letter(owner: Owner, clock: Clock) -> Letter:
    connect_assistant(owner=owner, address="https://assistant.example.org/v1", model="small", key="s3cret")
    return written(make_case(owner, now=clock()), now=clock())


def reworded(letter: Letter, clock: Clock, door: AssistantDoor) -> Proposal:
    return reword_letter(letter=letter, shown=what_would_be_sent(letter=letter).seal, now=clock(), door=door)


def test_what_is_shown_is_what_is_sent_and_the_draft_is_left_alone(letter: Letter, clock: Clock) -> None:
    door = MemoryAssistant(f"```\n{REWORDED}\n```")
    shown = what_would_be_sent(letter=letter)
    assert (shown.host, shown.model, shown.question.letter) == ("assistant.example.org", "small", letter.body)
    proposal = reworded(letter, clock, door)
    assert proposal == Proposal(REWORDED.strip())
    assert [question for _, question in door.asked] == [shown.question]
    letter.refresh_from_db()
    assert letter.body == GOOD_THANKS


def test_nothing_is_sent_that_was_not_shown(letter: Letter, owner: Owner, clock: Clock) -> None:
    door = MemoryAssistant(REWORDED)
    seal = what_would_be_sent(letter=letter).seal
    connect_assistant(owner=owner, address="https://other.example.org/v1", model="small")
    letter.body += "\nP.-S."
    for shown in (seal, "", "x"):
        with pytest.raises(RefusedError) as refused:
            reword_letter(letter=letter, shown=shown, now=clock(), door=door)
        assert refused.value.refusal.code == "assistant-text-changed"
    assert door.asked == []


def test_a_fact_that_was_added_is_refused_with_its_words(letter: Letter, clock: Clock) -> None:
    answer = REWORDED.replace("trois ans", "cinq ans chez Mirabeau")
    assert reworded(letter, clock, MemoryAssistant(answer)) == Proposal("", ("cinq", "Mirabeau"))


def test_an_objection_that_was_added_is_refused(letter: Letter, clock: Clock) -> None:
    answer = REWORDED.replace(
        "Je reste à votre disposition", "Dans l’attente de votre réponse, je reste disponible"
    )
    proposal = reworded(letter, clock, MemoryAssistant(answer))
    assert (proposal.body, [one.code for one in proposal.findings]) == ("", ["waiting-for-answer"])


def test_an_assistant_that_declines_gives_no_proposal(letter: Letter, clock: Clock) -> None:
    proposal = reworded(letter, clock, MemoryAssistant("Je ne peux pas faire cela."))
    assert proposal.body == ""
    assert "thanks-missing" in [one.code for one in proposal.findings]


def test_a_failure_is_told_and_a_letter_that_left_is_not_sent_anywhere(letter: Letter, clock: Clock) -> None:
    failing = MemoryAssistant(failure=AssistantError("assistant-slow", host="assistant.example.org"))
    with pytest.raises(RefusedError) as refused:
        reworded(letter, clock, failing)
    assert (refused.value.refusal.code, refused.value.refusal.params) == (
        "assistant-slow",
        {"host": "assistant.example.org"},
    )
    letter.state = Letter.State.SENT
    with pytest.raises(RefusedError) as refused:
        what_would_be_sent(letter=letter)
    assert refused.value.refusal.code == "letter-left-already"


def test_the_whole_way_with_a_real_server(letter: Letter, owner: Owner, clock: Clock, away: Server) -> None:
    connect_assistant(owner=owner, address=away.address, model="small")
    away.says(REWORDED)
    assert reworded(letter, clock, HttpAssistant()).body == REWORDED.strip()
    assert "Authorization" not in away.asked[0][1]
