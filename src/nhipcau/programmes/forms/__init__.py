"""What people fill in for programmes."""
