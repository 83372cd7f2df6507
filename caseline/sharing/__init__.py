"""Sharing: a reader opens exactly the version that was handed over, by a link and a passphrase, instead of an attachment."""
