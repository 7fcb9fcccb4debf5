"""The pages of bodies, meetings and joint programmes."""
