"""Today: what must be done, across the families I work with."""
