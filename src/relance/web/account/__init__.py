"""Settings of the person, and who they are."""
