"""The pages of activities: the list and what leaves it, the form, an activity with its evidence."""
