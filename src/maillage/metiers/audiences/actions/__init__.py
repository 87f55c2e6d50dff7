"""What is done in criminal hearings, one verb a function."""
