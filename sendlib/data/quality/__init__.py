"""Faults in published data: identities that do not hold, and figures that cannot be right."""
