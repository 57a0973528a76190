"""A board as plain values, as `relance duties --json` promises it."""

from typing import Any

from relance.etiquette.duties.board import Board, Duty
from relance.etiquette.plain import moment


def board_values(board: Board, opening_id: str | None = None) -> dict[str, Any]:
    """The whole answer of `relance duties` for one opening."""
    return {
        "id": opening_id,
        "state": board.state,
        "may_close": board.may_close,
        "unanswered": board.unanswered,
        "duties": [_duty_values(duty) for duty in board.duties],
    }


def _duty_values(duty: Duty) -> dict[str, Any]:
    kept = duty.retention
    return {
        "candidate": duty.candidate,
        "state": duty.state,
        "owed": duty.owed,
        "due": duty.due and moment(duty.due),
        "since": duty.since and moment(duty.since),
        "flags": duty.flags,
        "because": duty.because,
        "law": [
            {
                "law": one.law,
                "asks": one.asks,
                "applies": one.applies,
                "limit": one.limit and moment(one.limit),
                "is_met": one.is_met,
                "unknown": one.unknown,
            }
            for one in duty.law
        ],
        "retention": kept
        and {
            "keep_until": moment(kept.keep_until),
            "notice_on": moment(kept.notice_on),
            "erase_on": moment(kept.erase_on),
        },
    }
