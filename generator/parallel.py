"""Work shared out to forked processes. What comes back is plain, and each value says which tasks it is of: nobody can tell how many there were."""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import chain
from typing import IO, Any, TypeVar

T = TypeVar("T")


class Failed(RuntimeError):
    """A process ended without a result; its traceback stands on the error stream."""


def processes() -> int:
    """How many processes can run at the same time; 1 where this system cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def shared_out(tasks: Sequence[T], work: Callable[[T], Any], jobs: int) -> Iterator[Iterator[Iterator[tuple[T, Any]]]]:
    """The tasks in shares, one a process, each with the plain value that `work` gave for it, in the order in which it was done; this process is the
    first of them. `jobs`: processes; where there is but one, nothing is forked.

    Whoever is done with a task takes the next one in order, so that all end at about the same time. This process works while its share is gone
    through; go through all of them. What others give waits in a file, so that it takes no memory. What `work` raises is raised here, whichever
    process it was in, if the program expects it: an OSError, or an exception of this package. Raises Failed where a process fails otherwise.
    Whatever is raised, no process is left when the block ends.
    """
    jobs = min(jobs, len(tasks))
    if jobs <= 1:
        yield iter([((task, work(task)) for task in tasks)])
        return
    from tempfile import TemporaryFile  # late: it brings much along, and a small build has one process

    with contextlib.ExitStack() as opened:
        take = opened.enter_context(_queue(len(tasks)))
        others = []
        for _ in range(jobs - 1):
            given = opened.enter_context(TemporaryFile())
            reading, process = _forked(partial(_with_fault, partial(_give, given, tasks, work, take)))
            opened.callback(_kill, process)
            others.append((given, opened.enter_context(os.fdopen(reading, "rb")), process))
        here = ((tasks[number], work(tasks[number])) for number in _taken(take))
        yield chain([here], (_given(tasks, *other) for other in others))


def together(works: Mapping[str, Callable[[], Any]], jobs: int) -> dict[str, Any]:
    """What each of these gives, a plain value, by its name; beside each other where `jobs` allows.

    Raises as `shared_out`.
    """
    with shared_out(list(works), lambda name: works[name](), len(works) if jobs > 1 else 1) as shares:
        values = dict(chain.from_iterable(shares))
    return {name: values[name] for name in works}


def _give(file: IO[bytes], tasks: Sequence[T], work: Callable[[T], Any], take: Callable[[], range]) -> None:
    """Do the tasks that fall to this process; each value goes to the file behind its length, with the number of the task."""
    for number in _taken(take):
        value = marshal.dumps((number, work(tasks[number])))
        file.write(len(value).to_bytes(_NUMBER, "big") + value)
    file.flush()


def _given(tasks: Sequence[T], file: IO[bytes], pipe: IO[bytes], process: int) -> Iterator[tuple[T, Any]]:
    """What another process gave. Raises as `shared_out`."""
    try:
        _, fault = marshal.loads(pipe.read())
    except (EOFError, ValueError, TypeError):
        raise Failed(f"process {process} gave no result") from None
    if fault is not None:
        module, name, given = fault
        raise getattr(import_module(module), name)(*given)
    file.seek(0)
    while length := file.read(_NUMBER):
        number, value = marshal.loads(file.read(int.from_bytes(length, "big")))
        yield tasks[number], value


_NUMBER = 4  # bytes of a number in the queue, and of a length in the file of what another process gave
_LONGEST = 1 << 12  # numbers in the queue at most


@contextlib.contextmanager
def _queue(length: int) -> Iterator[Callable[[], range]]:
    """What gives the numbers below `length` in order, some at a time, to whichever process asks; none when all are given.

    A pipe: what one reader took no other gets. Most have room for 16,384 bytes and more, and few for less: then more numbers are given at a time.
    """
    step, is_whole = -(-length // _LONGEST), False
    while not is_whole:
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        with os.fdopen(writing, "wb", buffering=0) as pipe:
            numbers = b"".join(first.to_bytes(_NUMBER, "big") for first in range(0, length, step))
            is_whole = pipe.write(numbers) == len(numbers)
        if not is_whole:
            os.close(reading)
            step *= 4

    def take() -> range:
        found = os.read(reading, _NUMBER)
        first = int.from_bytes(found, "big") if found else length
        return range(first, min(first + step, length))

    try:
        yield take
    finally:
        os.close(reading)


def _taken(take: Callable[[], range]) -> Iterator[int]:
    """The numbers of the tasks that fall to this process."""
    while numbers := take():
        yield from numbers


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


@contextlib.contextmanager
def begun(work: Callable[[], T], jobs: int) -> Iterator[Callable[[], T]]:
    """Work out a plain value in another process while this one goes on. Gives what waits for it and gives it; call that once.

    Where only one process may work, the value is worked out when it is asked for, and so it is where the other process failed: what is
    wrong is then met, and raised, here.
    """
    if jobs <= 1:
        yield work
        return
    reading, process = _forked(work, is_silent=True)
    with os.fdopen(reading, "rb") as pipe:
        def result() -> T:
            data = pipe.read()
            try:
                value: T = marshal.loads(data)
            except (EOFError, ValueError, TypeError):
                return work()
            return value

        try:
            yield result
        finally:
            pipe.close()
            _end(process)


class Standby:
    """A process that gets ready before anybody knows what it will be asked. It answers once, with a plain value. `stop` must be called."""

    def __init__(self, process: int, asking: int, answering: int) -> None:
        self._process, self._asking, self._answering = process, os.fdopen(asking, "wb"), os.fdopen(answering, "rb")

    @classmethod
    def begin(cls, ready: Callable[[], Callable[[Any], Any]]) -> Standby:
        """Begin it. `ready`: what it does first, which gives what answers; both are called in that process."""
        hearing, asking = os.pipe()

        def work() -> Any:
            os.close(asking)
            with os.fdopen(hearing, "rb") as pipe:
                answer = ready()
                question = pipe.read()
            return answer(marshal.loads(question)) if question else None

        answering, process = _forked(work, is_silent=True)
        os.close(hearing)
        return cls(process, asking, answering)

    def ask(self, question: Any) -> Callable[[], Any]:
        """Ask for something, a plain value. Gives what waits for the answer and gives it: None where there is none, since the process failed."""
        with contextlib.suppress(BrokenPipeError), self._asking as pipe:
            pipe.write(marshal.dumps(question))

        def answer() -> Any:
            data = self._answering.read()
            try:
                return marshal.loads(data)
            except (EOFError, ValueError, TypeError):
                return None

        return answer

    def stop(self) -> None:
        """End it, whatever it has come to; a second time nothing is done."""
        if not self._answering.closed:
            with contextlib.suppress(BrokenPipeError):
                self._asking.close()
            self._answering.close()
            _kill(self._process)


def _forked(work: Callable[[], Any], is_silent: bool = False) -> tuple[int, int]:
    """A process that works; the end of the pipe on which its results come, and its number. `is_silent`: it does not tell why it failed."""
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return reading, process
    status = 1
    try:
        os.close(reading)
        given = marshal.dumps(work())
        with os.fdopen(writing, "wb") as pipe:  # open until then: who reads its end before the traceback is told would cut it off
            pipe.write(given)
        status = 0
    except (BrokenPipeError, KeyboardInterrupt):  # nobody wants the result any more
        pass
    except BaseException:  # a forked process must end here, whatever happens: its parent's work is not its own
        if not is_silent:
            import traceback  # late: it brings much along

            traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _with_fault(work: Callable[[], Any]) -> tuple[Any, Any]:
    """What it gives, and None; or None, and the expected exception that it raised, as a plain value."""
    try:
        return work(), None
    except Exception as fault:
        cls = type(fault)
        if isinstance(fault, RuntimeError) or not (isinstance(fault, OSError) or cls.__module__.startswith(f"{__package__}.")):
            raise  # a bug of our own: its traceback tells where
        if isinstance(fault, OSError) and fault.filename is not None:
            return None, (cls.__module__, cls.__qualname__, (fault.errno, fault.strerror, str(fault.filename)))
        return None, (cls.__module__, cls.__qualname__, fault.args)


def _kill(process: int) -> None:
    """End a process, whatever it has come to."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    _end(process)


def _end(process: int) -> None:
    try:
        os.waitpid(process, 0)
    except ChildProcessError:
        pass
