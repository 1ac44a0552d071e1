"""`onrecord explain`"""

from __future__ import annotations

import click

from ..console import stop


@click.command("explain")
@click.argument("code")
def command(code: str) -> None:
    """Print the manual of a code that a report names: what it means, why, how to mend it."""
    from ..diagnostics import CODES
    from ..rules import explain as manual

    if code not in CODES:
        from ..rules.near import did_you_mean
        stop(f"there is no code {code}.", did_you_mean(code, CODES))
    click.echo(manual(code), nl=False)
