"""Organisations through time, people, roles and access."""
