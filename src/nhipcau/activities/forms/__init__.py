"""The forms of this room: an activity with its particulars and counts, a withdrawal, the filters of the list."""
