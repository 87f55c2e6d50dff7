"""Paper occupational-health records: each page knows where it came from and that it has not changed."""
