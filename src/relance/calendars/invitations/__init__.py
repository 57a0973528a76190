"""Read an invitation. Pure."""
