"""Pages of advice, by subject."""
