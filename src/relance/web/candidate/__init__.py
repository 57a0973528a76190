"""Pages of the person who was interviewed."""
