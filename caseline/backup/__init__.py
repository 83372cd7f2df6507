"""Keeping the data for ever: checked copies in a second place, bringing them back, and the care of the master key."""
