"""All file input and output: reading a dossier without following anything, publishing a site whole or not at all."""

from __future__ import annotations

from .cache import differing, own_config, own_overrides, read_cached, work_folder, write_cached
from .desk import Desk
from .dossier_files import CAPS, ChangedMeanwhile, Files, Signature, read_dossier, write_files
from .held_desk import HeldDesk
from .history import NoHistory, files_at
from .places import PublishError, checked_path
from .publishing import Publication, Published, publication, publish, recover
from .site_files import SiteFiles

__all__ = ["CAPS", "ChangedMeanwhile", "Desk", "Files", "HeldDesk", "NoHistory", "Publication", "PublishError", "Published", "Signature", "SiteFiles", "checked_path", "differing", "files_at", "own_config", "own_overrides", "publication", "publish", "read_cached",
           "read_dossier", "recover", "work_folder", "write_cached", "write_files"]
