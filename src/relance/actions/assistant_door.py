"""The door to an assistant: any address that speaks the OpenAI chat format.

The promise: one request for one act of the user, to the host they were shown and to no other, with the words they
were shown and no other, as `http_link` promises. At most `SECONDS` in all, and at most `LONGEST` bytes read.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from relance.actions.http_link import LinkError, Reach, Request, exchange
from relance.letters.rewording import Question

SECONDS = 30.0
LONGEST = 200_000


class AssistantError(Exception):
    """It gave nothing usable: `code` for wording.notices, `params` for its sentence."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class AssistantAccount:
    """Where an assistant listens: `address` up to the version («https://host/v1»), the model, the key if it asks.

    `reach` says which machines may be asked: «any», or «public» where several people share an installation, so that
    none of them reaches behind its walls.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)
    reach: Reach = "any"

    @property
    def host(self) -> str:
        """The host and port as the user typed them."""
        return urlsplit(self.address).netloc


class AssistantDoor(Protocol):
    """Asks an assistant."""

    def ask(self, account: AssistantAccount, question: Question) -> str:
        """Its answer in words. AssistantError when there is none to use."""
        ...


class HttpAssistant:
    """The real one."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds

    def ask(self, account: AssistantAccount, question: Question) -> str:
        """POST …/chat/completions, once."""
        body = json.dumps(
            {
                "model": account.model,
                "messages": [
                    {"role": "system", "content": question.asked},
                    {"role": "user", "content": question.letter},
                ],
                "stream": False,
            }
        ).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if account.key:
            headers["Authorization"] = f"Bearer {account.key}"
        request = Request("POST", f"{account.address.rstrip('/')}/chat/completions", headers, body)
        try:
            answer = exchange(request, seconds=self.seconds, longest=LONGEST, reach=account.reach)
        except LinkError as error:
            raise AssistantError(f"assistant-{error.code}", host=account.host) from error
        if answer.status != 200:
            raise AssistantError("assistant-said-no", host=account.host, status=str(answer.status))
        return _words(answer.body, account.host)


def _words(raw: bytes, host: str) -> str:
    if len(raw) > LONGEST:
        raise AssistantError("assistant-too-long", host=host)
    try:
        data: Any = json.loads(raw)
        words = data["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise AssistantError("assistant-unreadable", host=host) from error
    if not isinstance(words, str):
        raise AssistantError("assistant-unreadable", host=host)
    if not words.strip():
        raise AssistantError("assistant-silent", host=host)
    return words
