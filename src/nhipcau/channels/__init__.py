"""The register of official channels, renditions and deliveries."""
