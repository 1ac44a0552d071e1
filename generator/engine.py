"""Runs MkDocs or Zensical once, in a folder of its own, to build the frames.

The engine sees one empty page for each frame and a configuration written here: no plugin, no hook, no
page of the dossier, no environment, no network. What it makes is read into values and its folder removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Literal, get_args

from generator.config import SiteConfig
from generator.frames import MARK_OF_OWN, Frame, FrameFault, cut, from_plain

from .frozen import dataclass, replace

Engine = Literal["mkdocs", "zensical"]
ENGINES: tuple[str, ...] = get_args(Engine)

TIMEOUT = 120.0  # seconds; a run takes one or two
FORMAT = 1  # raise when the meaning of what is cached changes

_PACKAGES = {"mkdocs": ("mkdocs", "mkdocs-material", "jinja2", "markdown"), "zensical": ("zensical", "markdown")}
_THEME = {"mkdocs": "mkdocs-material", "zensical": "zensical"}
_LICENCES = ("licenses/LICENSE", "licenses/LICENSE.md", "LICENSE", "LICENSE.md")
_SOURCE_MAP = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=[^\s*]+(?:\s*\*/)?\s*\Z")
_COMPLAINT = re.compile(r"\b(?:WARNING|ERROR|CRITICAL|Aborted|panicked)\b|^Error\b", re.IGNORECASE)
# A client that honours these variables finds nobody to talk to: the run needs no network and gets none.
_NOWHERE = "http://127.0.0.1:9"
# What is read before the engine knows of its project; the rest of it is read as the engine asks for it.
_LOADED = {
    "mkdocs": ("click", "mkdocs.commands.build", "mkdocs.config.defaults", "markdown.extensions.attr_list", "markdown.extensions.toc"),
    "zensical": (),
}
# The engine's process. It is told the folder of its project when there is one, and ends when nobody tells it. It is short: see `__main__.run`.
_PROCESS = """
import gc, os, sys
from importlib import import_module
from runpy import run_module
gc.disable()
engine, *loaded = sys.argv[1:]
for name in loaded:
    import_module(name)
folder = os.fsdecode(sys.stdin.buffer.readline().rstrip(b"\\n"))
if folder:
    os.chdir(folder)
    os.environ["HOME"] = folder
    sys.argv = [engine, "build", "--strict", "-f", os.path.join(folder, "mkdocs.yml")]
    run_module(engine, run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True, slots=True, order=True)
class FrameSpec:
    """A frame to build. `section` is the path of the tab that is active, as in mkdocs.yml ("" is home; a path
    that no tab has leaves all inactive). `depth` is how many folders below the root its pages lie."""

    section: str
    depth: int


@dataclass(frozen=True, slots=True)
class Overrides:
    """The chrome's files by path with forward slashes: `templates` go to the engine, `assets` to the site as they are."""

    templates: Mapping[str, bytes]
    assets: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class BuiltFrames:
    """What an engine made. `assets` are its own files that the frames name, by path in the site."""

    engine: str
    frames: Mapping[FrameSpec, Frame]
    not_found: Frame  # for 404.html, with absolute links
    assets: Mapping[str, bytes]

    def plain(self) -> list[object]:
        """For a cache: nested lists of text, numbers and bytes that marshal can hold."""
        frames = [[spec.section, spec.depth, frame.plain()] for spec, frame in sorted(self.frames.items())]
        return [self.engine, frames, self.not_found.plain(), [list(item) for item in sorted(self.assets.items())]]


@dataclass(frozen=True, slots=True)
class EngineFault:
    """Why there are no frames: what failed in one sentence, what the engine said, what to do."""

    message: str
    detail: str = ""
    help: str = ""


def built_from_plain(plain: object) -> BuiltFrames | None:
    """The frames that `BuiltFrames.plain` wrote, or None where a cache is damaged."""
    try:
        engine, rows, not_found, assets = plain  # type: ignore[misc]
        frames = {FrameSpec(str(section), int(depth)): from_plain(frame) for section, depth, frame in rows}
        files = {str(path): bytes(data) for path, data in assets}
    except (TypeError, ValueError):
        return None
    last = from_plain(not_found)
    if last is None or engine not in ENGINES or any(frame is None for frame in frames.values()):
        return None
    whole = {spec: frame for spec, frame in frames.items() if frame is not None}
    return BuiltFrames(engine, MappingProxyType(whole), last, MappingProxyType(files))


def overrides_of(files: Mapping[str, bytes]) -> Overrides:
    """The chrome from files that were read already, by path from the dossier: `overrides/main.html`."""
    own = {path.removeprefix("overrides/"): data for path, data in sorted(files.items())}
    return Overrides(MappingProxyType({p: d for p, d in own.items() if not p.startswith("assets/")}),
                     MappingProxyType({p: d for p, d in own.items() if p.startswith("assets/")}))


def fingerprint(engine: str, config: SiteConfig, overrides: Overrides, specs: Sequence[FrameSpec]) -> str | EngineFault:
    """SHA-256, in hex, of all that the frames depend on. The chrome's assets are not among it: they are copied as they are."""
    versions = _versions(engine)
    if isinstance(versions, EngineFault):
        return versions
    digest = hashlib.sha256()
    head = [FORMAT, engine, versions, _engine_config(engine, config), sorted({(s.section, s.depth) for s in specs})]
    digest.update(json.dumps(head, sort_keys=True).encode())
    for name, data in sorted(overrides.templates.items()):
        digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _versions(engine: str) -> list[str] | EngineFault:
    from importlib import metadata  # late, as below: an edit of words asks for no frames

    if engine not in ENGINES:
        return EngineFault(f"there is no engine {engine!r}", help="engines: " + ", ".join(ENGINES))
    try:
        return [f"{name} {metadata.version(name)}" for name in _PACKAGES[engine]]
    except metadata.PackageNotFoundError as error:
        return EngineFault(f"the package {error.name} is not installed", help="`make` installs what is needed into .venv/")


@dataclass(frozen=True, slots=True)
class Begun:
    """An engine in a process of its own that reads its modules, and then waits for a project. `stop` must be called.

    `said`: a file for what it says. A pipe that nobody reads while other work is done would fill and stop it.
    """

    engine: str
    process: subprocess.Popen[bytes]
    said: IO[bytes]

    def tell(self, folder: Path) -> None:
        """The folder of the project that it is to build. It is told once."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError), self.process.stdin as told:  # of one that has failed already its exit code tells
            told.write(os.fsencode(folder) + b"\n")

    def stop(self) -> None:
        """End it, whatever it has come to."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        self.said.close()


@dataclass(frozen=True, slots=True)
class FramesRun:
    """An engine at work. `result` is called once; until then its folder stands."""

    config: SiteConfig
    paths: Mapping[FrameSpec, str]
    folder: Path
    begun: Begun

    def result(self) -> BuiltFrames | EngineFault:
        """Wait for the engine, read what it made and remove its folder."""
        try:
            fault = _wait(self.begun, self.folder)
            return fault or _collect(self.folder, self.begun.engine, self.config, self.paths)
        finally:
            self.stop()

    def stop(self) -> None:
        """End the run, whatever it has come to; for one whose frames are not wanted any more."""
        self.begun.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def start_frames(
    engine: str, config: SiteConfig, overrides: Overrides, work_dir: Path, specs: Sequence[FrameSpec], begun: Begun | None = None
) -> FramesRun | EngineFault:
    """Start to build a frame for each spec, and the one for 404.html; other work may be done beside it.

    `work_dir` exists; a folder is made in it and removed again by `result` or `stop`, one of which must be called. `begun`: the same engine, which was begun before.
    Raises ValueError where two specs want the one page that lies at the root, or a depth is negative: that is our own bug.
    """
    paths = _page_paths(specs)
    versions = _versions(engine)
    if isinstance(versions, EngineFault):
        return versions
    folder = Path(tempfile.mkdtemp(prefix="frames-", dir=work_dir)).resolve()
    try:
        _write_project(folder, engine, config, overrides, paths)
        run = FramesRun(config, paths, folder, begun or begin(engine))
        run.begun.tell(folder)
        return run
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _page_paths(specs: Sequence[FrameSpec]) -> dict[FrameSpec, str]:
    """The folder of each frame's page, at the depth of the pages it is for; the root's is empty."""
    ordered = sorted(set(specs))
    if sum(spec.depth == 0 for spec in ordered) > 1 or any(spec.depth < 0 for spec in ordered):
        raise ValueError("one frame at most lies at the root, and none above it")
    return {
        spec: "" if spec.depth == 0 else f"{MARK_OF_OWN}-{number}/" + "deeper/" * (spec.depth - 1)
        for number, spec in enumerate(ordered)
    }


def _engine_config(engine: str, config: SiteConfig) -> dict[str, object]:
    """The engine's configuration. JSON is YAML, so both engines read it from a file named mkdocs.yml."""
    theme: dict[str, object] = {"language": config.language, "font": False, "favicon": config.favicon}
    if engine == "zensical":
        theme |= {"name": "material", "custom_dir": "overrides", "variant": "classic"}  # the markup of Material, which the style sheets are written for
    else:  # its templates lie in `theme`, see `_lay_out_theme`; with the theme's own defaults, as far as a template asks for them
        theme |= {"name": None, "custom_dir": "theme", "static_templates": ["404.html"], "direction": None, "features": [], "icon": None}
    return {
        "site_name": config.site_name,
        "site_url": config.site_url,
        "docs_dir": "pages",
        "site_dir": "site",
        "theme": theme,
        "plugins": [],
        "nav": [],
        "not_in_nav": "*",  # a page in the navigation would be linked from the other frames
        "markdown_extensions": ["attr_list", {"toc": {}}],
        "extra": {
            "generator": False,
            "sections": [{"title": s.title, "path": s.path} for s in config.sections],
            "licences": [{"title": item.title, "url": item.url} for item in config.licences],
            "promise": config.promise,
            "credit": config.credit,
            **_schemes(config),
        },
    }


def _schemes(config: SiteConfig) -> dict[str, str]:
    """The colour schemes as CSS names them (`color-scheme`), and the words of the button that leads to each, where there are two.

    The theme is not told of them: it would write its own switch, style sheet and script into each page.
    """
    leaving = {"dark" if p.scheme == "slate" else "light": p.label for p in config.palette} or {"light": "", "dark": ""}
    words = {"to_dark": leaving["light"], "to_light": leaving["dark"]} if len(leaving) == 2 else {"to_dark": "", "to_light": ""}
    return {"schemes": " ".join(sorted(leaving, reverse=True)), **words}


def _write_project(
    folder: Path, engine: str, config: SiteConfig, overrides: Overrides, paths: Mapping[FrameSpec, str]
) -> None:
    (folder / "mkdocs.yml").write_text(json.dumps(_engine_config(engine, config)), encoding="utf-8")
    templates = folder / ("overrides" if engine == "zensical" else "theme")
    for name, data in overrides.templates.items():
        target = templates / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    if engine == "mkdocs":
        _lay_out_theme(_own_templates(), templates)
    pages = dict(paths) if "" in paths.values() else {FrameSpec("-", 0): "", **paths}
    for spec, path in pages.items():
        target = folder / "pages" / path / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        # The heading gives the theme an aim for its skip link; the template's article carries that id.
        page = f"---\ntitle: {MARK_OF_OWN}\nsection: {json.dumps(spec.section)}\n---\n\n# {MARK_OF_OWN} {{#__skip}}\n"
        target.write_text(page, encoding="utf-8")


def _own_templates() -> Path:
    """Where Material for MkDocs has its templates."""
    from importlib import metadata

    return Path(str(metadata.distribution(_THEME["mkdocs"]).locate_file("material/templates")))


def _lay_out_theme(own: Path, here: Path) -> None:
    """Complete a folder with links to the theme's files. The engine does not look into a folder that is a link.

    Given the theme by its name, it lists and sorts the ten thousand icons, and copies all assets, for a quarter of its time.
    """
    here.mkdir(exist_ok=True)
    for entry in os.scandir(own):
        target = here / entry.name
        if entry.is_dir() and entry.name not in (".icons", "assets", "__pycache__") and (target.is_dir() or not os.path.lexists(target)):
            _lay_out_theme(Path(entry.path), target)
        elif not os.path.lexists(target) and entry.name.endswith((".html", ".icons", "assets")):
            target.symlink_to(entry.path)


def begin(engine: str) -> Begun:
    """Begin with an engine before it is known what it has to build."""
    command = [sys.executable, "-P", "-c", _PROCESS, engine, *_LOADED[engine]]
    environment = {
        "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": "UTC",  # a library of the engine's would look for the zone all over the system
        "SOURCE_DATE_EPOCH": "0", "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1",
        "http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE,
    }  # fmt: skip
    said = tempfile.TemporaryFile()
    return Begun(engine, subprocess.Popen(command, cwd=sys.prefix, env=environment, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT), said)


def _wait(begun: Begun, folder: Path) -> EngineFault | None:
    engine = begun.engine
    try:
        code = begun.process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        return EngineFault(f"{engine} was still running after {TIMEOUT:.0f} seconds and was stopped")
    begun.said.seek(0)
    said = begun.said.read().decode("utf-8", "replace").replace(f"{folder}/", "")
    complaints = [line for line in said.splitlines() if _COMPLAINT.search(line)]
    if code != 0 or complaints:
        ended = f"{engine} ended with exit code {code}" if code else f"{engine} gave a warning"
        return EngineFault(ended, "\n".join(said.splitlines()[-20:]), "look at what was changed last in overrides/ or mkdocs.yml")
    return None


def _collect(folder: Path, engine: str, config: SiteConfig, paths: Mapping[FrameSpec, str]) -> BuiltFrames | EngineFault:
    """Cut the pages that the engine wrote, and take along the files that they name."""
    site, own = folder / "site", (MARK_OF_OWN, f'rel="canonical" href="{config.site_url}')
    frames: dict[FrameSpec, Frame] = {}
    texts: list[str] = []
    not_found = FrameSpec("404", 0)
    for spec, path in {**{s: p + "index.html" for s, p in paths.items()}, not_found: "404.html"}.items():
        page = site / path
        if not page.is_file():
            return EngineFault(f"{engine} wrote no page for the frame of {spec.section or 'home'} at depth {spec.depth}")
        text = page.read_text(encoding="utf-8")
        frame = cut(text, own)
        if isinstance(frame, FrameFault):
            name = f"the frame of {spec.section or 'home'} at depth {spec.depth}"
            return EngineFault(f"{name} is not complete", "\n".join(frame.reasons), "the markers stand in overrides/main.html")
        frames[spec] = frame
        texts.append(text)
    last = frames.pop(not_found)
    return BuiltFrames(engine, MappingProxyType(frames), last, MappingProxyType(_assets(site if engine == "zensical" else folder / "theme", engine, "\n".join(texts))))


def _assets(home: Path, engine: str, html: str) -> dict[str, bytes]:
    """The files below `assets` of a folder that the frames name, without the pointers to source maps, and the licence that goes with them."""
    files: dict[str, bytes] = {}
    for path in sorted((home / "assets").rglob("*")):
        name = path.relative_to(home).as_posix()
        if path.is_file() and not path.is_symlink() and name in html:
            files[name] = _SOURCE_MAP.sub(b"", path.read_bytes())
    from importlib import metadata

    theme = metadata.distribution(_THEME[engine])
    # Asked by name: a list of the package's files would hold its ten thousand icons.
    licence = next(filter(None, map(theme.read_text, _LICENCES)), None)
    if licence:
        files["assets/theme-licence.txt"] = licence.encode("utf-8")
    return files


def with_base_url(config: SiteConfig, site_url: str) -> SiteConfig:
    """The configuration of a site that is published at another address, which ends in a slash."""
    return replace(config, site_url=site_url if site_url.endswith("/") else site_url + "/")
