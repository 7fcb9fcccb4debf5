"""Figures to and from other systems, in the formats of DHIS2 and ADX."""
