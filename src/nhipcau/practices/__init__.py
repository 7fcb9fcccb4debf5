"""Good practice: what worked in a unit, proposed with figures, reviewed, spread to others, commended."""
