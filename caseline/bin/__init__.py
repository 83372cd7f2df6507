"""The bin: everything that was removed from a family's file, to be put back."""
