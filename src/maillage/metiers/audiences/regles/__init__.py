"""Pure rules of criminal hearings, by subject."""
