"""What happens once when the site starts: tables, keys, the worker."""

import logging
import os
import threading

from relance.worker.loop import Worker

log = logging.getLogger("relance")


def start_working() -> threading.Thread | None:
    """Run the worker in this process, unless RELANCE_WORKER=off says that it runs elsewhere."""
    if os.environ.get("RELANCE_WORKER", "on") == "off":
        return None
    thread = threading.Thread(target=Worker().run, name="relance-worker", daemon=True)
    thread.start()
    return thread
