"""The course of a case: its stages in any order, pauses, how it was resolved, how it was closed, and opened again."""
