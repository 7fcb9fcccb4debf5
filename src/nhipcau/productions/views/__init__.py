"""The pages of `productions`."""
