"""What people type: one page a gesture, in its order."""
