"""`onrecord links`"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import judging
from ..console import FINDINGS

if TYPE_CHECKING:
    from ..addresses import Answer, Cited

WAIT = 20.0  # seconds for one answer
PAUSE = 1.0  # seconds between two calls: many addresses are of one host
CALLER = "onrecord-links (a weekly look at the pages that a site cites)"


@click.command("links")
@click.option("--ask", is_flag=True, help="Ask each address whether it still answers; exit 1 where one does not. The only command that uses the network.")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True, help="Markdown is for an issue.")
@click.pass_obj
def command(folder: Path, ask: bool, form: str) -> None:
    """List every address on the web that the dossier cites.

    Each is told with the places that cite it.
    """
    from .. import addresses

    checked = judging.read_and_judge(folder)
    found = addresses.cited(checked.case.proofs.records, checked.case.content, checked.files.content)
    answers = asked(found, answer) if ask else tuple(addresses.Answer(one, "") for one in found)
    failed = tuple(one for one in answers if one.fault)
    shown = failed if ask else answers
    click.echo(addresses.as_markdown(shown) if form == "markdown" else addresses.as_text(shown), nl=False)
    if ask:
        click.echo(f"{len(answers) - len(failed)} of {len(answers)} addresses answer", err=True)
    sys.exit(FINDINGS if failed else 0)


def asked(found: tuple[Cited, ...], ask: Callable[[str], str], pause: float = PAUSE) -> tuple[Answer, ...]:
    """What each address says, one after the other; what fails is asked once more at the end, since hosts have bad minutes."""
    from ..addresses import Answer

    faults: dict[str, str] = {}
    for one in (*found, *found):
        if faults.get(one.url, "unasked"):
            faults[one.url] = ask(one.url)
            time.sleep(pause)
    return tuple(Answer(one, faults[one.url]) for one in found)


def answer(url: str) -> str:
    """What is wrong with an address; empty where it answers with a page. Only https is asked, redirects too, and nothing is read but the head."""
    import urllib.error
    import urllib.request

    class OnlyHttps(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
            if not newurl.startswith("https://"):
                raise urllib.error.HTTPError(newurl, code, "leads away from https", headers, fp)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    try:
        with urllib.request.build_opener(OnlyHttps).open(urllib.request.Request(url, headers={"User-Agent": CALLER}), timeout=WAIT):
            return ""
    except urllib.error.HTTPError as fault:
        return f"answers {fault.code} ({fault.reason})"
    except urllib.error.URLError as fault:
        return f"does not answer ({fault.reason})"
    except (OSError, ValueError) as fault:
        return f"does not answer ({fault})"
