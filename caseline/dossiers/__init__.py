"""Dossiers: what one reader gets, assembled with sources and consent, frozen when sent, written as a Word file."""
