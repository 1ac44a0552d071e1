"""The colours of the style sheet: legible on every paper, and stances told apart by eyes of every kind, in light and dark."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest

SHEETS = Path(__file__).parent.parent / "overrides" / "assets" / "stylesheets"
TEXT = (SHEETS / "onrecord.css").read_text(encoding="utf-8")
TOKENS = {name: (light, dark) for name, light, dark in
          re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TEXT)}
SCHEMES = {"light": 0, "dark": 1}
STANCES = [f"stance-{number}" for number in range(1, 7)]
PAPERS = ("or-paper", "or-paper-2", "or-paper-3")
INKS = ("or-ink", "or-ink-2", "or-ink-3", "or-link", "or-link-hover", "or-warn", "or-bad")

# Machado, Oliveira and Fernandes 2009, severity 1: what an eye without one kind of cone makes of linear red, green and blue.
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Colour = tuple[float, float, float]


def linear(colour: str) -> Colour:
    """Linear red, green, blue of `#rrggbb`, 0 to 1."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def oklab(colour: Colour) -> Colour:
    """Where a colour lies in Oklab, whose distances are near to what eyes tell apart (Ottosson 2020)."""
    r, g, b = (max(0.0, min(1.0, part)) for part in colour)
    long, middle, short = (math.cbrt(x) for x in (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
                                                  0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
                                                  0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b))
    return (0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short, 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short)


def seen(colour: str, eye: str) -> Colour:
    red, green, blue = (sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in EYES[eye])
    return oklab((red, green, blue))


def test_the_tokens_were_read() -> None:
    assert {*STANCES, *(f"{name}-ink" for name in STANCES), *PAPERS, *INKS, "or-mark", "or-rule"} <= set(TOKENS)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_legible_on_every_paper(scheme: str) -> None:
    at = SCHEMES[scheme]
    weak = {(ink, paper): round(ratio, 2) for ink in INKS for paper in PAPERS if (ratio := contrast(TOKENS[ink][at], TOKENS[paper][at])) < 4.5}
    assert weak == {}
    assert contrast(TOKENS["or-ink"][at], TOKENS["or-mark"][at]) >= 7, "words that a search found, on their mark"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("stance", STANCES)
def test_a_stance_stands_out_and_its_label_is_legible_on_it(stance: str, scheme: str) -> None:
    at = SCHEMES[scheme]
    assert contrast(TOKENS[stance][at], TOKENS[f"{stance}-ink"][at]) >= 4.5
    assert contrast(TOKENS[stance][at], TOKENS["or-paper"][at]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eye", EYES)
def test_any_two_stances_are_told_apart(eye: str, scheme: str) -> None:
    """0.02 in Oklab is about the least difference that is seen side by side; marks stand apart, so several times that is asked."""
    at = SCHEMES[scheme]
    near = {pair: round(apart, 3) for pair in itertools.combinations(STANCES, 2)
            if (apart := math.dist(*(seen(TOKENS[name][at], eye) for name in pair))) < 0.1}
    assert near == {}


def test_no_other_sheet_brings_a_colour_of_its_own() -> None:
    """Colours stand in one place, in light and dark; paper and shadows apart."""
    for sheet in sorted(SHEETS.glob("*.css")):
        text = re.sub(r"/\*.*?\*/|@media print \{.*", "", sheet.read_text(encoding="utf-8"), flags=re.S)
        if sheet.name != "onrecord.css":
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\((?!0 0 0 / )", text) == [], sheet.name


def test_no_stance_is_told_by_colour_alone() -> None:
    """Six stances have six shapes."""
    pages = (SHEETS / "pages.css").read_text(encoding="utf-8")
    shapes = re.findall(r"^\.stance-\d \{[^}]*--shape: ([^;]+);", pages, re.MULTILINE)
    assert len(shapes) == len(set(shapes)) == 6
