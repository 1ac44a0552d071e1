"""An earlier state of a dossier, out of git."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from ..diagnostics import Diagnostic, Span, diagnostic, in_order
from ..frozen import dataclass
from .dossier_files import CAPS, Files, Signature, refused, refused_as_link, refused_as_too_large, seeds_by_source
from .places import is_utf8

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


def dossier_at(folder: Path, revision: str) -> tuple[Files, tuple[Diagnostic, ...]] | NoHistory:
    """Every file of a dossier as it was at a revision, or a diagnostic for each that cannot be taken: as `read_dossier` reads a folder.

    Nothing is checked out, and git's own programs alone look at it.
    """
    if not revision or revision.startswith("-"):
        return NoHistory(f"`{revision}` is no revision")
    listed = _git(folder, ["ls-tree", "-r", "-l", "-z", revision, "--", *CAPS])
    if isinstance(listed, NoHistory):
        return listed
    faults: list[Diagnostic] = []
    read = _read(folder, dict(_blobs(listed, faults)))
    if isinstance(read, NoHistory):
        return read
    if not any(path.startswith("data/") for path in read):
        faults.append(diagnostic("file-missing", Span("data"), "this folder is not there: it holds the records of a dossier"))
    seeds = seeds_by_source({path: read[path] for path in sorted(read) if path.startswith("seeds/")}, faults)
    data, content, overrides = ({path: read[path] for path in sorted(read) if path.startswith(f"{top}/")} for top in ("data", "content", "overrides"))
    signatures = {path: Signature(len(data), 0, 0, 0, hashlib.sha256(data).hexdigest()) for path, data in sorted(read.items())}
    return Files(data, seeds, content, overrides, read.get("mkdocs.yml"),
                 MappingProxyType(signatures)), in_order(faults)


def _blobs(listed: bytes, faults: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    """Path and name of each blob that a dossier may hold, of what `ls-tree -l -z` lists. Names that begin with a dot are passed over."""
    for row in listed.split(b"\0"):
        meta, _, name = row.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape")
        if not path or any(part.startswith(".") for part in path.split("/")):
            continue
        mode, _, blob, size = meta.decode("ascii").split()
        if not is_utf8(path):
            faults.append(refused(name.decode("utf-8", "backslashreplace"), "the name of this file is not UTF-8", "rename it"))
        elif mode not in ("100644", "100755"):
            faults.append(refused_as_link(path) if mode == "120000" else refused(path, "this is not a plain file"))
        elif int(size) > CAPS[path.split("/")[0]]:
            faults.append(refused_as_too_large(path))
        else:
            yield path, blob


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
    import subprocess  # late: no build asks

    try:
        run = subprocess.run(["git", "-C", str(folder), *arguments], input=stdin, capture_output=True, timeout=TIMEOUT, check=False)
    except FileNotFoundError:
        return NoHistory("git is not installed")
    except subprocess.TimeoutExpired:
        return NoHistory(f"git was still running after {TIMEOUT:.0f} seconds")
    if run.returncode:
        return NoHistory(run.stderr.decode("utf-8", "replace").strip().splitlines()[0] if run.stderr else "git failed")
    return run.stdout
