"""`onrecord build`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import judging, orders, program
from ..console import FINDINGS, PROVER, progressing, proven, step_summary, stop, told


@click.command("build")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where the site goes. Default: site/ in the dossier.")
@click.option("--base-url", metavar="URL", help="The address of the published site. Default: site_url in mkdocs.yml.")
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="What builds the page frames.")
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "sarif"]), default="text", show_default=True, help="How faults are reported.")
@click.option("--search/--no-search", "with_search", default=True, show_default=True, help="Whether the site gets a search index.")
@click.pass_obj
@click.pass_context
def command(context: click.Context, folder: Path, out: Path | None, base_url: str | None, engine: str, form: str, with_search: bool) -> None:
    """Check the dossier and build its site.

    Nothing is published while there is an error: the site that is there stays as it was.
    """
    from .. import disk, unchanged
    from ..parallel import processes

    look, cache = unchanged.look(str(folder)), Path(unchanged.cache_folder())
    target = out or folder / "site"
    try:
        with progressing() as progress:
            built = program.build(orders.Order(folder, target, base_url, engine, cache, look.now, processes(), with_search), progress, prover=context.meta.get(PROVER))
    except disk.ChangedMeanwhile as file:
        stop(f"{file} was saved while the site was built", "build again")
    except disk.PublishError as fault:
        stop(f"the site could not be published: {fault}", "choose another folder with --out")
    except OSError as fault:
        stop(f"the site could not be published: {fault}", "see that the disk has room, and that what is named there may be read and written")
    if isinstance(built, judging.Verdict):
        unchanged.forget(str(cache), sys.argv[1:])
        out_text, err_text = told(built.diagnostics, built.text_of, form)
        click.echo(err_text, err=True, nl=False)
        click.echo(out_text, nl=False)
        sys.exit(FINDINGS)
    out_text, err_text = told(built.diagnostics, built.text_of, form)
    out_text += f"{proven(built.proof)}\n"
    before = sys.argv[1:3] if sys.argv[1:2] == ["-C"] else []
    is_plain = form == "text" and sys.argv[len(before) + 1:][:1] == ["build"]
    check = ([*before, "check"], out_text) if is_plain else None  # what `check` would say now: it sees no more than a build does
    last = f"{built.pages} pages in {target}"
    click.echo(err_text, err=True, nl=False)
    click.echo(f"{out_text}{last} ({len(built.published.written)} files written, {len(built.published.removed)} removed)")
    if not step_summary(form):
        unchanged.remember(str(cache), sys.argv[1:], look, built.published.site, f"{out_text}{last} (0 files written, 0 removed)\n", err_text, check)
