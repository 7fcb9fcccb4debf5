"""Series and columns: what the place publishes again and again, by a rhythm."""
