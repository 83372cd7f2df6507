"""The page that shows every component of the interface, for those who build pages."""
