"""measured.py RESULT LIMIT together|apart COMMAND…: run one command and write what it took to the file RESULT, as JSON.

Small on purpose and started with `python -I -S`: the peak memory that the system gives for a process counts its parent's
memory at the moment of the start, and this parent has some 10 MiB.

`wall` and `cpu` in seconds, the waited-for children counted; `peak` in MiB: with `apart` that of the largest process,
with `together` that of all processes at one time, shared pages counted once (looked at every 20 ms or as often as a fifth
of the time allows, which costs time: its wall and CPU are not to be used). `code`: the exit code; 124 after LIMIT seconds.
"""

import json
import os
import signal
import sys
import time

STEP = 0.02  # seconds between two looks at the memory


def session_of(process: str) -> int:
    """The session of a process; 0 where it is gone."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
            return int(file.read().rpartition(")")[2].split()[3])
    except (OSError, IndexError):
        return 0


def memory_of(process: str) -> int:
    """KiB of a process, its part of shared pages; 0 where it is gone."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def run(command: list[str], limit: float, together: bool) -> dict[str, float]:
    """Run a command in a session of its own and wait for its end."""
    begun = time.perf_counter()
    quiet = os.open(os.devnull, os.O_WRONLY)
    process = os.posix_spawnp(command[0], command, os.environ, setsid=True, file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1)])
    is_late = False

    def stop(*_: object) -> None:
        nonlocal is_late
        is_late = True
        os.killpg(process, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    if together:
        peak, done = 0, 0
        while not done:
            looked = time.perf_counter()
            peak = max(peak, sum(memory_of(p) for p in os.listdir("/proc") if p.isdecimal() and session_of(p) == process))
            time.sleep(max(STEP, 4 * (time.perf_counter() - looked)))
            done, status, used = os.wait4(process, os.WNOHANG)
    else:
        _, status, used = os.wait4(process, 0)
        peak = used.ru_maxrss
    signal.setitimer(signal.ITIMER_REAL, 0)
    wall = time.perf_counter() - begun
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": peak / 1024, "code": 124 if is_late else os.waitstatus_to_exitcode(status)}


if __name__ == "__main__":
    result, limit, way, *command = sys.argv[1:]
    with open(result, "w", encoding="ascii") as out:
        json.dump(run(command, float(limit), way == "together"), out)
