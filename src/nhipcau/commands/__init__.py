"""The verbs of the `nhipcau` command, one module each."""
