"""Fictional paper records: invented workers, drawn pages, noise. Never loaded in production."""
