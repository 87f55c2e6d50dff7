"""Pages of the service, by subject."""
