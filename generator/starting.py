"""A whole little dossier to begin with: fiction that says so, with its pages, its schemas and its CI. The files stand in `starter/`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable

from .reading import IDS_FILE, ids_schema, read_records, schemas
from .yaml_lines import one_line

_ELSEWHERE = {"github/check.yml": ".github/workflows/dossier.yml", "gitignore": ".gitignore"}  # tools would take these for our own
_SOURCE = "bridge-under-water"
_UNKNOWN = """\
# Where this copy of the tool came from is not known, so fill it in: onrecord @ git+https://HOST/OWNER/REPOSITORY@COMMIT
"""


def starter(title: str, tool: str = "") -> dict[str, bytes]:
    """The files of a new dossier by path. `tool`: the requirement that its CI installs; empty: where this tool was installed from."""
    digest = hashlib.sha256(_read(f"seeds/{_SOURCE}.txt")).hexdigest()
    requirement = tool.strip() or _installed_from()
    made = {f"schema/{name}": text.encode() for name, text in schemas().items()}
    for path in _paths(files(__package__) / "starter", ""):
        data = _read(path)
        if not path.startswith("seeds/"):
            data = _filled(path, data.decode("utf-8"), title, digest, requirement).encode()
        made[_ELSEWHERE.get(path, path)] = data
    records, _ = read_records({path: data for path, data in made.items() if path.startswith("data/")})
    made[f"schema/{IDS_FILE}"] = ids_schema(records).encode()
    return made


def _filled(path: str, text: str, title: str, digest: str, requirement: str) -> str:
    if path.endswith("data/dossier.yml") or path == "data/dossier.yml":
        text = text.replace("title: @TITLE@", f"title: {one_line(title)}")
    text = text.replace('"@TITLE@"', json.dumps(title, ensure_ascii=False)).replace("@TITLE@", title).replace("@SHA256@", digest)
    return text.replace("@TOOL@\n", f"{requirement}\n" if requirement else _UNKNOWN)


def _paths(folder: Traversable, prefix: str) -> Iterator[str]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _paths(one, f"{prefix}{one.name}/")
        else:
            yield prefix + one.name


def _read(path: str) -> bytes:
    return (files(__package__) / "starter" / path).read_bytes()


def _installed_from() -> str:
    """The requirement that pip noted when it installed this tool from a repository; empty for any other way."""
    try:
        noted = distribution("onrecord").read_text("direct_url.json")
        origin = json.loads(noted) if noted else {}
    except (PackageNotFoundError, ValueError):
        return ""
    vcs = origin.get("vcs_info", {}) if isinstance(origin, dict) else {}
    if not (vcs.get("vcs") and vcs.get("commit_id") and str(origin.get("url", "")).startswith("https://")):
        return ""
    return f"onrecord @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}"
