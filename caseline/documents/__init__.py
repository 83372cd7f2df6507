"""Papers: received, kept encrypted, read in the background, shown page by page."""
