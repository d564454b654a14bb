"""Downloads of published files from their publishers, as the register says."""
