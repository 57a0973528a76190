"""Relance: what to do after a job interview."""

__version__ = "0.1.0"
