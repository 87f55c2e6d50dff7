"""What happened: one append-only trace of writes and of reads."""
