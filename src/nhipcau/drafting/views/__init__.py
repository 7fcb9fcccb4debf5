"""The pages of drafting."""
