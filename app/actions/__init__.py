"""Writes: one function for each gesture of an editor."""
