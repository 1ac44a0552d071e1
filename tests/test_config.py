"""mkdocs.yml is data: what is fine is read, and whatever else stands in it is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.config import SiteConfig, quotation_mark_in, read_config
from generator.prose.quotation_marks import _CLOSERS

ROOT = Path(__file__).parent.parent
GOOD = """site_name: Ruritania
site_url: https://ruritania.example/sub
edit_uri: https://ruritania.example/edit/main
plugins: []
theme:
  name: material
  font: false
  language: en
extra:
  sections:
    - {title: Home, path: ""}
    - {title: Countries, path: countries/}
  licences:
    - {title: Free}
  forms: {correction: "https://ruritania.example/new?page="}
"""


def codes(text: str | bytes) -> list[tuple[str, int]]:
    found = read_config(text.encode() if isinstance(text, str) else text)
    assert isinstance(found, tuple), found
    assert all(fault.span.file == "mkdocs.yml" for fault in found)
    return [(fault.code, fault.span.line) for fault in found]


def test_a_good_file_is_read():
    config = read_config(GOOD.encode())
    assert isinstance(config, SiteConfig)
    assert config.site_url == "https://ruritania.example/sub/"
    assert config.edit_uri == "https://ruritania.example/edit/main/"
    assert [section.path for section in config.sections] == ["", "countries/"]
    assert (config.correction_uri, config.quote_uri) == ("https://ruritania.example/new?page=", "")


def test_the_repositorys_own_file_is_read():
    config = read_config((ROOT / "mkdocs.yml").read_bytes())
    assert isinstance(config, SiteConfig)
    assert len(config.palette) == 2


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("site_name: Ruritania", "site_name: !!python/name:os.system x", "yaml-feature-refused", 1),
        ("site_name: Ruritania", "site_name: !ENV HOME", "yaml-feature-refused", 1),
        ("site_name: Ruritania", "site_name: &a Ruritania", "yaml-feature-refused", 1),
        ("plugins: []", "plugins: [search]", "wrong-value", 4),
        ("plugins: []", "hooks: [steal.py]", "unknown-key", 4),
        ("plugins: []", "markdown_extensions: [pymdownx.snippets]", "unknown-key", 4),
        ("plugins: []", "repo_url: https://ruritania.example/", "unknown-key", 4),
        ("plugins: []", "INHERIT: ../../secret.yml", "unknown-key", 4),
        ("plugins: []", "docs_dir: /etc", "wrong-value", 4),
        ("plugins: []", "site_name: Again", "duplicate-key", 4),
        ("  font: false", "  font: {text: Roboto}", "wrong-value", 7),
        ("  font: false", "  font: false\n  custom_dir: /etc", "wrong-value", 8),
        ("  font: false", "  font: false\n  favicon: ../../x", "wrong-value", 8),
        ("  name: material", "  name: evil", "wrong-value", 6),
        ("path: countries/", "path: /countries/", "wrong-value", 12),
        ("path: countries/", "path: ../x/", "wrong-value", 12),
        ("path: countries/", 'path: "//strelsau.example/"', "wrong-value", 12),
        ("{title: Free}", '{title: Free, url: "javascript:alert(1)"}', "link-not-https", 14),
        ("{title: Free}", "{name: Free}", "missing-key", 14),
        ("https://ruritania.example/sub", "http://ruritania.example/", "link-not-https", 2),
        ("https://ruritania.example/sub", "https://user:word@ruritania.example/", "link-not-https", 2),
        ("https://ruritania.example/sub", "https://[", "link-not-https", 2),
        ("https://ruritania.example/sub", '""', "link-not-https", 2),
        ("site_name: Ruritania\n", "", "missing-key", 1),
        ("site_name: Ruritania", "site_name: [", "yaml-syntax", 3),
        ("site_name: Ruritania", "site_name: The “free” Ruritania", "quotation-in-our-words", 1),
        ("plugins: []", "site_description: 'Duke Michael said: \"I am a thief\"'", "quotation-in-our-words", 4),
        ("extra:\n", "extra:\n  promise: >-\n    Duke Michael said: “I am a thief.”\n", "quotation-in-our-words", 10),
        ("extra:\n", "extra:\n  credit: Made by «thieves»\n", "quotation-in-our-words", 10),
        ("title: Countries", "title: ‘Countries’", "quotation-in-our-words", 12),
        ("{title: Free}", "{title: <<Free>>}", "quotation-in-our-words", 14),
        ("  name: material", "  palette: [{media: a, scheme: b, toggle: {name: ″Dark″}}]\n  name: material", "quotation-in-our-words", 6),
    ],
)
def test_what_does_not_belong_is_told(old, new, code, line):
    assert old in GOOD
    assert (code, line) in codes(GOOD.replace(old, new, 1))


@pytest.mark.parametrize("opening", sorted(_CLOSERS))
def test_every_mark_that_counts_in_our_prose_counts_here(opening):
    closing = _CLOSERS[opening][:2] if opening in ("<<", ">>") else _CLOSERS[opening][0]
    assert quotation_mark_in(f"Ruritania, {opening}free{closing}")


@pytest.mark.parametrize("name", ["The Dukes’ and the King's land", "L’hôtel", "Őrség és Ѷ, o\u030b, é", "5′ 10″", "ʻIolani", "צה״ל", "A–Z (1) [2] & 3 % / 4"])
def test_what_is_no_quotation_mark_may_stand_in_a_name(name):
    config = read_config(GOOD.replace("site_name: Ruritania", f"site_name: >-\n  {name}").encode())
    assert isinstance(config, SiteConfig) and config.site_name == name


@pytest.mark.parametrize("data", [b"", b"- a", b"\xff\xfe", b"[" * 9000, b"a: 1\n---\nb: 2\n", b"\x00", b"x" * 70_000, b"? {a: b}\n: c\n"])
def test_rubbish_is_told_and_never_raises(data):
    assert codes(data)


def test_all_faults_are_told_at_once_in_order_of_place():
    found = codes(GOOD.replace("plugins: []", "hooks: [a.py]").replace("font: false", "font: true").replace("https://r", "ftp://r", 1))
    assert found == [("link-not-https", 2), ("unknown-key", 4), ("wrong-value", 7)]
