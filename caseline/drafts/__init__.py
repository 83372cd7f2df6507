"""Drafts: what somebody has typed and not sent is kept on the server, and offered when the form is opened again."""
