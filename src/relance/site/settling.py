"""What a process that serves pages does last, once all is loaded."""

import gc
from importlib import import_module

from django.conf import settings


def settle() -> None:
    """Load the pages, and tell the garbage collector that what is loaded stays for good.

    Else it looks through all of it every few pages, and the page it happens to stop waits 50 ms more.
    """
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
