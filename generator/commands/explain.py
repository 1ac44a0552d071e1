"""`onrecord explain`"""

from __future__ import annotations

import click

from ..console import stop


@click.command("explain")
@click.argument("code")
def command(code: str) -> None:
    """Print the manual of a CODE that a report names.

    It says what the fault is, why it matters and how to mend it, with an example.
    """
    from ..diagnostics import CODES
    from ..rules import explain as manual

    if code not in CODES:
        from ..rules.near import did_you_mean
        stop(f"there is no code {code}.", did_you_mean(code, CODES))
    click.echo(manual(code), nl=False)
