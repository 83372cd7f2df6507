"""Case studies: a first text from the timeline and the plan, what in it could identify somebody, and the file to hand over."""
