"""Steering committees and working groups, their meetings and conclusions, and joint programmes between units."""
