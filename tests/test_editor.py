"""What an editor offers, with the real yaml-language-server: completion of keys, ids and stances, hover, and faults while one types."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import node_tools

ROOT = Path(__file__).resolve().parent.parent
RURITANIA = ROOT / "tests/dossiers/ruritania"
WAIT = 60.0  # seconds
# Nothing is fetched: the schemas lie beside the data.
SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True, "kubernetesCRDStore": {"enable": False}}}


class Editor:
    """As much of an editor as is needed: it speaks the Language Server Protocol with the server over its standard streams."""

    def __init__(self, server: Path, folder: Path) -> None:
        self.folder, self.number, self.files = folder, 0, 0
        self.process = subprocess.Popen([str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.answers: dict[int, queue.Queue[Any]] = {}
        self.faults: dict[str, queue.Queue[Any]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}}})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": SETTINGS}})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(int(header.split(b":")[1])))
            if "id" in message and "method" in message:  # the server asks
                items = message.get("params", {}).get("items", []) if message["method"] == "workspace/configuration" else None
                result = None if items is None else [SETTINGS.get(item.get("section")) for item in items]
                self._send({"id": message["id"], "result": result})
            elif "id" in message:
                self.answers[message["id"]].put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                self.faults.setdefault(message["params"]["uri"], queue.Queue()).put(message["params"]["diagnostics"])

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.number += 1
        self.answers[self.number] = queue.Queue()
        self._send({"id": self.number, "method": method, "params": params})
        message = self.answers[self.number].get(timeout=WAIT)
        assert "error" not in message, message["error"]
        return message["result"]

    def open(self, path: str, text: str) -> tuple[str, list[str], int, int]:
        """Show a text as a new file of the dossier. `|` is the cursor. Gives its address, its faults, and line and column of the cursor, from 0."""
        before, _, after = text.partition("|")
        self.files += 1
        uri = (self.folder / path.replace(".yml", f"-{self.files}.yml")).as_uri()
        self.faults[uri] = queue.Queue()
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": before + after}}})
        found = self.faults[uri].get(timeout=WAIT)
        return uri, [one["message"] for one in found], before.count("\n"), len(before) - before.rfind("\n") - 1

    def offered(self, path: str, text: str) -> dict[str, str]:
        """What is offered where the cursor stands: each with what is told of it."""
        uri, _, line, column = self.open(path, text)
        found = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}})
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _told(item.get("documentation", "")) for item in items}

    def hovered(self, path: str, text: str) -> str:
        """What is told of the word where the cursor stands."""
        uri, _, line, column = self.open(path, text)
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}})
        return _told(found["contents"]) if found else ""

    def complaints(self, path: str, text: str) -> list[str]:
        """The faults that are underlined."""
        return self.open(path, text)[1]


def _told(value: Any) -> str:
    return value["value"] if isinstance(value, dict) else str(value)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    server = node_tools.tool("yaml-language-server")
    if server is None:
        pytest.fail("no yaml-language-server: `make test` installs it, or run `python tests/node_tools.py`")
    folder = Path(shutil.copytree(RURITANIA, tmp_path_factory.mktemp("editor") / "dossier"))
    editor = Editor(server, folder)
    yield editor
    editor.process.kill()
    editor.process.wait()


SOURCE = "data/sources/new.yml"
MODELINE = "# yaml-language-server: $schema=../../schema/source.json\n"
HEAD = f"{MODELINE}title: A new source\npublished: 1933-06-01\narchive:\n  sha256: {'a' * 64}\n  retrieved: 1933-07-02\n"
STATEMENT = f"{HEAD}statements:\n  - id: something-new\n    speaker: osric-helsing\n    quote: Yes.\n"


def test_keys_are_offered_with_what_they_mean(editor: Editor) -> None:
    offered = editor.offered(SOURCE, f"{HEAD}|\n")
    assert {"publisher", "language", "statements", "not_speech"} <= offered.keys() and "title" not in offered
    assert "BCP 47" in offered["language"]
    of_statement = editor.offered(SOURCE, f"{STATEMENT}    |\n")
    assert {"attribution", "answers", "said", "withdrawn"} <= of_statement.keys()


@pytest.mark.parametrize(("typed", "id", "name"), [
    ("publisher: |", "strelsau-gazette", "Strelsau Gazette"), ("supersedes: |", "council-meeting", "Nobody crowned, lunch served"),
    ("statements:\n  - id: x\n    speaker: |", "osric-helsing", "Osric Helsing"), ("statements:\n  - id: x\n    speaker: |", "royal-council", "Royal Council"),
    ("statements:\n  - id: x\n    replies_to: |", "helsing-no-bell", "osric-helsing: No bell shall ring"),
    ("statements:\n  - id: x\n    answers:\n      crown: |", "regency", "Nobody yet: a regent"),
    ("statements:\n  - id: x\n    answers:\n      crown:\n        stance: |", "michael", "Duke Michael"),
    ("statements:\n  - id: x\n    about:\n      - |", "king-rudolf", "Rudolf"),
])
def test_ids_are_offered_with_the_names_behind_them(editor: Editor, typed: str, id: str, name: str) -> None:
    offered = editor.offered(SOURCE, f"{HEAD}{typed}\n")
    assert id in offered, sorted(offered)
    assert name in offered[id]


def test_questions_are_offered_as_keys_and_only_the_stances_of_each(editor: Editor) -> None:
    assert {"crown", "coronation", "guard-pay"} <= editor.offered(SOURCE, f"{STATEMENT}    answers:\n      |\n").keys()
    stances = editor.offered(SOURCE, f"{STATEMENT}    answers:\n      coronation: |\n").keys()
    assert "at-once" in stances and "regency" not in stances


def test_a_key_and_a_value_are_told_when_pointed_at(editor: Editor) -> None:
    assert "Words that are nobody's reported speech" in editor.hovered(SOURCE, f"{HEAD}not_|speech: []\n")
    assert "When it was published, in EDTF" in editor.hovered(SOURCE, HEAD.replace("published", "publi|shed"))
    assert "Our own plain sentences" in editor.hovered("data/people/x.yml", "# yaml-language-server: $schema=../../schema/person.json\nname: X\nsum|mary: x\n")


@pytest.mark.parametrize(("change", "complaint"), [
    (("published", "publised"), "publised"), (("retrieved: 1933-07-02", "retrieved: [a]"), "string"), (("sha256: a", "sha256: z"), "pattern"),
    (("kind: article", "kind: novel"), "article"), (("speaker: osric-helsing", "speaker: Osric Helsing"), "This is no id"),
])
def test_a_fault_is_underlined(editor: Editor, change: tuple[str, str], complaint: str) -> None:
    text = STATEMENT.replace("published", "kind: article\npublished", 1)
    assert not editor.complaints(SOURCE, text)
    found = editor.complaints(SOURCE, text.replace(*change))
    assert found and any(complaint in one for one in found), found


def test_an_id_that_the_schema_does_not_know_yet_is_taken(editor: Editor) -> None:
    text = STATEMENT.replace("osric-helsing", "somebody-new") + "    answers:\n      a-new-question: a-new-stance\n      crown: a-new-stance\n"
    assert editor.complaints(SOURCE, text) == []


@pytest.mark.parametrize("folder", [ROOT, RURITANIA], ids=["own", "ruritania"])
def test_no_file_of_the_dossiers_is_complained_of(folder: Path) -> None:
    server = node_tools.tool("yaml-language-server")
    assert server is not None
    editor = Editor(server, folder)
    try:
        for file in sorted((folder / "data").rglob("*.yml")):
            path = file.relative_to(folder).as_posix()
            uri = (folder / path).as_uri()
            editor.faults.setdefault(uri, queue.Queue())
            editor._send({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": file.read_text("utf-8")}}})
            assert editor.faults[uri].get(timeout=WAIT) == [], path
    finally:
        editor.process.kill()
        editor.process.wait()
