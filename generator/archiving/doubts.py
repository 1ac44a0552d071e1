"""What speaks against a saved page being an article: a captcha, a paywall, a page that tells of an error, nothing in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..frozen import dataclass
from .page import Page

_FEW = 40  # words of a text that can hardly be an article
_SHORT = 250  # words up to which a page that speaks of a captcha or an error is one
_SHORT_KINDS = ("transcript", "post")  # whose paragraphs may all be short
_PARAGRAPH = 20  # words of a paragraph that is running text

_CAPTCHA = re.compile(r"captcha|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)|not a robot|checking your browser|just a moment|"
                      r"unusual traffic|enable javascript and cookies|ddos protection|security check", re.IGNORECASE)
_ERROR = re.compile(r"\b(?:40[0134]|410|429|45[01]|50[0234])\b.{0,40}(?:error|not found|forbidden|denied|unavailable|gateway|requests|$)|page (?:was |could )?not (?:be )?found|"
                    r"access denied|something went wrong|service unavailable|internal server error|bad gateway|no longer (?:available|exists)|"
                    r"an error (?:has )?occurred", re.IGNORECASE)
_PAYWALL = re.compile(r"subscribe (?:now )?to (?:continue|read|unlock)|to (?:continue|keep) reading|already a (?:subscriber|member)|(?:only )?for subscribers(?: only)?|"
                      r"subscribers only|log ?in to (?:continue|read)|unlock this (?:article|story)|you have reached your (?:article )?limit|"
                      r"free articles? (?:left|remaining)|start your (?:free )?trial|members only", re.IGNORECASE)
_CONSENT = re.compile(r"we (?:and our partners )?use cookies|accept all cookies|before you continue|your privacy choices", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a page may be no article, or not the whole of one. `code`: empty, captcha, error-page, paywall, consent or no-running-text."""

    code: str
    why: str


def doubts(page: Page, kind: str = "article") -> tuple[Doubt, ...]:
    """Everything that speaks against it, the plainest first; empty for what looks like a source of this kind."""
    return tuple(_found(page, kind))


def _found(page: Page, kind: str) -> Iterator[Doubt]:
    words = sum(len(block.text.split()) for block in page.blocks)
    head = " ".join((page.says.get("head", ""), page.says.get("title", "")))
    seen = "\n".join((head, *(block.text for block in page.blocks[:400])))[:60_000] if words <= _SHORT else head
    beside = "\n".join(block.text for block in page.left_out)[:200_000]
    if found := _CAPTCHA.search(seen) or (words < _FEW and _CAPTCHA.search(beside)):
        yield Doubt("captcha", f"the page asks whether you are a human (it says: {found.group()})")
    if found := _ERROR.search(seen):
        yield Doubt("error-page", f"the page tells of an error (it says: {found.group()})")
    ends = "\n".join(block.text for block in page.blocks[-4:])
    if page.says.get("paid"):
        yield Doubt("paywall", "the page says of itself that it is not free; the saved copy may hold a part of the article only")
    elif found := _PAYWALL.search(ends) or (page.is_html and _PAYWALL.search(beside)):
        yield Doubt("paywall", f"the article may be cut off behind a paywall (the page says: {found.group()})")
    if words <= _SHORT and (found := _CONSENT.search(seen + "\n" + beside)) and words < _FEW:
        yield Doubt("consent", f"the page asks for consent and shows no article (it says: {found.group()})")
    if words < _FEW:
        yield Doubt("empty", f"there are only {words} words in it")
    elif kind not in _SHORT_KINDS and not any(len(block.text.split()) >= _PARAGRAPH for block in page.blocks):
        yield Doubt("no-running-text", "no paragraph has twenty words: it looks like a list of links, not like an article")
