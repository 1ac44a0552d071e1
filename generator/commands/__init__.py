"""One command a file: `commands/NAME.py` has `command`, a click command; `cli.COMMANDS` lists the names."""
