"""An earlier state of a dossier, out of git."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class NoHistory:
    """Why an earlier state cannot be read, in one plain sentence."""

    message: str


def files_at(folder: Path, revision: str) -> tuple[Mapping[str, bytes], Mapping[str, bytes]] | NoHistory:
    """The bytes of `data/` by path and of `seeds/` by id, as they were at a revision.

    Nothing is checked out, and a revision that begins like an option is no revision.
    """
    if not revision or revision.startswith("-"):
        return NoHistory(f"`{revision}` is no revision")
    listed = _git(folder, ["ls-tree", "-r", "-z", "--full-name", revision, "--", "data", "seeds"])
    prefix = _git(folder, ["rev-parse", "--show-prefix"])
    if isinstance(listed, NoHistory) or isinstance(prefix, NoHistory):
        return listed if isinstance(listed, NoHistory) else NoHistory("this folder is not in a git repository")
    inside = prefix.decode().strip()
    blobs: dict[str, str] = {}
    for row in listed.decode("utf-8", "surrogateescape").split("\0"):
        meta, _, path = row.partition("\t")
        if path and meta.split()[0] in ("100644", "100755"):
            blobs[path.removeprefix(inside)] = meta.split()[2]
    read = _read(folder, blobs)
    if isinstance(read, NoHistory):
        return read
    data = {path: text for path, text in read.items() if path.startswith("data/")}
    seeds = {path.removeprefix("seeds/").removesuffix(".txt"): text for path, text in read.items() if path.startswith("seeds/")}
    return data, seeds


def _read(folder: Path, blobs: Mapping[str, str]) -> dict[str, bytes] | NoHistory:
    """The bytes of blobs, in one run of git."""
    out = _git(folder, ["cat-file", "--batch"], "".join(f"{blob}\n" for blob in blobs.values()).encode())
    if isinstance(out, NoHistory):
        return out
    found, at = {}, 0
    for path in blobs:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        found[path] = out[end + 1:end + 1 + size]
        at = end + 1 + size + 1
    return found


def _git(folder: Path, arguments: list[str], stdin: bytes = b"") -> bytes | NoHistory:
    try:
        run = subprocess.run(["git", "-C", str(folder), *arguments], input=stdin, capture_output=True, timeout=TIMEOUT, check=False)
    except FileNotFoundError:
        return NoHistory("git is not installed")
    except subprocess.TimeoutExpired:
        return NoHistory(f"git was still running after {TIMEOUT:.0f} seconds")
    if run.returncode:
        return NoHistory(run.stderr.decode("utf-8", "replace").strip().splitlines()[0] if run.stderr else "git failed")
    return run.stdout
