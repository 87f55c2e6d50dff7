"""Maillage: what a professional enters once, at the source, is enough."""
