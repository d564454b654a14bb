"""Which reports to build, in which order, and what happened to each."""
