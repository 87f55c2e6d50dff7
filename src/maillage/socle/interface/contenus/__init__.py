"""What the site says to all: dated messages, versioned documents of the footer."""
