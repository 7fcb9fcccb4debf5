"""The audit row of every write: who did what to which object, when."""
