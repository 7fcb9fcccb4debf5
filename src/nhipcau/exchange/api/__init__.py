"""The interface for other systems: JSON over HTTP, with keys; shaped like DHIS2's where its clients are to talk to it."""
