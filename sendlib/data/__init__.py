"""The only code that opens a data file: published and local files to contracted tables."""
