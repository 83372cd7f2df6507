"""What each person agreed to, what must be kept in mind for their safety, and what was told but not to be recorded."""
