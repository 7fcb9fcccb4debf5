"""Directives made known: which units received one, acknowledged it and briefed how many of how many."""
