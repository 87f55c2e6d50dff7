"""What one does with records: one function a verb, keyword arguments, the right asked first."""
