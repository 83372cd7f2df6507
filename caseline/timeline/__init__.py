"""The family's timeline: proposals reviewed by a person, events with their sources, claims that compete."""
