"""The forms of units, a module for each matter."""
