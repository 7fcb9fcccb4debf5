"""The pages of directives made known."""
