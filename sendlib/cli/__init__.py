"""The command line: arguments, messages and exit codes; no logic. One module a command."""
