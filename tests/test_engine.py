"""Both engines build the same frames from one configuration; a broken chrome is told and never published."""

from __future__ import annotations

import gzip
import marshal
import re
import time
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Page

from generator import engine as engine_module
from generator.config import Licence, Section, SiteConfig, read_config
from generator.disk import own_overrides
from generator.engine import (
    ENGINES,
    BuiltFrames,
    EngineFault,
    FrameSpec,
    FramesRun,
    Overrides,
    begin,
    built_from_plain,
    fingerprint,
    overrides_of,
    start_frames,
    with_base_url,
)
from generator.frames import Slots, fill, toc_items
from generator.frozen import replace

ROOT = Path(__file__).parent.parent
SPECS = (
    FrameSpec("", 0),
    FrameSpec("countries/", 1),
    FrameSpec("countries/", 2),
    FrameSpec("timeline/", 3),
    FrameSpec("statements/", 2),  # a section without a tab
)
PAGES = ("index.html", "countries/index.html", "countries/de/index.html", "timeline/2025/08/index.html", "statements/a/index.html")


def the_config() -> SiteConfig:
    config = read_config((ROOT / "mkdocs.yml").read_bytes())
    assert isinstance(config, SiteConfig)
    named = replace(
        config,
        site_name='Ruritania & "friends" <b>',
        sections=(*config.sections, Section("Maps <b>", "maps/")),
        licences=(Licence("Free <b>", "https://ruritania.example/free/"),),
        promise="Checked <b>",
        credit="Theirs <b>",
    )
    return with_base_url(named, "https://ruritania.example/sub")


def the_overrides() -> Overrides:
    return overrides_of(own_overrides(ROOT))


def build_frames(engine: str, config: SiteConfig, overrides: Overrides, work_dir: Path, specs: Sequence[FrameSpec]) -> BuiltFrames | EngineFault:
    """As `start_frames`, and wait for the result."""
    run = start_frames(engine, config, overrides, work_dir, specs)
    return run.result() if isinstance(run, FramesRun) else run


def with_template(name: str, old: str, new: str) -> Overrides:
    overrides = the_overrides()
    text = overrides.templates[name].decode()
    assert old in text
    changed = {**overrides.templates, name: text.replace(old, new, 1).encode()}
    return replace(overrides, templates=MappingProxyType(changed))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuiltFrames]:
    made = {e: build_frames(e, the_config(), the_overrides(), tmp_path_factory.mktemp(e), SPECS) for e in ENGINES}
    assert all(isinstance(frames, BuiltFrames) for frames in made.values()), made
    return made  # type: ignore[return-value]


def page(frames: BuiltFrames, spec: FrameSpec) -> str:
    content = "<h1>Strelsau</h1>" + "".join(f'<h2 id="{i}">Part {i}</h2>' + "<p>Plain words go on.</p>" * 40 for i in "abc")
    toc = toc_items([(2, i, f"Part {i}") for i in "abc"])
    slots = Slots("Strelsau", "A city", content, "https://ruritania.example/sub/x/", "", toc, "https://ruritania.example/edit/x")
    return fill(frames.frames[spec] if spec in SPECS else frames.not_found, slots)


def links(html: str) -> list[str]:
    """The addresses as a browser reads them; one engine writes ./a where the other writes a."""
    found = [unescape(link) for link in re.findall(r'(?:href|src)="([^"]*)"', html)]
    return [link[2:] if link.startswith("./") and link != "./" else link for link in found]


@pytest.mark.parametrize("engine", ENGINES)
def test_links_lead_to_the_root_from_every_depth(built, engine):
    for spec in SPECS:
        up = "../" * spec.depth
        found = links(page(built[engine], spec))
        assert (up or "./") in found
        assert f"{up}countries/" in found
        assert f"{up}assets/stylesheets/onrecord.css" in found
        assert f"{up}assets/images/favicon.svg" in found


@pytest.mark.parametrize("engine", ENGINES)
def test_the_404_page_works_at_any_address(built, engine):
    local = [link for link in links(page(built[engine], FrameSpec("404", 9))) if not link.startswith(("https://", "#"))]
    assert local
    assert all(link.startswith("/sub/") for link in local), local
    assert "/sub/" in local


@pytest.mark.parametrize("engine", ENGINES)
def test_the_tab_of_the_section_is_active_and_no_other(built, engine):
    for spec in SPECS:
        active = re.findall(r'<a[^>]* aria-current="true">([^<]*)<', page(built[engine], spec))
        assert active == {"": ["Home"], "countries/": ["Countries"], "timeline/": ["Timeline"]}.get(spec.section, [])


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_of_the_frame_itself_is_published(built, engine):
    for spec in SPECS:
        html = page(built[engine], spec)
        assert "zz-onrecord" not in html
        assert "%%onrecord" not in html
        assert re.findall(r"<title>(.*?)</title>", html) == ["Strelsau"]
        assert re.findall(r'<link rel="canonical" href="(.*?)">', html) == ["https://ruritania.example/sub/x/"]
        assert 'rel="prev"' not in html
        assert 'rel="next"' not in html


@pytest.mark.parametrize("engine", ENGINES)
def test_the_configuration_is_text_and_not_markup(built, engine):
    html = page(built[engine], SPECS[0])
    assert "<b>" not in html
    assert "Ruritania &amp; " in html


@pytest.mark.parametrize("engine", ENGINES)
def test_every_file_that_a_frame_names_is_there(built, engine):
    there = {*built[engine].assets, *the_overrides().assets}
    for spec in SPECS:
        wanted = {link[3 * spec.depth :] for link in links(page(built[engine], spec)) if "assets/" in link}
        assert wanted <= there
    assert not [name for name in built[engine].assets if name.endswith((".map", ".js"))], "nothing needs the theme's scripts"
    assert "assets/theme-licence.txt" in there


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_is_lean(built, engine):
    """Every page pays for its frame: so many bytes before its own words, and no icon, script or style of the theme in it."""
    every = page(built[engine], FrameSpec("countries/", 2))
    frame = fill(built[engine].frames[FrameSpec("countries/", 2)], Slots("", "", "", canonical="c", toc="t", edit="e"))
    assert len(frame.encode()) <= 4000
    assert len(gzip.compress(frame.encode(), mtime=0)) <= 1400
    for heavy in ("<svg", "<style", "data:", "<script>"):
        assert heavy not in every
    assert every.count("Part b") == 2, "in the contents and in the words"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_first_visit_loads_little(built, engine):
    """All that a page of words loads, compressed, apart from the page."""
    files = {**built[engine].assets, **the_overrides().assets}
    named = {link for link in links(page(built[engine], FrameSpec("", 0))) if link.startswith("assets/")}
    typeface = {name for name in named if name.endswith(".woff2")}
    assert sum(len(gzip.compress(files[name], mtime=0)) for name in named - typeface) <= 40_000
    assert sum(len(files[name]) for name in typeface) <= 40_000, "one typeface, and the page waits for none"


@pytest.mark.parametrize(("schemes", "said", "buttons"), [
    (("default", "slate"), "light dark", 1), (("slate", "default"), "light dark", 1), (("slate",), "dark", 0), (("default",), "light", 0), ((), "light dark", 0),
])
def test_the_colours_of_the_configuration_hold(schemes, said, buttons, tmp_path):
    palette = tuple(replace(the_config().palette[0], scheme=scheme, label=f"Leave <{scheme}>") for scheme in schemes)
    made = build_frames("mkdocs", replace(the_config(), palette=palette), the_overrides(), tmp_path, SPECS[:1])
    assert isinstance(made, BuiltFrames), made
    html = page(made, SPECS[0])
    assert f'<meta name="color-scheme" content="{said}">' in html
    assert html.count('class="or-button or-scheme"') == buttons
    if buttons:
        assert 'data-dark="Leave &lt;default&gt;"' in html
        assert 'data-light="Leave &lt;slate&gt;"' in html


def shape(html: str) -> dict[str, list[str]]:
    """What a reader and a script find in a page, apart from the theme's own file names."""
    theme = re.compile(r"assets/(?:stylesheets/(?:classic/)?(?:main|palette)|javascripts/bundle)\.[0-9a-f]+\.min")
    text = unescape(re.sub(r"<(script|svg).*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL))
    return {
        "links": [theme.sub("theme", link) for link in links(html)],
        "ids": re.findall(r'\bid="([^"]*)"', html),
        "titles": re.findall(r"<title>(.*?)</title>", html),
        "article": re.findall(r"<article.*?</article>", html, re.DOTALL),
        "words": text.split(),
    }


def test_both_engines_build_the_same_frames(built):
    mkdocs, zensical = (built[engine] for engine in ENGINES)
    assert list(mkdocs.frames) == list(zensical.frames)
    for spec in SPECS:
        assert shape(page(mkdocs, spec)) == shape(page(zensical, spec))
        slots = [[part for part in b.frames[spec].parts if part[0] != "text"] for b in (mkdocs, zensical)]
        assert slots[0] == slots[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_building_twice_gives_the_same_bytes(built, engine, tmp_path):
    assert build_frames(engine, the_config(), the_overrides(), tmp_path, SPECS) == built[engine]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_runs_beside_other_work_and_leaves_nothing(built, engine, tmp_path):
    run = start_frames(engine, the_config(), the_overrides(), tmp_path, SPECS)
    assert isinstance(run, FramesRun)
    assert len(list(tmp_path.iterdir())) == 1
    assert run.result() == built[engine]
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_not_wanted_is_ended(tmp_path):
    run = start_frames("mkdocs", the_config(), the_overrides(), tmp_path, SPECS)
    assert isinstance(run, FramesRun)
    run.stop()
    assert run.begun.process.poll() is not None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_that_waited_for_its_project_builds_the_same(built, engine, tmp_path):
    begun = begin(engine)
    time.sleep(0.5)
    assert begun.process.poll() is None
    run = start_frames(engine, the_config(), the_overrides(), tmp_path, SPECS, begun)
    assert isinstance(run, FramesRun)
    assert run.result() == built[engine]


def test_an_engine_that_is_told_nothing_ends():
    left, ended = begin("mkdocs"), begin("mkdocs")
    assert left.process.stdin is not None
    left.process.stdin.close()  # as when the build is killed
    assert left.process.wait(60) == 0
    ended.stop()
    assert ended.process.poll() is not None


def test_an_engine_that_fails_before_it_is_told_is_a_fault(tmp_path, monkeypatch):
    monkeypatch.setitem(engine_module._LOADED, "mkdocs", ("zenda_is_not_installed",))
    begun = begin("mkdocs")
    begun.process.wait(60)
    run = start_frames("mkdocs", the_config(), the_overrides(), tmp_path, SPECS, begun)
    assert isinstance(run, FramesRun)
    fault = run.result()
    assert isinstance(fault, EngineFault)
    assert "exit code 1" in fault.message
    assert "zenda_is_not_installed" in fault.detail
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_hangs_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.engine.TIMEOUT", 0.01)
    fault = build_frames("mkdocs", the_config(), the_overrides(), tmp_path, SPECS)
    assert isinstance(fault, EngineFault)
    assert "still running" in fault.message
    assert list(tmp_path.iterdir()) == []


def test_the_frames_survive_their_cache(built):
    for made in built.values():
        assert built_from_plain(marshal.loads(marshal.dumps(made.plain()))) == made
    assert built_from_plain(["mkdocs", [["", 0, [["text", "x"]]]], [], []]) is None
    assert built_from_plain(None) is None


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("%%onrecord:content%%", "", "`content` is missing"),
        ("%%onrecord:title%%", "{% if page and page.meta %}{{ page.meta.title }}{% endif %}%%onrecord:title%%", "zz-onrecord-frame"),
        ("%%onrecord:head%%", '%%onrecord:head%%<script src="https://strelsau.example/a.js"></script>', "another host"),
        ("%%onrecord:title%%", "{{ page.meta.title }}%%onrecord:title%%", "exit code"),  # the 404 frame has no page
        ("{% block htmltitle %}", "{% block htmltitle %}{% if %}", "exit code"),
    ],
)
def test_a_broken_template_is_told(engine, old, new, said, tmp_path):
    fault = build_frames(engine, the_config(), with_template("main.html", old, new), tmp_path, SPECS[:2])
    assert isinstance(fault, EngineFault)
    assert said in f"{fault.message} {fault.detail}"
    assert str(tmp_path) not in fault.detail
    assert list(tmp_path.iterdir()) == []


def test_the_fingerprint_changes_with_what_the_frames_depend_on():
    def mark(engine="mkdocs", config=None, overrides=None, specs=SPECS):
        return fingerprint(engine, config or the_config(), overrides or the_overrides(), specs)

    base = mark()
    assert base == mark(specs=tuple(reversed(SPECS)))
    assert base == mark(overrides=replace(the_overrides(), assets=MappingProxyType({"assets/a.css": b"a"})))
    changed = [
        mark(engine="zensical"),
        mark(config=replace(the_config(), promise="Another")),
        mark(config=with_base_url(the_config(), "https://strelsau.example")),
        mark(overrides=with_template("partials/colophon.html", "<footer", "<footer ")),
        mark(specs=SPECS[:-1]),
    ]
    assert len({base, *changed}) == len(changed) + 1


def test_an_engine_that_is_not_known_is_told(tmp_path):
    for fault in (build_frames("hugo", the_config(), the_overrides(), tmp_path, SPECS), fingerprint("hugo", the_config(), the_overrides(), SPECS)):
        assert isinstance(fault, EngineFault)
        assert "hugo" in fault.message


def test_only_one_frame_lies_at_the_root(tmp_path):
    with pytest.raises(ValueError, match="root"):
        build_frames("mkdocs", the_config(), the_overrides(), tmp_path, [FrameSpec("", 0), FrameSpec("a/", 0)])


@pytest.fixture(scope="module")
def sites(built, tmp_path_factory, served) -> dict[str, str]:
    """A small site from each engine's frames; its address by engine."""
    addresses = {}
    for engine, frames in built.items():
        root = tmp_path_factory.mktemp("site")
        files = {**frames.assets, **the_overrides().assets}
        files |= {path: page(frames, spec).encode() for path, spec in zip(PAGES, SPECS, strict=True)}
        files["404.html"] = page(frames, FrameSpec("404", 9)).encode()
        for path, data in files.items():
            target = root / "sub" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        (root / "404.html").write_bytes(files["404.html"])
        addresses[engine] = served(root) + "sub/"
    return addresses


@pytest.mark.parametrize(
    ("engine", "colours", "width"),
    [("mkdocs", "light", 1400), ("mkdocs", "dark", 390), ("zensical", "dark", 1400), ("zensical", "light", 390)],
)
def test_the_chrome_in_a_browser(sites, engine, colours, width, browser, axe):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours)
    tab = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    for path in ("", "countries/de/"):
        tab.goto(sites[engine] + path)
        assert paper(tab) == PAPER[colours]
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(tab) == []
    if width == 390:
        tab.get_by_role("button", name="Menu").click()
        assert axe(tab) == []
    assert complaints == []
    assert [url for url in asked if not url.startswith((sites[engine], "data:"))] == []
    tab.goto(sites[engine] + "timeline/no-such-page/")
    assert axe(tab) == []
    assert tab.locator("h1").inner_text() == "Strelsau"
    context.close()


PAPER = {"light": "rgb(253, 252, 250)", "dark": "rgb(21, 25, 30)", "print": "rgb(255, 255, 255)"}


def paper(tab: Page) -> str:
    return tab.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_the_menu_on_a_phone_needs_no_mouse_and_no_script(sites, engine, javascript, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce", java_script_enabled=javascript)
    tab = context.new_page()
    tab.goto(sites[engine] + "countries/de/")
    menu = tab.get_by_role("button", name="Menu")
    sections = tab.get_by_role("navigation", name="Sections", exact=True)
    assert sections.count() == 0
    menu.focus()
    tab.keyboard.press("Enter")
    sections.get_by_role("link", name="Timeline").wait_for()
    tab.keyboard.press("Tab")
    assert sections.get_by_role("link", name="Home").evaluate("link => link === document.activeElement")
    tab.keyboard.press("Escape")
    sections.wait_for(state="hidden")
    assert menu.evaluate("button => button === document.activeElement")
    menu.click()
    tab.mouse.click(380, 400)
    sections.wait_for(state="hidden")
    menu.click()
    with tab.expect_navigation():
        sections.get_by_role("link", name="Countries").click()
    assert tab.url == sites[engine] + "countries/"
    context.close()


def test_a_window_made_wide_closes_the_menu(sites, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(sites["mkdocs"] + "countries/de/")
    tab.get_by_role("button", name="Menu").click()
    tab.set_viewport_size({"width": 1400, "height": 800})
    tab.wait_for_function("!document.querySelector('#__sections').matches(':popover-open')")
    tops = tab.locator(".or-masthead, #__sections, main").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert tops == sorted(tops) and len(set(tops)) == 3, "masthead, tabs and page lie below each other"
    context.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_colours_contents_and_skip_link(sites, engine, browser):
    context = browser.new_context(viewport={"width": 1400, "height": 800}, color_scheme="light", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(sites[engine] + "countries/de/")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "__skip"
    contents = tab.get_by_role("navigation", name="On this page")
    contents.get_by_role("link", name="Part b").click()
    assert tab.url.endswith("#b")
    contents.locator("[data-here]", has_text="Part b").wait_for()
    tab.evaluate("scrollTo(0, 0)")
    contents.locator("[data-here]").wait_for(state="detached")
    tab.get_by_role("button", name="Switch to dark colours").click()
    assert paper(tab) == PAPER["dark"]
    tab.goto(sites[engine])
    assert paper(tab) == PAPER["dark"]
    tab.emulate_media(media="print")
    assert paper(tab) == PAPER["print"]
    tab.emulate_media(media="screen")
    tab.get_by_role("button", name="Switch to light colours").click()
    tab.go_back()
    tab.wait_for_function("document.documentElement.dataset.scheme === 'light'")
    context.close()


def test_the_readers_colours_hold_from_the_first_moment(sites, browser):
    """Nothing is drawn in other colours first, and nothing moves."""
    context = browser.new_context(viewport={"width": 1400, "height": 800}, color_scheme="dark")
    tab = context.new_page()
    tab.goto(sites["mkdocs"])
    tab.evaluate("localStorage.setItem('onrecord-scheme', 'light')")
    tab.add_init_script("""
        window.seen = []; window.shift = 0;
        const look = () => { if (document.body) seen.push(getComputedStyle(document.body).backgroundColor); requestAnimationFrame(look); };
        requestAnimationFrame(look);
        new PerformanceObserver(all => { for (const e of all.getEntries()) shift += e.value; }).observe({type: "layout-shift", buffered: true});""")
    tab.goto(sites["mkdocs"] + "countries/de/")
    tab.wait_for_timeout(300)
    assert set(tab.evaluate("seen")) == {PAPER["light"]}
    assert tab.evaluate("shift") == 0
    context.close()


def test_a_system_that_turns_dark_turns_the_page(sites, browser):
    context = browser.new_context(color_scheme="light")
    tab = context.new_page()
    tab.goto(sites["mkdocs"])
    tab.emulate_media(color_scheme="dark")
    tab.get_by_role("button", name="Switch to light colours").wait_for()
    assert paper(tab) == PAPER["dark"]
    context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_without_javascript_the_systems_colours_hold(sites, colours, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=colours, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(sites["mkdocs"] + "countries/de/")
    assert paper(tab) == PAPER[colours]
    assert tab.locator(".or-scheme:visible").count() == 0, "a button that cannot work is not shown"
    entry = tab.get_by_role("navigation", name="On this page").get_by_role("link", name="Part b")
    assert entry.count() == 0
    tab.locator("summary", has_text="On this page").click()
    entry.click()
    assert tab.url.endswith("#b")
    context.close()


def brightness(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# How the three common kinds of colour blindness see linear red, green and blue (Machado et al. 2009, severity 1).
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def seen(colour: str, kind: str) -> tuple[float, float, float]:
    """The colour as such a reader sees it, in OKLab, where distances are even to the eye."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (max(0.0, sum(w * p for w, p in zip(row, linear, strict=True))) for row in BLINDNESS[kind])
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_stances_are_told_apart_by_every_eye(scheme):
    css = (ROOT / "overrides/assets/stylesheets/onrecord.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", css)
    colours = {name: light if scheme == "light" else dark for name, light, dark in pairs}
    stances = [colours[f"stance-{number}"] for number in range(1, 7)]
    for number, stance in enumerate(stances, 1):
        assert contrast(stance, colours["or-paper"]) >= 3, f"stance {number} on paper"
        assert contrast(stance, colours[f"stance-{number}-ink"]) >= 4.5, f"text on stance {number}"
    for kind in BLINDNESS:
        for place, stance in enumerate(stances):
            for other in stances[place + 1 :]:
                distance = sum((a - b) ** 2 for a, b in zip(seen(stance, kind), seen(other, kind), strict=True)) ** 0.5
                assert distance >= 0.12, f"{kind}: {stance} and {other} look alike ({distance:.3f})"
    for text in ("or-ink", "or-ink-2", "or-ink-3", "or-link", "or-link-hover", "or-warn", "or-bad"):
        for paper in ("or-paper", "or-paper-2"):
            assert contrast(colours[text], colours[paper]) >= 4.5, f"{text} on {paper}"
