"""Pages of whoever receives candidates: who waits, since when, for what."""
