"""Pages, cut by who sits there."""
