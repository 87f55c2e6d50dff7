"""May they: the vocabulary of rights, the scopes, and the two walls that come from one declaration."""
