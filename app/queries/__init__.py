"""Reads: the only SELECTs; they build sheets."""
