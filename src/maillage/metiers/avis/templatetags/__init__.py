"""Template filters of advice."""
