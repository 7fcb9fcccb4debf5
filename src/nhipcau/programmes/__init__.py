"""The year's plan: programmes, tasks, assignments and progress."""
