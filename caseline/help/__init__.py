"""Help written for case managers, what is new, and the search in both."""
