"""Codes of advice between practitioners, one file a subject."""
