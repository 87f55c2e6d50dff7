"""Forms of advice, by subject."""
