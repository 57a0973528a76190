"""Sending: what each failure means, the same for the fake and for a real server."""

from collections.abc import Callable

import pytest

from relance.mail.doors import Accepted, AuthFailed, Outcome, RefusedForGood, TryLater
from relance.mail.memory import Fault, FaultKind, FaultStep, Handed
from tests.servers.worlds import Sending

MakeLetter = Callable[[str], bytes]
SENDER, RECIPIENT = "zoe@example.org", "m@example.com"

LATER_STEPS: tuple[FaultStep, ...] = ("connect", "hello", "auth", "mail", "rcpt", "data")


def told(outcome: Outcome) -> tuple[object, ...]:
    """An outcome without the server's own words."""
    if isinstance(outcome, Accepted):
        return ("accepted",)
    if isinstance(outcome, TryLater):
        return ("later", outcome.step, outcome.code, outcome.problem.code)
    if isinstance(outcome, RefusedForGood):
        return ("refused", outcome.step, outcome.code, outcome.problem.code)
    if isinstance(outcome, AuthFailed):
        return ("auth", outcome.code, outcome.problem.code)
    return ("unknown", outcome.reason)


EXPECTED: dict[tuple[FaultStep, FaultKind], tuple[object, ...]] = {
    **{(step, 451): ("later", step, 451, "server_says_later") for step in LATER_STEPS},
    **{(step, "drop"): ("later", step, None, "connection_lost") for step in LATER_STEPS},
    **{(step, "silence"): ("later", step, None, "timeout") for step in LATER_STEPS},
    **{(step, "garbage"): ("later", step, -1, "server_says_later") for step in LATER_STEPS},
    ("connect", 554): ("refused", "connect", 554, "server_says_no"),
    ("hello", 550): ("refused", "hello", 550, "server_says_no"),
    ("auth", 535): ("auth", 535, "password_refused"),
    ("mail", 550): ("refused", "mail", 550, "sender_refused"),
    ("rcpt", 550): ("refused", "rcpt", 550, "recipient_refused"),
    ("data", 554): ("refused", "data", 554, "server_says_no"),
    ("text", 552): ("refused", "final", 552, "text_refused"),
    ("text", 451): ("later", "final", 451, "server_says_later"),
    ("final", 451): ("later", "final", 451, "server_says_later"),
    ("final", 550): ("refused", "final", 550, "text_refused"),
    ("text", "drop"): ("unknown", "connection_lost"),
    ("text", "silence"): ("unknown", "timeout"),
    ("text", "garbage"): ("unknown", "unreadable_answer"),
    ("final", "drop"): ("unknown", "connection_lost"),
    ("final", "silence"): ("unknown", "timeout"),
    ("final", "garbage"): ("unknown", "unreadable_answer"),
}


def test_an_accepted_letter_left_once_byte_for_byte(sending: Sending, letter: MakeLetter) -> None:
    outcome = sending.transmitter().transmit(sender=SENDER, recipient=RECIPIENT, raw=letter("1"))
    assert told(outcome) == ("accepted",)
    assert sending.accepted == [Handed(SENDER, RECIPIENT, letter("1"))]


@pytest.mark.parametrize(("step", "kind"), EXPECTED)
def test_each_failure_is_told_by_when_it_happened(
    sending: Sending, letter: MakeLetter, step: FaultStep, kind: FaultKind
) -> None:
    sending.fault = Fault(step, kind)
    outcome = sending.transmitter().transmit(sender=SENDER, recipient=RECIPIENT, raw=letter("1"))
    assert told(outcome) == EXPECTED[step, kind]
    # After the dot, a server that does not say no has the letter: this is why nobody may send it again.
    kept = [Handed(SENDER, RECIPIENT, letter("1"))] if Fault(step, kind).stored else []
    assert sending.accepted == kept


@pytest.mark.parametrize(("step", "kind"), [pair for pair, end in EXPECTED.items() if end[0] == "later"])
def test_a_letter_told_to_wait_leaves_once_the_server_is_well(
    sending: Sending, letter: MakeLetter, step: FaultStep, kind: FaultKind
) -> None:
    sending.fault = Fault(step, kind)
    transmitter = sending.transmitter()
    first = transmitter.transmit(sender=SENDER, recipient=RECIPIENT, raw=letter("1"))
    sending.fault = None
    second = transmitter.transmit(sender=SENDER, recipient=RECIPIENT, raw=letter("1"))
    assert (told(first)[0], told(second)[0], len(sending.accepted)) == ("later", "accepted", 1)


def test_a_check_sends_nothing(sending: Sending) -> None:
    assert (sending.transmitter().check(sender=SENDER), sending.accepted) == ((), [])


@pytest.mark.parametrize(
    ("step", "kind", "code"),
    [
        ("connect", "silence", "timeout"),
        ("connect", 421, "server_says_later"),
        ("hello", "drop", "connection_lost"),
        ("auth", 535, "password_refused"),
        ("auth", 454, "server_says_later"),
    ],
)
def test_a_check_says_what_stands_in_the_way(sending: Sending, step: FaultStep, kind: FaultKind, code: str) -> None:
    sending.fault = Fault(step, kind)
    assert [problem.code for problem in sending.transmitter().check(sender=SENDER)] == [code]
