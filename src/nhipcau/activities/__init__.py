"""What was done, with its counts and evidence."""
