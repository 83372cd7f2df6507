"""A second pair of eyes: what case managers send to a coordinator for signing off, and what came back."""
