"""Pure functions from tables to tables: no files, clock, plotting or unseeded randomness."""
