"""Items, sources, review, translations."""
