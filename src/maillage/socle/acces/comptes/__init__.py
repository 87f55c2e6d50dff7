"""Accounts: signing in, and who manages whose account."""
