"""The command line behind ``./maillage``; each command is a module."""
