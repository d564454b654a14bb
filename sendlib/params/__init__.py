"""What a report covers: the models of params files, and their faults."""
