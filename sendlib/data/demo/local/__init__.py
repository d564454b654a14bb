"""The demo councils' own files: invented records that agree with their published figures."""
