"""The case plan made with the family: options explored, goals, actions, a plan for bad days, reviews."""
