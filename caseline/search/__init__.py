"""Find a family, a person, a file number, words on a page, an event, a contact: in what I may see, and nowhere else."""
