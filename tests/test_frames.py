"""Frames are cut at their markers, refused where they are not whole, and filled without a second look at the data."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.frames import Frame, FrameFault, Slots, cut, fill, fill_bytes, from_plain, toc_items

HTML = """<!doctype html>
<html lang="en">
<head>
  <title>%%onrecord:title%%</title>

  <meta name="description" content="%%onrecord:description%%">
  %%onrecord:if canonical%%<link rel="canonical" href="%%onrecord:canonical%%">%%onrecord:end canonical%%
  %%onrecord:head%%
</head>
<body>
  %%onrecord:if toc%%<aside>%%onrecord:toc%%</aside>%%onrecord:end toc%%
  <article lang="%%onrecord:lang%%" data-page="%%onrecord:kind%%">
    %%onrecord:if toc%%<details>%%onrecord:toc%%</details>%%onrecord:end toc%%
    %%onrecord:content%%
    %%onrecord:if edit%%<a href="%%onrecord:edit%%">Edit</a>%%onrecord:end edit%%
    %%onrecord:if correction%%<a href="%%onrecord:correction%%">Correct</a>%%onrecord:end correction%%
    %%onrecord:if quote%%<a href="%%onrecord:quote%%">Quote</a>%%onrecord:end quote%%
  </article>
</body>
</html>"""


def frame(html: str = HTML) -> Frame:
    made = cut(html)
    assert isinstance(made, Frame), made
    return made


def reasons(html: str, *own: str) -> str:
    made = cut(html, own)
    assert isinstance(made, FrameFault)
    return "\n".join(made.reasons)


def test_a_page_stands_in_its_frame():
    page = fill(
        frame(),
        Slots(
            title="Ruritania & its Duke",
            description='The "Red Elphberg" line',
            content="<h1>Ruritania</h1>",
            canonical="https://ruritania.example/a?b=1&c=2",
            head='<meta property="og:type" content="article">',
            toc="<li>One</li>",
            edit="https://ruritania.example/edit/x.yml",
            lang="de",
            kind="country",
        ),
    )
    assert "<title>Ruritania &amp; its Duke</title>" in page
    assert 'content="The &quot;Red Elphberg&quot; line"' in page
    assert '<link rel="canonical" href="https://ruritania.example/a?b=1&amp;c=2">' in page
    assert '<meta property="og:type" content="article">' in page
    assert page.count("<li>One</li>") == 2
    assert '<article lang="de" data-page="country">' in page
    assert "<h1>Ruritania</h1>" in page
    assert '<a href="https://ruritania.example/edit/x.yml">Edit</a>' in page
    assert "%%onrecord" not in page


def test_what_is_empty_leaves_nothing_around_it():
    page = fill(frame(), Slots(title="T", description="D", content="<p>Words</p>"))
    for left in ("<aside>", "<details>", "canonical", "Edit", "Correct", "Quote"):
        assert left not in page
    assert "<p>Words</p>" in page


def test_text_cannot_become_markup():
    evil = '"><script>alert(1)</script>'
    page = fill(frame(), Slots(title=evil, description=evil, content="", canonical=evil, edit=evil, lang=evil, kind=evil, correction=evil, quote=evil))
    assert "<script>" not in page


@given(st.sampled_from(("title", "description", "content", "head", "toc", "edit", "canonical", "lang", "kind", "correction", "quote")))
def test_a_marker_in_the_data_is_only_text(slot):
    values = {"title": "T", "description": "D", "content": "C", slot: "%%onrecord:content%% %%onrecord:if edit%%"}
    page = fill(frame(), Slots(**values))
    assert "%%onrecord:content%% %%onrecord:if edit%%" in page
    assert "</html>" in page


@given(st.text(), st.text())
def test_filling_joins_and_never_loses_words(content, head):
    page = fill(frame(), Slots(title="T", description="D", content=content, head=head))
    assert content in page
    assert head in page


def test_indentation_and_blank_lines_of_the_frame_are_dropped_and_those_of_the_page_are_kept():
    page = fill(frame(), Slots(title="T", description="D", content="<pre>\n\n  Words\n</pre>", toc="<li>"))
    assert "<pre>\n\n  Words\n</pre>" in page
    assert "\n<body>\n<aside>" in page


def test_the_page_is_bytes_in_utf_8():
    words = Slots(title="Śtrelsau", description="D", content="<p>“Кажуть”</p>", kind="statement")
    assert fill_bytes(frame(), words) == fill(frame(), words).encode("utf-8")
    assert "“Кажуть”".encode() in fill_bytes(frame(), words)


@pytest.mark.parametrize("slot", ["title", "description", "canonical", "head", "content", "toc", "edit", "lang", "kind"])
def test_a_missing_slot_is_named(slot):
    assert f"the slot `{slot}` is missing" in reasons(HTML.replace(f"%%onrecord:{slot}%%", ""))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("%%onrecord:head%%", "%%onrecord:head%%%%onrecord:heading%%", "no slot of the name `heading`"),
        ("%%onrecord:end quote%%", "", "`if quote` is never closed"),
        ("%%onrecord:if edit%%", "", "`end edit` closes nothing"),
        ("%%onrecord:content%%", "%%onrecord:if edit%%%%onrecord:content%%", "stands inside"),
        ("%%onrecord:head%%", "%%onrecord:head%% %%onrecord: title%%", "misspelt"),
        ("</html>", "", "not a whole page"),
    ],
)
def test_a_broken_template_is_told(old, new, said):
    assert said in reasons(HTML.replace(old, new, 1))


def test_the_frames_own_title_and_address_are_found():
    said = reasons(HTML.replace("<body>", '<body><a href="zz-own/">own title</a>'), "zz-own", "own title", "elsewhere")
    assert "`zz-own` is left" in said
    assert "`own title` is left" in said
    assert "elsewhere" not in said


@pytest.mark.parametrize(
    "call",
    [
        '<script src="https://strelsau.example/a.js"></script>',
        '<script async src=//strelsau.example/a.js></script>',
        '<link rel="stylesheet" href="https://strelsau.example/a.css">',
        '<link href="https://strelsau.example" rel="preconnect">',
        '<img alt="" src="http://strelsau.example/a.png">',
        "<style>@import url(https://strelsau.example/a.css);</style>",
        "<style>body{background:url('//strelsau.example/a.png')}</style>",
    ],
)
def test_a_frame_calls_no_other_host(call):
    assert "calls another host" in reasons(HTML.replace("</head>", call + "</head>"))


def test_a_link_to_another_host_is_no_call():
    assert isinstance(cut(HTML.replace("<body>", '<body><a href="https://strelsau.example/">Strelsau</a>')), Frame)


def test_a_frame_survives_its_cache():
    made = frame()
    assert from_plain(json.loads(json.dumps(made.plain()))) == made


@pytest.mark.parametrize(
    "damaged", [None, 3, [], [["text"]], [["text", 3]], [["eval", "x"]], [["text", "x"]], [["slot", "title"]], ["text"]]
)
def test_a_damaged_cache_is_no_frame(damaged):
    assert from_plain(damaged) is None


def test_a_table_of_contents_nests_once():
    made = toc_items([(2, "a", "One"), (3, "b", "Two"), (4, "c", "Three"), (2, "d", "Four <&>")])
    assert made.count("<ul") == made.count("</ul>") == 1
    assert made.count("<li") == made.count("</li>") == 4
    assert made.index("One") < made.index("<ul") < made.index("Two") < made.index("Three") < made.index("</ul>") < made.index("Four")
    assert "Four &lt;&amp;&gt;" in made
    assert toc_items([]) == ""


@given(st.lists(st.integers(2, 5), min_size=1, max_size=12))
def test_a_table_of_contents_is_balanced_whatever_the_levels(levels):
    made = toc_items([(level, f"h{number}", "x") for number, level in enumerate(levels)])
    assert made.count("<li") == made.count("</li>") == len(levels)
    assert made.count("<ul") == made.count("</ul>")
