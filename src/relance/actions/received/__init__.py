"""Candidates kept in a table elsewhere: columns, lines, what becomes of each."""
