"""Which of the words that a cut leaves out govern the words that it keeps.

A sentence is taken apart at its commas, dashes and semicolons. A telling word (not, unless, perhaps, denied ...)
counts where it stands in the clause of the quoted words, or in one that governs it ("I do not believe that ...",
"..., unless he pays"); not where it stands in a clause of its own ("..., and nobody helped us", "because nobody came").
No grammar is known here, only the word lists of `languages/`: a missed case is possible, and `docs/proof.md` counts them.

Regions are code points of a text, start inclusive and end exclusive; those of one sentence follow each other in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from .frozen import dataclass
from .grammar import APOSTROPHES, Grammar, grammar_of, masked
from .languages import language_lists

Region = tuple[int, int]

_BREAK = re.compile(r"[;:()]|,(?!\d)|…|\.{3}|[—―]|(?<!\w)–|–(?!\w)|\s-\s|--")
_STRONG = (";", ":")  # behind these the words stand on their own
_OUTER = " \t\n\r\xa0\u202f\"'”’“‘»«›‹.!?"
_LONG = 4  # words from which on an opening with "the ..." is a clause rather than one more thing in a list


@dataclass(frozen=True, slots=True)
class Told:
    """A telling word in the text; `contrast` marks a "but"."""

    start: int
    end: int
    contrast: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words between two marks, as written and with straight apostrophes and blanked idioms; `mark` stands before it."""

    start: int
    words: str
    mark: str

    def told(self, found: re.Match[str], contrast: bool = False) -> Told:
        return Told(self.start + found.start("t"), self.start + found.end("t"), contrast)


def governing_before(text: str, regions: Sequence[Region], span: Region, language: str) -> Told | None:
    """The telling word that governs a quoted span from before it; `regions` end where the span begins."""
    grammar = grammar_of(language)
    if not any(grammar.may_tell(text[start:end]) for start, end in regions):
        return None
    pieces = _pieces(text, regions, grammar, "")
    if not pieces:
        return None
    if regions[-1][1] < span[0]:
        pieces.append(_Piece(span[0], "", ","))
    lead, quote = pieces[-1], _folded(text[span[0] : span[1]], grammar)
    begins = _own_clause(lead, quote, grammar)
    inside = _Piece(lead.start, " " * begins + lead.words[begins:] if begins > 0 else lead.words, lead.mark)
    found = _search(grammar.ahead, inside) or grammar.fronted.match(inside.words)
    if not found and lead.mark:
        found = grammar.alternative.match(lead.words)
    if found:
        return lead.told(found)
    if begins >= 0 or lead.mark == ";" or (_aside(lead, grammar) and not grammar.complement.match(lead.words)):
        return None
    head = f"{lead.words.strip()} {quote}".lstrip()
    governed = grammar.hanging.search(lead.words) or grammar.complement.match(quote)
    own = not governed and (grammar.subject.match(head) or (grammar.noun.match(head) and len(quote.split()) >= _LONG))
    return _climb(pieces[:-1], lead, bool(own), grammar)


def governing_behind(text: str, regions: Sequence[Region], span: Region, before: str, language: str) -> Told | None:
    """The telling word or "but" that governs a quoted span from behind it; `before`: the words before it in its sentence."""
    grammar = grammar_of(language)
    if not any(grammar.may_tell(text[start:end]) for start, end in regions):
        return None
    hung = grammar.complement.match(before.translate(APOSTROPHES)) is not None
    kept, quote = text[span[0] : span[1]].rstrip(_OUTER), _folded(text[span[0] : span[1]], grammar)
    for piece in _pieces(text, regions, grammar, kept[-1:] if kept[-1:] in (",", *_STRONG, "—", "–") else ""):
        if not piece.words.strip(_OUTER):
            continue
        if piece.mark in _STRONG:
            return None
        if found := grammar.turn.match(piece.words):
            return None if _corrects(piece, found, quote, before, grammar) else piece.told(found, contrast=True)
        found, ended = _tail(piece, grammar) if not piece.mark else _clause(piece, grammar)
        if hung and not found:  # "That ⟦...⟧, is a lie": the main clause follows
            found = _search(grammar.ahead, piece)
        if found or ended:
            return piece.told(found) if found else None
    return None


def all_telling(text: str, regions: Sequence[Region], language: str) -> Iterator[Told]:
    """The first telling word of each region, hedges aside, whatever it governs."""
    grammar = grammar_of(language)
    for start, end in regions:
        if not grammar.may_tell(text[start:end]):
            continue
        piece = _Piece(start, masked(text[start:end], grammar), "")
        if found := _search(grammar.unhedged, piece):
            yield piece.told(found)


def contrast_at(text: str, region: Region, language: str) -> Told | None:
    """The "but" that a sentence opens with."""
    found = grammar_of(language).contrast.match(text, *region)
    if found is None:
        return None
    start, end = found.span("t" if found["t"] else "f")
    return Told(start, end, contrast=True)


def denied_by(introduction: str, language: str) -> Region | None:
    """Where a reporter's words right before a marked fragment deny it: "denied having ...", "was not ..."."""
    grammar = grammar_of(language)
    if not grammar.may_tell(introduction):
        return None
    words = masked(introduction, grammar)
    for found in grammar.denial.finditer(words):
        rest = words[found.end("t") :]
        if len(rest.split()) <= 6 and not grammar.liking.search(rest):
            return found.span("t")
    near = re.search(r"(?:[\w'-]+\s+){0,1}[\w'-]+\W*\Z", words)
    found_near = grammar.telling.search(words, near.start()) if near else None
    return found_near.span("t") if found_near and grammar.negation.match(words, found_near.start()) else None


# --- words that the reporter says were not said -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unsaid:
    """How the reporters of one language say that words were not said, as patterns; a negation counts right before a verb of saying only.

    `hints`: one of them stands in every match. `firm`: "never said". `soft`: "would not say", which behind a colon may be explained by
    what follows. `rest`: what may stand between either and the quotation. `double`: what before it takes it back again ("did not deny").
    `claim`: "the claim that he said", which counts where `refuted`, "is false", follows the quotation. `later`: a whole sentence right behind
    the quotation, "he never said it", where somebody is named as `who`. `staged`: words on a banner, in a play, of a forged account.
    """

    hints: tuple[str, ...]
    firm: str
    soft: str = r"(?!)"
    rest: str = ""
    double: str = r"(?!)"
    claim: str = r"(?!)"
    refuted: str = r"(?!)"
    later: str = r"(?!)"
    staged: str = r"(?!)"


_GAP = r"[ \t]+"
_NAMED = rf"(?:he|she|they|it|(?-i:(?:the{_GAP})?[A-Z][\w'.-]*(?:{_GAP}[A-Z][\w'-]*){{0,3}}))"
_HEARERS = (
    rf"(?:him|her|them|me|us|reporters|any(?:one|body)|the{_GAP}(?:press|court|council|crowd)|"
    rf"(?-i:(?:the{_GAP})?[A-Z][\w'-]*(?:{_GAP}[A-Z][\w'-]*)?))"
)
_SAID = (
    r"(?:say|says|said|saying|state[sd]?|stating|declare[sd]?|declaring|claim(?:s|ed|ing)?|write|writes|wrote|written|writing|utter(?:s|ed|ing)?|"
    r"announced?|announces|announcing|promised?|promises|promising|assert(?:s|ed|ing)?|whisper(?:s|ed|ing)?|shout(?:s|ed|ing)?|"
    rf"(?:used?|uses|using|sp(?:eak|oke|oken)){_GAP}the{_GAP}(?:words?|phrase)|"
    rf"(?:tell|tells|told|telling){_GAP}{_HEARERS})"
)
_FILLED = (
    rf"(?:(?:actually|really|ever|once|even|quite|exactly|himself|herself|themselves|in{_GAP}fact|explicitly|publicly|directly|openly|"
    r"to|been|be|have|having|has|had|"
    rf"heard|known|quoted{_GAP}as|reported{_GAP}as|recorded{_GAP}as){_GAP}){{0,4}}"
)
_FALSELY = r"(?:falsely|wrongly|incorrectly|mistakenly|erroneously|untruthfully|wrongfully|maliciously)"
_REPORTED = r"(?:reported|quoted|said|alleged|claimed|accused|rumou?red|cited|credited|believed|supposed|remembered|portrayed|depicted)"
_HAVING = rf"(?:to{_GAP}have|as|of|with)"
# What might have been said, what others would have had said, and what was kept back: nobody said it. "Is expected to say" is a text handed out before.
_UNREAL = (
    rf"\b(?:(?:could|should|would|might|may|must)(?:{_GAP}(?:just{_GAP})?(?:as{_GAP})?(?:well|easily))?(?:'ve|{_GAP}have)|ought{_GAP}to{_GAP}have){_GAP}{_FILLED}{_SAID}"
    rf"|\b(?:if|suppos(?:e|ing)(?:{_GAP}that)?){_GAP}{_NAMED}{_GAP}(?:were{_GAP}to|had|should|would|could){_GAP}{_FILLED}{_SAID}"
    rf"|\b(?:had|were|should|imagin(?:e|es|ed|ing)(?:{_GAP}that)?|wish(?:es|ed)?(?:{_GAP}that)?){_GAP}{_NAMED}{_GAP}{_FILLED}{_SAID}"
    rf"|\bas{_GAP}(?:if|though){_GAP}(?:(?:{_NAMED}{_GAP})?(?:were|was){_GAP}|(?:{_NAMED}{_GAP})?(?:wanted|meant|wishing|wanting){_GAP})?{_FILLED}{_SAID}"
    rf"|\b(?:(?:stop(?:s|ped)?{_GAP})?short{_GAP}of|instead{_GAP}of|rather{_GAP}than|without|avoid(?:s|ed|ing)?){_GAP}{_FILLED}{_SAID}"
    rf"|\b(?:want(?:s|ed)?|wait(?:s|ed|ing)?{_GAP}for|urg(?:es?|ed|ing)|ask(?:s|ed)?|begg?(?:s|ed)?|told|need(?:s|ed)?|press(?:es|ed)?|"
    rf"call(?:s|ed)?{_GAP}on|would{_GAP}like){_GAP}{_NAMED}{_GAP}to{_GAP}{_FILLED}{_SAID}"
    rf"|\b(?:was|were|is|are|been){_GAP}(?:asked|urged|told|ordered|supposed|meant|advised|begged|pressed|invited){_GAP}to{_GAP}{_FILLED}{_SAID}"
)
_WHO = rf"(?P<who>(?-i:(?:the{_GAP}|[A-ZÀ-ÖØ-ÞŁŚŻŹĆА-ЯІЇЄҐ])[\w.'-]*(?:{_GAP}[\w.'-]+){{0,3}}?))"  # a name, which has to be the speaker's
_FORGED = (
    rf"(?:deep-?fakes?(?:{_GAP}(?:video|clip|recording|call))?|(?:parody|spoof|satirical|fake|faked|hoax|forged|doctored|impostor|AI-generated){_GAP}"
    r"(?:account|video|clip|page|website|letter|post|tweet|message|recording|profile|call)|impersonator|impostor)"
)
_STAGED = rf"(?:{_FORGED}|play|sketch|skit|spoof|parody|pantomime|musical|opera|cartoon)"
_BORNE = r"(?:banner|placard|poster|sign|plaque|headline|slogan|t-shirt|inscription|leaflet|billboard|caption)s?"
_STAGES = (  # one of these stands in all words that `staged` finds, in any language
    "fake", "parody", "spoof", "satir", "hoax", "forged", "doctored", "impost", "imperson", "ai-gen", "play", "sketch", "skit", "pantomime", "musical", "opera",
    "cartoon", "banner", "placard", "poster", "sign", "plaque", "headline", "slogan", "t-shirt", "inscription", "leaflet", "billboard", "caption", "transparen",
    "plakat", "schild", "gefälscht", "banderole", "pancarte", "affiche", "hypertrucage", "baner", "плакат", "банер", "транспарант",
)
_UNSAID: Mapping[str, _Unsaid] = {
    "en": _Unsaid(
        ("not ", "n't", "never ", "nor ", "neither ", "denie", "deny", "refus", "declin", "falsely", "wrongly", "wrongfully", "incorrectly", "mistakenly",
         "misquo", "misrep", "erroneously", "untru", "maliciously", " is false", "was false", "a lie", "a myth", "no ",
         "could", "should", "would", "might", "may", "must", "ought", "if ", "suppos", "had ", "were ", "imagin", "wish", "though", " of ", "than", "without",
         "avoid", "want", "wait", "urg", "ask", "beg", "told", "need", "press", "call", "order", "meant", "advis", "invit", "fail"),
        rf"(?:\b(?:never|neither|nor|cannot{_GAP}have|(?:did|do|does|has|have|had|is|was|were){_GAP}not|"
        rf"(?:could|can|must|may|might){_GAP}not{_GAP}have)"
        rf"|\b(?:did|do|does|has|have|had|is|was|were)n't|\b(?:could|ca)n't{_GAP}have){_GAP}{_FILLED}{_SAID}"
        rf"|\b(?:never|nor|at{_GAP}no{_GAP}time){_GAP}(?:did|has|had|does){_GAP}{_NAMED}{_GAP}{_FILLED}{_SAID}"
        rf"|\b(?:denied|denies|deny|denying){_GAP}(?:(?:that{_GAP})?{_NAMED}{_GAP})?{_FILLED}{_SAID}"
        rf"|\b(?:{_FALSELY}{_GAP}(?:been{_GAP})?{_REPORTED}|{_REPORTED}{_GAP}{_FALSELY}){_GAP}{_HAVING}{_GAP}{_FILLED}{_SAID}"
        rf"|\bmis(?:quoted|reported|represented){_GAP}{_HAVING}{_GAP}{_FILLED}{_SAID}"
        rf"|\b(?:it{_GAP}(?:is|was){_GAP}(?:false|untrue|not{_GAP}true|a{_GAP}lie|a{_GAP}myth)(?:{_GAP}to{_GAP}say)?|no{_GAP}(?:evidence|proof|record))"
        rf"{_GAP}that{_GAP}{_NAMED}{_GAP}{_FILLED}{_SAID}|{_UNREAL}",
        rf"(?:\b(?:would|will|could|can|should|may|might|must){_GAP}not|\bcannot|\b(?:wo|would|could|ca|should|must)n't|"
        rf"\b(?:refus|declin)(?:e[sd]?|ing){_GAP}to|\bfail(?:s|ed|ing)?{_GAP}to){_GAP}{_FILLED}{_SAID}",
        rf"(?:{_GAP}(?:(?:the{_GAP}following|these|the){_GAP}(?:words?|phrase|sentence)|(?:any|some)thing{_GAP}like|such{_GAP}a{_GAP}thing{_GAP}as|"
        rf"in{_GAP}public|publicly|aloud|openly|then|is|was|"
        rf"to{_GAP}{_HEARERS}))*",
        rf"(?:\b(?:not|never|nor|no{_GAP}longer|hardly|without|stop(?:s|ped)?)|n't){_GAP}(?:been{_GAP}|be{_GAP})?\Z"
        r"|\b(?:if|unless|until|whether|wish(?:es|ed)?|regret(?:s|ted)?)\b[^.,;:!?]*\Z",
        claim=rf"\b(?:claim|story|tale|rumou?r|report|assertion|allegation|suggestion|notion){_GAP}that{_GAP}{_NAMED}{_GAP}{_FILLED}{_SAID}",
        refuted=r",?\s*(?:is|was|has been)\s+(?:(?:simply|entirely|completely|plainly|utterly|just|quite|proved|proven)\s+)?(?:false|untrue|not true|a lie|a myth|"
        r"a fabrication|an invention|fabricated|invented|made up|baseless|unfounded|bogus|fiction|debunked)\b",
        later=rf"{_WHO}{_GAP}(?:never|did{_GAP}not|didn't|has{_GAP}never|has{_GAP}not|hasn't){_GAP}(?:ever{_GAP}|actually{_GAP}|really{_GAP})?"
        rf"(?:say|said|write|wrote|written|utter|uttered){_GAP}"
        rf"(?:it|that|this|so|any{_GAP}such{_GAP}thing|anything{_GAP}of{_GAP}the{_GAP}(?:sort|kind)|(?:those|these|the|such){_GAP}words)"
        rf"|(?:those|these|the){_GAP}words{_GAP}(?:are|were){_GAP}(?:not|never){_GAP}(?:those{_GAP}of{_GAP})?{_WHO.replace('who', 'owner')}",
        staged=rf"(?:\A|(?<=[\n”»])|(?<=[.!?,;:”»] ))(?:in|on|from){_GAP}(?:a|an|the|one){_GAP}(?:[\w'-]+{_GAP}){{0,2}}?{_STAGED}(?:{_GAP}of{_GAP}{_NAMED})?,?{_GAP}{_NAMED}{_GAP}(?:is{_GAP}|was{_GAP})?"
        rf"(?:heard{_GAP}|shown{_GAP}|seen{_GAP})?{_SAID}"
        rf"|{_SAID}{_GAP}(?:in|on){_GAP}(?:a|an|the){_GAP}{_STAGED}"
        rf"|\b(?:a|an|the|one){_GAP}{_FORGED}(?:{_GAP}(?:of|showing|shows|with|featuring){_GAP}{_NAMED})?{_GAP}{_SAID}"
        rf"|\b{_BORNE}{_GAP}(?:(?:that|which){_GAP})?(?:read|reads|reading|said|says|saying|proclaim(?:s|ed|ing)|declar(?:es|ed|ing))",
    ),
    "de": _Unsaid(
        ("nie", "nicht", "str", "leugne", "dement", "fälsch", "hätte", "könnte", "statt", "ohne", "als w", "weiger"),
        rf"(?<!das )(?<!dies )(?<!es )(?<!so )\b(?:nie|niemals|nicht){_GAP}(?:gesagt|erklärt|behauptet|geschrieben)(?:{_GAP}(?:hat|hatte|habe|haben))?"
        rf"|\b(?:sagte|sagt|erklärte|behauptete|schrieb){_GAP}(?:(?-i:[A-ZÄÖÜ])[\w-]+{_GAP}){{0,3}}(?:nie|niemals|nicht)"
        rf"|\b(?:bestritt|bestreitet|bestritten|leugnete?t?|dementierte?t?),?{_GAP}(?:je(?:mals)?{_GAP})?(?:gesagt|erklärt|behauptet|geschrieben){_GAP}zu{_GAP}haben"
        rf"|\bfälschlich(?:erweise)?{_GAP}(?:gesagt|erklärt|behauptet|geschrieben){_GAP}haben"
        rf"|\bhätte{_GAP}(?:(?:er|sie|(?-i:(?:der|die){_GAP}[A-ZÄÖÜ][\w-]+)|(?-i:[A-ZÄÖÜ])[\w-]+|auch|gern|lieber|wohl|nur){_GAP}){{0,4}}"
        rf"(?:gesagt|erklärt|geschrieben|sagen{_GAP}(?:können|sollen|müssen|wollen))"
        rf"|\bkönnte{_GAP}(?:gesagt|erklärt|geschrieben){_GAP}haben|\b(?:an)?statt,?{_GAP}zu{_GAP}(?:sagen|erklären|schreiben)"
        rf"|\bohne,?{_GAP}zu{_GAP}(?:sagen|erklären)|\bals{_GAP}wol(?:le|lte){_GAP}(?:er|sie|(?-i:[A-ZÄÖÜ])[\w-]+){_GAP}sagen"
        rf"|\bweigerte?t?{_GAP}sich,?{_GAP}zu{_GAP}sagen",
        double=rf"\b(?:nicht|nie|niemals){_GAP}\Z",
        claim=rf"\b(?:Behauptung|Gerücht|Meldung|Erzählung),{_GAP}(?:dass{_GAP})?(?:[\w.'-]+{_GAP}){{1,4}}?(?:habe(?:{_GAP}gesagt)?|hätte(?:{_GAP}gesagt)?|sagte)"
        rf"|\b(?:Behauptung|Gerücht|Meldung|Erzählung),{_GAP}dass{_GAP}(?-i:[A-ZÄÖÜ])[\w-]+(?:{_GAP}(?-i:[A-ZÄÖÜ])[\w-]+){{0,2}}",
        refuted=r",?\s*(?:gesagt(?:\s+(?:habe|hat|hätte))?)?,?\s*(?:ist|war)\s+(?:frei\s+)?(?:falsch|unwahr|erfunden|erlogen|gelogen|eine Lüge|eine Erfindung)\b",
        later=rf"(?:das|dies|so{_GAP}etwas|diesen{_GAP}Satz|diese{_GAP}Worte){_GAP}(?:hat|hatte){_GAP}{_WHO}{_GAP}(?:nie|niemals|nicht){_GAP}gesagt"
        rf"|diese{_GAP}Worte{_GAP}(?:sind|stammen){_GAP}nicht{_GAP}von{_GAP}{_WHO.replace('who', 'owner')}",
        staged=rf"\bauf{_GAP}(?:einem|dem|ihrem){_GAP}(?:[\w-]*transparent|[\w-]*plakat|[\w-]*banner|schild){_GAP}(?:steht|stand|hieß{_GAP}es|war{_GAP}zu{_GAP}lesen)"
        rf"|\b(?:in|auf){_GAP}(?:einem|dem|einer|der){_GAP}(?:deepfake(?:-video)?|(?:gefälschten|satirischen){_GAP}[\w-]+){_GAP}(?:sagte?|erklärte?|schrieb){_GAP}{_NAMED}",
    ),
    "fr": _Unsaid(
        ("pas", "jamais", "avoir", "tort", "aurait", "auraient", "s'il", "s'ils", "si ", "pour", "lieu", "plutôt", "sans", "refus"),
        rf"\bn'(?:a|ai|avait|aurait|ont|avaient){_GAP}(?:jamais|pas){_GAP}(?:dit|déclaré|écrit|affirmé)"
        rf"|\bne{_GAP}(?:dit|disait|déclare|déclarait){_GAP}(?:pas|jamais)"
        rf"|\b(?:nie|niait|nia|nié|dément|démentait|démenti){_GAP}avoir{_GAP}(?:jamais{_GAP})?(?:dit|déclaré|écrit|affirmé)"
        rf"|\bà{_GAP}tort{_GAP}d'avoir{_GAP}(?:dit|déclaré|écrit|affirmé)"
        rf"|\baurai(?:t|ent){_GAP}(?:pu|dû|voulu|aimé|préféré){_GAP}(?:dire|déclarer|écrire|affirmer)"
        rf"|\b(?:s'il|s'ils|si{_GAP}(?:elle|elles|(?-i:[A-ZÀ-Ö])[\w-]+(?:{_GAP}(?-i:[A-ZÀ-Ö])[\w-]+)?)){_GAP}(?:avai(?:t|ent){_GAP}dit|disai(?:t|ent))"
        rf"|\b(?:comme{_GAP}pour|au{_GAP}lieu{_GAP}de|plutôt{_GAP}que{_GAP}de|sans|refus(?:e|é|a|ait){_GAP}de){_GAP}(?:dire|déclarer|écrire|affirmer)",
        double=rf"\b(?:ne|pas|jamais){_GAP}\Z",
        claim=rf"\b(?:affirmation|rumeur){_GAP}selon{_GAP}laquelle{_GAP}(?:[\w.'-]+{_GAP}){{1,4}}?(?:aurait|avait|a){_GAP}(?:dit|déclaré|écrit)",
        refuted=r",?\s*(?:est|était)\s+(?:totalement\s+|entièrement\s+)?(?:fausse|infondée|mensongère|inventée|un mensonge|une invention)\b",
        later=rf"{_WHO}{_GAP}(?:ne{_GAP}l'a{_GAP}jamais{_GAP}dit|n'a{_GAP}jamais{_GAP}(?:dit|prononcé){_GAP}(?:cela|ça|ces{_GAP}mots))"
        rf"|ces{_GAP}mots{_GAP}ne{_GAP}sont{_GAP}pas{_GAP}de{_GAP}{_WHO.replace('who', 'owner')}",
        staged=rf"\b(?:banderole|pancarte|affiche){_GAP}(?:disait|proclamait|proclame|portait{_GAP}les{_GAP}mots)"
        rf"|\bsur{_GAP}une{_GAP}(?:banderole|pancarte|affiche),?{_GAP}on{_GAP}(?:lisait|pouvait{_GAP}lire|lit|peut{_GAP}lire)"
        rf"|\bdans{_GAP}(?:un|le){_GAP}(?:deepfake|hypertrucage),?{_GAP}{_NAMED}{_GAP}(?:dit|disait|déclare|déclarait)",
    ),
    "pl": _Unsaid(
        ("nie", "zaprzecz", "by", "zamiast"),
        rf"(?<!tego )(?<!to )\bnie{_GAP}(?:powiedzia[łl]\w*|mówi[łl]?\w*|oświadczy[łl]\w*|napisa[łl]\w*|stwierdzi[łl]\w*)"
        rf"|\bzaprzecz\w+,?{_GAP}(?:że|jakoby|by|aby|żeby){_GAP}(?:kiedykolwiek{_GAP})?(?:powiedzia[łl]\w*|mówi[łl]\w*|napisa[łl]\w*)"
        rf"|\b(?:(?:mógł|mogła|mogli|powinien|chciał|chciała)by|powinien{_GAP}by(?:ł|ła)){_GAP}(?:powiedzieć|napisać)|\b(?:powiedzia|napisa)ł(?:a?by|oby)\b"
        rf"|\bgdyby{_GAP}(?:[\w-]+{_GAP}){{0,3}}?powiedzia[łl]\w*|\bjakby{_GAP}(?:chcia[łl]a?{_GAP})?powiedzieć|\bzamiast{_GAP}powiedzieć",
        double=rf"\bnie{_GAP}\Z",
        claim=rf"\b(?:twierdzenie|pogłoska|plotka),{_GAP}że{_GAP}(?:[\w.'-]+{_GAP}){{1,4}}?(?:powiedział|napisał)a?",
        refuted=r",?\s*(?:jest|była?|było)\s+(?:fałszyw|nieprawdziw|zmyślon|kłamstw)\w*",
        later=rf"{_WHO}{_GAP}nigdy{_GAP}tego{_GAP}nie{_GAP}(?:powiedział|mówił|napisał)a?|te{_GAP}słowa{_GAP}nie{_GAP}należą{_GAP}do{_GAP}{_WHO.replace('who', 'owner')}",
        staged=rf"\bna{_GAP}(?:transparencie|plakacie|banerze){_GAP}(?:napisano|widniał{_GAP}napis|widniały{_GAP}słowa|było{_GAP}napisane)",
    ),
    "uk": _Unsaid(
        ("не", "запереч", "б", "замість", "наче", "відмов"),
        rf"(?<!цього )(?<!це )\bне{_GAP}(?:каже|(?:сказа|каза|говори|заяви|заявля|писа|написа)(?:в|ла|ли))\b"
        rf"|\bзапереч\w+,?{_GAP}(?:що|ніби|нібито){_GAP}(?:(?:він|вона|коли-небудь){_GAP})*(?:сказа|каза|говори|писа|написа)(?:в|ла|ли)\b"
        rf"|\b(?:міг|могла|могли|мав|мала|мали|хотів|хотіла|хотіли){_GAP}би?{_GAP}(?:сказати|заявити|написати)"
        rf"|\b(?:сказа|заяви|написа)(?:в{_GAP}би|ла{_GAP}б|ли{_GAP}б)\b|\bякби{_GAP}(?:[\w'-]+{_GAP}){{0,3}}?(?:сказа|заяви|написа)(?:в|ла|ли)\b"
        rf"|\b(?:ніби|наче|неначе){_GAP}(?:хоті(?:в|ла|ли){_GAP})?(?:сказати|кажучи)|\bзамість{_GAP}(?:того,?{_GAP}щоб{_GAP})?(?:сказати|заявити)"
        rf"|\bвідмов(?:ився|илася|илися){_GAP}(?:сказати|заявити)",
        double=rf"\bне{_GAP}\Z",
        claim=rf"\b(?:твердження|чутка|плітка)(?:{_GAP}про{_GAP}те)?,{_GAP}(?:що|ніби|нібито){_GAP}(?:[\w.'-]+{_GAP}){{1,4}}?(?:сказа|написа|заяви)(?:в|ла)",
        refuted=r",?\s*(?:[—–-]\s*|є\s+)?(?:неправдив|хибн|вигадк|вигадан|неправд|брехн|брехлив)\w*",
        later=rf"{_WHO}{_GAP}ніколи{_GAP}(?:цього|такого){_GAP}не{_GAP}(?:каза|сказа|говори|писа)(?:в|ла)|ці{_GAP}слова{_GAP}не{_GAP}належать{_GAP}{_WHO.replace('who', 'owner')}",
        staged=rf"\bна{_GAP}(?:плакаті|банері|транспаранті){_GAP}(?:було{_GAP}написано|написано|був{_GAP}напис|значилося)",
    ),
}  # fmt: skip
_PLAIN = {**APOSTROPHES, 0xA0: " ", 0x202F: " "}
_NEAR = 160  # characters of the reporter's words on either side of a quotation


def unsaid_before(text: str, end: int, language: str) -> Region | None:
    """Where the words that lead up to a quotation say that it was not said: "never said: “"; not "did not say when: “"."""
    return _unsaid(text, max(0, end - _NEAR), end, language, "before")


def unsaid_behind(text: str, start: int, end: int, language: str) -> Region | None:
    """Where the words right behind a quotation, up to the end of its sentence, say that it was not said: ”, he did not say."""
    return _unsaid(text, start, min(end, start + _NEAR), language, "behind")


def refuted_around(text: str, start: int, end: int, language: str) -> Region | None:
    """Where the words around a quotation text[start:end] give it to a claim that they call false: "the claim that he said “…” is false"."""
    one = _UNSAID.get(language.partition("-")[0].lower())
    if one is None or not (behind := _pattern(one.refuted).match(text[end : end + _NEAR].translate(_PLAIN))):
        return None
    low = max(0, start - _NEAR)
    before = _pattern(rf"(?:{one.claim})(?:{_GAP}(?:that|że|що|dass))?[ \t:,]*\Z").search(text[low:start].translate(_PLAIN))
    return (end + behind.start() + len(behind.group()) - len(behind.group().lstrip(" ,\n")), end + behind.end()) if before else None


def denied_later(text: str, end: int, language: str) -> tuple[Region, Region] | None:
    """The sentence right behind a quotation that says that it was not said, and the name in it: “…” Duke Michael never said it."""
    one = _UNSAID.get(language.partition("-")[0].lower())
    words = text[end : end + _NEAR].translate(_PLAIN)
    found = _pattern(rf"[ \t]+(?P<t>{one.later})[ \t]*[.!]").match(words) if one else None
    if found is None:
        return None
    who = "who" if found["who"] else "owner"
    return (end + found.start("t"), end + found.end("t")), (end + found.start(who), end + found.end(who))


def staged_before(text: str, end: int, language: str) -> Region | None:
    """Where the words that lead up to a quotation give it to a banner, a play or a forgery: "a banner read “"."""
    one = _UNSAID.get(language.partition("-")[0].lower())
    low = max(0, end - _NEAR)
    words = text[low:end].translate(_PLAIN)
    if one is None or not any(word in words.casefold() for word in _STAGES):
        return None
    found = _pattern(rf"(?P<t>{one.staged})[ \t]*[,:—–-]?\s*\Z").search(words)
    return (low + found.start("t"), low + found.end("t")) if found else None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return _compiled(pattern)


def _unsaid(text: str, start: int, end: int, language: str, side: str) -> Region | None:
    base = language.partition("-")[0].lower()
    if base not in _UNSAID:
        return None
    words = text[start:end].translate(_PLAIN) if start < end else ""
    folded = words.casefold()
    if not any(hint in folded for hint in _UNSAID[base].hints):
        return None
    pattern, double = _unsaid_patterns(base, side)
    found = pattern.search(words) if side == "before" else pattern.match(words)
    if found is None or double.search(words[: found.start("t")]):
        return None
    return start + found.start("t"), start + found.end("t")


@cache
def _unsaid_patterns(language: str, side: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For the words before a quotation or behind it; and what, before these, takes the denial back."""
    one = _UNSAID[language]
    blank = r"[ \t]*"
    if side == "before":
        open_, colon = rf"(?:{_GAP}that)?{blank}[,—–-]?{blank}\Z", rf"{blank}:\s*\Z"
        pattern = rf"(?P<t>(?:{one.firm})(?={one.rest}(?:{open_}|{colon}))|(?:{one.soft})(?={one.rest}(?:{_GAP}that)?{blank}\Z))"
    else:
        other = "|".join(re.escape(verb.split(" …")[0]) for verb in language_lists(language).saying)
        led = rf"[\s,—–-]*(?:(?!(?:{other}|who|whom|which)\b)(?:[\w'-]+|(?:mr|mrs|ms|dr|st)\.){_GAP}){{0,7}}?"
        named = rf"(?:{_GAP}(?-i:[A-ZÀ-ÖØ-ÞŁŚŻŹĆА-ЯІЇЄҐ])[\w.'-]*\w){{1,4}}"  # « … », aurait dû dire Duke Michael
        pattern = rf"{led}(?P<t>{one.firm}|{one.soft})(?:(?={named}{blank}(?:[.,;!?]|\Z))|(?={one.rest}{blank}(?:[.,;:!?)—–-]|\Z|(?:but|yet|though|although)\b)))"
    return _compiled(pattern), _compiled(one.double)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# --- clauses ----------------------------------------------------------------------------------------------------------


def _climb(pieces: Sequence[_Piece], lead: _Piece, own: bool, grammar: Grammar) -> Told | None:
    """Go through the clauses before, the nearest first. `own`: the quoted clause has a subject of its own."""
    mark = lead.mark
    # "I do not think, and I said so, that ...": what stands between such commas is put in.
    put_in = not grammar.strict_commas and grammar.complement.match(lead.words) is not None
    for piece in reversed(pieces):
        if mark == ";":
            return None
        bare = grammar.coordinator.sub("", piece.words, count=1) if grammar.coordinator.match(piece.words) else piece.words
        shift = len(piece.words) - len(bare)
        opening = " " * shift + bare
        found = grammar.limits.match(opening) or grammar.fronted.match(opening)
        if own:
            found = found or grammar.denial.search(piece.words) or grammar.misgiving.search(piece.words)
        elif not found and not _aside(piece, grammar):
            found = _search(grammar.ahead, piece)
        if found:
            return piece.told(found)
        if shift and not put_in and (own or grammar.strict_commas or grammar.subject.match(bare)):
            return None
        put_in = False
        own = own or bool(piece.mark and grammar.subject.match(piece.words))
        mark = piece.mark
    return None


def _aside(piece: _Piece, grammar: Grammar) -> bool:
    """Whether a clause says nothing about the truth of the main one: "because ...", and behind a mark "who ..."."""
    pattern = grammar.aside if piece.mark else grammar.although
    return pattern.match(piece.words) is not None


def _tail(piece: _Piece, grammar: Grammar) -> tuple[re.Match[str] | None, bool]:
    """The rest of the quoted clause itself: a telling word in it, or whether a clause of its own follows."""
    joint, because = grammar.joint.search(piece.words), grammar.because.search(piece.words)
    cuts = [m.start() for m in (joint, because) if m]
    found = _search(grammar.telling, piece)
    if found and found.start("t") <= min(cuts, default=len(piece.words)):
        return found, True
    return None, bool(joint and joint.start() == min(cuts))


def _clause(piece: _Piece, grammar: Grammar) -> tuple[re.Match[str] | None, bool]:
    """A clause behind the quoted one: a telling word that opens it, or whether all from here stands on its own."""
    opening = grammar.coordinator.match(piece.words)
    bare = " " * opening.end() + piece.words[opening.end() :] if opening else piece.words
    if opening and grammar.subject.match(bare):
        return None, True
    limits = grammar.firm_limits if opening else grammar.limits
    if found := (limits.match(bare) or grammar.bare_negator.match(bare)):
        return found, True
    if grammar.subject.match(bare):
        return None, True
    found = grammar.negation.match(bare)
    return (None, False) if found and grammar.negator.fullmatch(found["t"]) else (found, bool(found))


def _corrects(piece: _Piece, found: re.Match[str], quote: str, before: str, grammar: Grammar) -> bool:
    """Whether a "but" only says what holds instead ("not a threat but a promise") or as well ("not only ...")."""
    rest = piece.words[found.end("t") :]
    spoken = f"{before.translate(APOSTROPHES)} {quote}"
    if grammar.paired.search(spoken):
        return True
    denied = any(grammar.negator.fullmatch(m["t"]) or m["t"].endswith("'t") for m in grammar.telling.finditer(quote))
    return denied and grammar.corrective.match(found["t"]) is not None and not grammar.subject.match(rest)


def _own_clause(lead: _Piece, quote: str, grammar: Grammar) -> int:
    """Where in the words right before a quote a clause of its own begins ("but ...", "and we ..."); else -1."""
    size, head = len(lead.words), f"{lead.words} {quote}"
    opening = grammar.coordinator.match(head)
    if lead.mark and opening and opening.end() <= size + 1 + len(opening.group().lstrip()):
        if grammar.strict_commas or grammar.noun.match(head[opening.end() :]):
            return 0
    begins = [m.end() for m in grammar.corrective.finditer(lead.words)]
    begins += [min(m.start(), size) for m in grammar.joint.finditer(head) if m.start() <= size + 1]
    return max(begins, default=-1)


# --- words ------------------------------------------------------------------------------------------------------------


def _pieces(text: str, regions: Sequence[Region], grammar: Grammar, mark: str) -> list[_Piece]:
    """The clauses of regions; a new region goes on as behind a comma. `mark`: what stands before the first."""
    made: list[_Piece] = []
    for number, (start, end) in enumerate(regions):
        words = masked(text[start:end], grammar)
        at, before = 0, mark if number == 0 else ","
        for found in _BREAK.finditer(words):
            made.append(_Piece(start + at, words[at : found.start()], before))
            at, before = found.end(), found.group().strip()
        made.append(_Piece(start + at, words[at:], before))
    return made


def _folded(words: str, grammar: Grammar) -> str:
    return masked(words, grammar).lstrip(_OUTER)


def _search(pattern: re.Pattern[str], piece: _Piece) -> re.Match[str] | None:
    """The first telling word that is no name: "May" inside a sentence is a month."""
    for found in pattern.finditer(piece.words):
        word = found["t"]
        named = word[0].isupper() and word[1:].islower() and " " not in word and any(c.isalnum() for c in piece.words[: found.start("t")])
        if not named:
            return found
    return None
