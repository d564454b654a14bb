"""The exceptions raised on purpose: the command line prints the message, exits with `exit_code`."""


class SendlibError(Exception):
    """A fault the user can put right; the message says what was found, where, and what to do."""

    exit_code = 1


class ParamsError(SendlibError):
    """A params file is absent, unreadable or holds values that are not allowed."""


class SourceError(SendlibError):
    """A data file is absent, damaged, or of an edition no reader knows."""


class ContractError(SendlibError):
    """A table breaks the contract it was given."""


class NotebookError(SendlibError):
    """A notebook failed to run, or does not match the params it was given."""


class RenderError(SendlibError):
    """An executed notebook cannot be turned into a report."""


class ClusterError(SendlibError):
    """A cluster does not answer, or what runs on it is not what runs here."""
