"""Read a message and tell what it says. Pure."""
