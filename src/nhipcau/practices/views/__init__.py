"""The pages of good practice."""
