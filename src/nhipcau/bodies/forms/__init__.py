"""The forms of bodies, meetings and joint programmes."""
