"""Addresses that are keys are written in no log: whoever reads a log must not be able to open one."""

import logging
import re
from collections.abc import Mapping

#: What follows is a secret, however the address was mangled on its way: all of it goes.
_KEY = re.compile(r"(/(?:nouvelles|agenda)/).+", re.IGNORECASE | re.DOTALL)


class SecretAddresses(logging.Filter):
    """Masks the secret of an address in what is about to be logged. Everything is logged all the same."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message and what it is made of."""
        record.msg = _masked(record.msg)
        if isinstance(record.args, Mapping):
            record.args = {name: _masked(value) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(_masked(value) for value in record.args)
        return True


def _masked(value: object) -> object:
    """Numbers stay what they are, for «%d»; whatever else holds an address becomes a text."""
    return _KEY.sub(r"\1…", str(value)) if _KEY.search(str(value)) else value
