"""People who work with Caseline: accounts, signing in and out, roles."""
