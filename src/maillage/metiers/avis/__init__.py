"""Advice between practitioners: a question finds the specialist on duty, and the answer finds the pathway."""
