"""What readers see: only published revisions, never the state they were written in since."""
