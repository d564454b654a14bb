"""Columns, types, units and bounds of every table, and the areas of England."""
