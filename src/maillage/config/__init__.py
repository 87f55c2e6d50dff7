"""Settings, addresses and processes: what turns the code into a running system."""
