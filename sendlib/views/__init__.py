"""What a person reads: statements, charts with alt text, tables, number formats."""
