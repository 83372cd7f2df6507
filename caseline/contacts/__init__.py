"""Calls, visits, letters and meetings; the lawyers who held the file, and everybody else around a family."""
