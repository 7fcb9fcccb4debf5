"""Inspections and self-checks: what was looked at, what has to be mended by when, and what became of it."""
