"""Rules of advice between practitioners: pure functions of values; instants and days are passed in."""
