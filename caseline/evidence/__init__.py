"""Evidence for a purpose: what the checklist asks, what is there, how fresh it is, what was asked from whom."""
