"""The kernel: it knows no service, services register themselves with it."""
