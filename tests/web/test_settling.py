"""A process that serves pages does not look through all it has loaded again and again."""

import gc
import sys

from relance.site.settling import settle


def test_what_is_loaded_is_left_to_itself() -> None:
    before = len(gc.get_objects())
    try:
        settle()
        # Nothing but what was made since is looked at.
        assert (gc.get_freeze_count() > before // 2, len(gc.get_objects()) < 1000) == (True, True)
        assert "relance.web.candidate.today" in sys.modules
    finally:
        gc.unfreeze()
