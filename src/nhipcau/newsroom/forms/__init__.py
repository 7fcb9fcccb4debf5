"""What people fill in for the newsroom."""
