"""Codes of paper records; the stable code is stored, never the label."""
