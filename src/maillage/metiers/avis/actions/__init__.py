"""What is done about advice, one verb a function."""
