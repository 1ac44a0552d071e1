"""All file input and output: reading a dossier without following anything, publishing a site whole or not at all."""

from __future__ import annotations

from .additions import NotWritten, add_files, is_vacant, read_given, replace_file
from .cache import append, compiled_templates, differing, forget_old, is_kept, own_config, own_overrides, read_cached, work_folder, write_cached
from .desk import Desk
from .dossier_files import CAPS, ChangedMeanwhile, Files, Signature, read_again, read_dossier, read_known, write_files
from .held_desk import HeldDesk
from .history import NoHistory, dossier_at, files_at
from .places import PublishError, checked_path
from .publishing import Publication, Published, publication, put_ahead
from .side_desk import SideDesk
from .site_files import SiteFiles

__all__ = ["CAPS", "ChangedMeanwhile", "Desk", "Files", "HeldDesk", "NoHistory", "NotWritten", "Publication", "PublishError", "Published", "SideDesk", "Signature", "SiteFiles", "add_files", "append", "checked_path", "compiled_templates", "differing", "dossier_at", "files_at", "forget_old", "is_kept", "is_vacant", "own_config", "own_overrides", "publication", "put_ahead", "read_again", "read_cached",
           "read_dossier", "read_given", "read_known", "replace_file", "work_folder", "write_cached", "write_files"]
