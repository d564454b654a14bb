"""A council's own records as tables of counts and sums, and the gate that hides small ones."""
