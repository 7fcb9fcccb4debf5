"""Settings, addresses, environment."""
