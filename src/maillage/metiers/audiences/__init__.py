"""Criminal hearings: one typing in the courtroom; documents, progress and figures follow."""
