"""The steps of a build, and of a check, from a folder to what can be published. The commands call them.

What a step needs is imported when it runs, so that a command that needs little starts quickly.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .judging import Verdict, changed_since, config_of, read_and_judge, refused, text_of
from .orders import Built, Memory, Order, Started
from .progress import SILENT

if TYPE_CHECKING:
    from .edit import Edited
    from .parallel import Standby
    from .progress import Progress


def build(order: Order, progress: Progress = SILENT, memory: Memory | None = None, prover: Standby | None = None) -> Built | Verdict:
    """Build a site and publish it. Where there is an error nothing is published, and every fault is given.

    `memory`: of the builds of this dossier that the same process did before; `prover`: a process with `changed.prover` that waits for an edit.

    Raises WrongUse, disk.PublishError, OSError.
    """
    from .kept_frames import engine_ahead

    with engine_ahead(order.engine, order.cache) as begun:
        started = _start(order, memory, progress)
        if started is None:
            return refused(read_and_judge(order.folder))
        edited = None if memory else _edit(started, progress, prover)
        if edited is not None:
            return Built(edited.diagnostics, partial(text_of, started.files), edited.proof, edited.pages, edited.published, edited.address)
        from . import whole  # late: an edit does without

        return whole.build(started, progress, memory, begun)


def _start(order: Order, memory: Memory | None, progress: Progress) -> Started | None:
    """Read the files of a dossier, and its records that are no sources. None where they have a fault."""
    from . import changed, disk, first_look, unchanged

    progress.stage("reading", "files")
    desk = memory.desk if memory else disk.Desk.of(order.cache, order.folder)
    files, faults = disk.read_dossier(order.folder, desk.signatures("files"))
    desk.keep_signatures("files", files.signatures, order.now)
    tool = unchanged.tool_print()
    read = None if faults else first_look.read(files, desk, tool)
    if read is None:
        return None
    asked = changed.Asked(order.out, order.cache, order.with_search, changed.surroundings(files, order.base_url, order.engine, order.with_search))
    return Started(order, files, read, desk, tool, asked)


def _edit(started: Started, progress: Progress, prover: Standby | None) -> Edited | None:
    """The shorter way of an edit of words; None where it is none. Another process proves what was edited, while this one reads what it makes pages with."""
    from . import changed, parallel

    order, files, read, desk, tool, asked = started.order, started.files, started.read, started.desk, started.tool, started.asked
    begun = changed.begun(asked, files, read, desk, tool)
    if begun is None:
        if prover:
            prover.stop()
        return None
    work = partial(changed.outcomes, begun.edited, files, read.records, desk, tool, begun.shared)
    answer = prover.ask(changed.question(begun, files, order.folder, desk, tool)) if prover else lambda: None
    with parallel.begun(work, 1 if prover else order.jobs) as proven:
        from . import edit  # late: the words are being proven meanwhile

        return edit.build(asked, begun, lambda: answer() or (proven(), b""), files, read, desk, tool, order.jobs, progress)


def check(folder: Path, cache: Path, now: int, jobs: int, against: str | None, progress: Progress = SILENT) -> Verdict:
    """Everything that a build checks, and with `against` what vanished or changed since that git revision. Raises WrongUse."""
    from . import disk, first_look, increment, site, unchanged
    from .diagnostics import has_errors, in_order
    from .dossier import resolve
    from .views.content import with_pages

    progress.stage("reading", "files")
    desk = disk.Desk.of(cache, folder)
    files, faults = disk.read_dossier(folder, desk.signatures("files"))
    desk.keep_signatures("files", files.signatures, now)
    config, misconfigured = config_of(files)
    tool = unchanged.tool_print()
    read = None if faults or misconfigured or against else first_look.read(files, desk, tool)
    judged = increment.judge(files, read, desk, tool, jobs, progress) if read else None
    if isinstance(judged, tuple):
        return Verdict(judged, partial(text_of, files), None)
    if judged is None or config is None:
        checked = read_and_judge(folder)
        if against is not None:
            checked = checked.with_more(changed_since(folder, against, checked))
        if has_errors(checked.diagnostics):
            return Verdict(checked.diagnostics, checked.text_of, None)
        assert checked.config is not None
        config, diagnostics = checked.config, checked.diagnostics
        resolved = resolve(checked.case.proofs, checked.case.country_names)
    else:
        diagnostics, resolved = judged.diagnostics, judged.dossier()
    _, collisions = site.plan(resolved, with_pages(files.content), config)
    return Verdict(in_order((*diagnostics, *collisions)), partial(text_of, files), None if collisions else resolved.proof)
