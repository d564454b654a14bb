"""Invented councils in the file formats of the publishers, for a machine without files."""
