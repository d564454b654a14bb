"""Readers of a council's own files: read in place, checked, and never printed."""
