"""`python -m generator` is the command `onrecord`."""

from .cli import run

run()
