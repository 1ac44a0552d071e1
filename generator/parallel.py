"""Work shared out to forked processes. What comes back is plain, and in the order of the tasks: nobody can tell how many there were."""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


class Failed(RuntimeError):
    """A process ended without a result; its traceback stands on the error stream."""


def processes() -> int:
    """How many processes can run at the same time; 1 where this system cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(tasks: Sequence[T], work: Callable[[Sequence[T]], Any], jobs: int) -> list[tuple[Sequence[T], Any]]:
    """Each share of the tasks and the plain value that `work` gave for it. Every `jobs`-th task is of one share, and each share has a process.

    Raises Failed where a process fails.
    """
    jobs = min(jobs, len(tasks))
    if jobs <= 1:
        return [(tasks, work(tasks))]
    sys.stdout.flush()
    sys.stderr.flush()
    shares = [tasks[number::jobs] for number in range(jobs)]
    others = [_forked(share, work) for share in shares[1:]]
    try:
        return list(zip(shares, [work(shares[0]), *(_collected(*other) for other in others)], strict=True))
    finally:
        for _, process in others:
            _end(process)


def together(works: Mapping[str, Callable[[], Any]], jobs: int) -> dict[str, Any]:
    """What each of these gives, a plain value, by its name; the first in this process, the others beside it where `jobs` allows.

    Raises Failed where a process fails.
    """
    names = list(works)
    found = shared_out(names, lambda share: [works[name]() for name in share], len(names) if jobs > 1 else 1)
    return {name: value for share, values in found for name, value in zip(share, values, strict=True)}


@contextlib.contextmanager
def beside(work: Callable[[], object], jobs: int) -> Iterator[None]:
    """Do something in another process while this one goes on; it has ended after the block. Where only one process may work, it is not done.

    For work that is of use when it is done and not missed when it is not: a cache that is filled. A process that fails is not told of.
    """
    if jobs <= 1:
        yield
        return
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if not process:
        try:
            work()
        finally:
            os._exit(0)  # whatever happens: its parent's work is not its own
    try:
        yield
    finally:
        _end(process)


def _forked(tasks: Sequence[T], work: Callable[[Sequence[T]], Any]) -> tuple[int, int]:
    """A process that works; the end of the pipe on which its results come, and its number."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return reading, process
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(marshal.dumps(work(tasks)))
        status = 0
    except BaseException:  # a forked process must end here, whatever happens: its parent's work is not its own
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _collected(reading: int, process: int) -> Any:
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    try:
        return marshal.loads(data)
    except (EOFError, ValueError, TypeError):
        raise Failed(f"process {process} gave no result") from None


def _end(process: int) -> None:
    try:
        os.waitpid(process, 0)
    except ChildProcessError:
        pass
