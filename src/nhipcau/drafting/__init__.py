"""Composing outgoing documents with live figures."""
