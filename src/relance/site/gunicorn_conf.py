"""How gunicorn serves: one process, some threads, and the worker beside them (nothing else to start)."""

import os
import threading
from typing import Any

from relance.site.masking import SecretAddresses

bind = f"127.0.0.1:{os.environ.get('RELANCE_PORT', '8000')}"
worker_class = "gthread"
# One process: the worker lives in it, and SQLite likes one writer. A hosted site runs `relance worker` beside more.
workers = int(os.environ.get("RELANCE_PROCESSES", "1"))
threads = 8
timeout = 120
graceful_timeout = 5
keepalive = 5
accesslog = None
loglevel = "warning"
proc_name = "relance"
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Mask the secrets of addresses in its log too: it writes the address of a request that broke."""
    server.log.error_log.addFilter(SecretAddresses())


def post_worker_init(worker: Any) -> None:
    """Bring the tables up to date and start working, once the application is loaded."""
    del worker
    from relance.site.start import start_working  # noqa: PLC0415  (Django exists only in the child)

    threading.Thread(target=start_working, name="relance-start", daemon=True).start()
