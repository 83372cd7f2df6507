"""Families and their members: who they are, who may see them."""
