"""From words in an archived text to a statement that passes `check`: its parts, its speaker, what ties the two, its id.

Nothing here decides what is true. Every suggestion is tried by the rules before it is shown, and a speaker is suggested only where the
reporter's words name one and nobody else; elsewhere it is said what is missing.
"""

from __future__ import annotations

from .drafts import Draft, Wish, draft, in_form
from .ids import slug, unique
from .who import Speaker, speaker_of
from .words import Region, selections, utterances, words_of

__all__ = ["Draft", "Region", "Speaker", "Wish", "draft", "in_form", "selections", "slug", "speaker_of", "unique", "utterances", "words_of"]
