"""What a test says of the diagnostics that it expects."""

from __future__ import annotations

from little_dossier import STATEMENTS, TEXT, Found

SUPPER = "\n- {{id: supper, speaker: duke-michael, quote: \"{quote}\"{more}}}\n"
REPORTED = TEXT + "Duke Michael said that supper was late that evening, as it had been on every evening since the old cook had left for Zenda.\n"


def one(found: Found, code: str, *words: str) -> str:
    """The one diagnostic of a code, as text; it says these words somewhere, and no other code was found."""
    assert set(found.codes) == {code}, [(d.code, d.message) for d in found.diagnostics]
    (fault,) = found.of(code)
    told = "\n".join((fault.message, fault.help, *(f"{n.label}: {n.text}" for n in fault.notes)))
    for word in words:
        assert word in told, told
    return told


def one_of(found: Found, code: str) -> str:
    (fault,) = found.of(code)
    return "\n".join((fault.message, fault.help, *(f"{n.label}: {n.text}" for n in fault.notes)))


def changed(old: str, new: str, within: str = STATEMENTS) -> str:
    assert old in within
    return within.replace(old, new)
