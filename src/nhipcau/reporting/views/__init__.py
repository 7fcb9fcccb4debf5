"""The pages of reporting: asking, filling in, deciding, totals."""

ICON = "form"
