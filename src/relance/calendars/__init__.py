"""Calendars: read invitations, write feeds."""
