"""Rules of paper records: pure functions of values; days, seeds and lists in force are passed in."""
