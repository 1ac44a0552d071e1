"""Where a reporter's words beside a quotation say that it was not said: "never said: “", "could have said", "the claim that … is false".

So do words that give it to a banner, a play or a forgery. Turns of five languages are known; what is not listed says nothing.
A turn is compiled where one of its hints stands beside a verb of saying: most quotations need none of them.

Regions are code points of a text, start inclusive and end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from .clauses import Region
from .frozen import dataclass
from .grammar import APOSTROPHES
from .languages import language_lists
from .patterns import compiled_late


@dataclass(frozen=True, slots=True)
class _Turn:
    """One way to say it: a pattern, and words of which one stands in all that it matches, in lower case."""

    hints: tuple[str, ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class _Turns:
    """How the reporters of one language say that words were not said.

    `firm`: "never said". `soft`: "would not say", which behind a colon may be explained by what follows. Both end where `verb` begins, which
    is empty where the turns have verbs of their own. `rest`: what may stand between a verb and the quotation. `double`: what before
    a turn takes it back again ("did not deny"). `claim`: "the claim that he said", which counts where `refuted`, "is false", follows the
    quotation. `later`: a whole sentence right behind the quotation, "he never said it", where somebody is named as `who`. `staged`: words
    on a banner, in a play, of a forged account.
    """

    firm: tuple[_Turn, ...]
    double: str
    claim: str
    refuted: _Turn
    later: tuple[_Turn, ...]
    staged: tuple[_Turn, ...]
    soft: tuple[_Turn, ...] = ()
    verb: str = ""
    rest: str = ""


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
    rf"(?:tell|tells|told|telling){_GAP}{_HEARERS}|call(?:s|ed|ing)?{_GAP}(?:it|him|her|them|this|that))"
)
_FILLED = (
    rf"(?:(?:actually|really|ever|once|even|quite|exactly|himself|herself|themselves|in{_GAP}fact|explicitly|publicly|directly|openly|"
    r"to|been|be|have|having|has|had|"
    rf"heard|known|quoted{_GAP}as|reported{_GAP}as|recorded{_GAP}as){_GAP}){{0,4}}"
)
_FALSELY = "falsely wrongly incorrectly mistakenly erroneously untruthfully wrongfully maliciously".split()
_FALSE = rf"(?:{'|'.join(_FALSELY)})"
_REPORTED = r"(?:reported|quoted|said|alleged|claimed|accused|rumou?red|cited|credited|believed|supposed|remembered|portrayed|depicted)"
_HAVING = rf"(?:to{_GAP}have|as|of|with)"
_WHO = rf"(?P<who>(?-i:(?:the{_GAP}|[A-ZÀ-ÖØ-ÞŁŚŻŹĆА-ЯІЇЄҐ])[\w.'-]*(?:{_GAP}[\w.'-]+){{0,3}}?))"  # a name, which has to be the speaker's
_FORGED = (
    rf"(?:deep-?fakes?(?:{_GAP}(?:video|clip|recording|call))?|(?:parody|spoof|satirical|fake|faked|hoax|forged|doctored|impostor|AI-generated){_GAP}"
    r"(?:account|video|clip|page|website|letter|post|tweet|message|recording|profile|call)|impersonator|impostor)"
)
_FORGERIES = ("fake", "parody", "spoof", "satir", "hoax", "forged", "doctored", "impost", "imperson", "ai-gen")
_PLAYS = (*_FORGERIES, "play", "sketch", "skit", "pantomime", "musical", "opera", "cartoon")
_STAGED = rf"(?:{_FORGED}|play|sketch|skit|spoof|parody|pantomime|musical|opera|cartoon)"
_BORNE = "banner placard poster sign plaque headline slogan t-shirt inscription leaflet billboard caption".split()


def _at_verb(hints: tuple[str, ...], pattern: str) -> _Turn:
    """An English turn of which `pattern` is the beginning: up to the verb of saying."""
    return _Turn(hints, rf"(?:{pattern}){_GAP}{_FILLED}")


# What might have been said, what others would have had said, and what was kept back: nobody said it. "Is expected to say" is a text handed out before.
_UNREAL = (
    _at_verb(("'ve", "have"), rf"\b(?:(?:could|should|would|might|may|must)(?:{_GAP}(?:just{_GAP})?(?:as{_GAP})?(?:well|easily))?(?:'ve|{_GAP}have)|ought{_GAP}to{_GAP}have)"),
    _at_verb(("if", "suppos"), rf"\b(?:if|suppos(?:e|ing)(?:{_GAP}that)?){_GAP}{_NAMED}{_GAP}(?:were{_GAP}to|had|should|would|could)"),
    _at_verb(("had", "were", "should", "imagin", "wish"), rf"\b(?:had|were|should|imagin(?:e|es|ed|ing)(?:{_GAP}that)?|wish(?:es|ed)?(?:{_GAP}that)?){_GAP}{_NAMED}"),
    _at_verb(("if", "though"), rf"\bas{_GAP}(?:if|though)(?:{_GAP}(?:{_NAMED}{_GAP})?(?:were|was|wanted|meant|wishing|wanting))?"),
    _at_verb(("short", "instead", "than", "without", "avoid"), rf"\b(?:(?:stop(?:s|ped)?{_GAP})?short{_GAP}of|instead{_GAP}of|rather{_GAP}than|without|avoid(?:s|ed|ing)?)"),
    _at_verb(("want", "wait", "urg", "ask", "beg", "told", "need", "press", "call", "like"),
             rf"\b(?:want(?:s|ed)?|wait(?:s|ed|ing)?{_GAP}for|urg(?:es?|ed|ing)|ask(?:s|ed)?|begg?(?:s|ed)?|told|need(?:s|ed)?|press(?:es|ed)?|"
             rf"call(?:s|ed)?{_GAP}on|would{_GAP}like){_GAP}{_NAMED}{_GAP}to"),
    _at_verb(("ask", "urg", "told", "order", "suppos", "meant", "advis", "begg", "press", "invit"),
             rf"\b(?:was|were|is|are|been){_GAP}(?:asked|urged|told|ordered|supposed|meant|advised|begged|pressed|invited){_GAP}to"),
)  # fmt: skip
# What others only claim, ask or make out that somebody said, as those who check facts and who comment write.
_DOUBTED = (
    _at_verb(("did", "does", "has"), rf"(?-i:\b(?:Did|Does|Has)){_GAP}{_NAMED}"),
    _at_verb(("show",), rf"\b(?:(?:purport|appear|seem|claim)(?:s|ed|ing)?{_GAP}to{_GAP}show|memes?{_GAP}show(?:s|ed|ing)?){_GAP}{_NAMED}"),
    _at_verb(("record", "evidence", "proof"), rf"\bno{_GAP}(?:record|evidence|proof){_GAP}of{_GAP}{_NAMED}"),
    _at_verb(("unlikely", "expect"), rf"\bunlikely{_GAP}to|\b(?:no{_GAP}one|nobody|few){_GAP}expect(?:s|ed)?{_GAP}{_NAMED}{_GAP}to"),
    _at_verb(("basically", "essentially", "effectively", "in effect"), r"\b(?:basically|essentially|effectively|in effect)"),
    _at_verb(("seem", "appear"), rf"\b(?:seem|appear)(?:s|ed)?{_GAP}to"),
    _at_verb(("post", "user", "video", "article", "message", "rumo"),
             rf"\b(?:posts?|users?|videos?|articles?|messages?|rumou?rs?){_GAP}(?:[\w-]+{_GAP}){{0,3}}?(?:claim|alleg|suggest)(?:s|e|es|ed|ing)?{_GAP}(?:that{_GAP})?{_NAMED}"),
    _at_verb(("false:", "claim:", "fake:", "myth:"), rf"\b(?:false|claim|fake|myth):{_GAP}{_NAMED}"),
)  # fmt: skip
_LANGUAGES: Mapping[str, _Turns] = {
    "en": _Turns(
        firm=(
            _at_verb(("never", "neither", "nor", "not", "n't"),
                     rf"\b(?:never|neither|nor|cannot{_GAP}have|(?:did|do|does|has|have|had|is|was|were){_GAP}not|(?:could|can|must|may|might){_GAP}not{_GAP}have)"
                     rf"|\b(?:did|do|does|has|have|had|is|was|were)n't|\b(?:could|ca)n't{_GAP}have"),
            _at_verb(("never", "nor", "no"), rf"\b(?:never|nor|at{_GAP}no{_GAP}time){_GAP}(?:did|has|had|does){_GAP}{_NAMED}"),
            _at_verb(("denie", "deny"), rf"\b(?:denied|denies|deny|denying)(?:{_GAP}(?:that{_GAP})?{_NAMED})?"),
            _at_verb(tuple(_FALSELY), rf"\b(?:{_FALSE}{_GAP}(?:been{_GAP})?{_REPORTED}|{_REPORTED}{_GAP}{_FALSE}){_GAP}{_HAVING}"),
            _at_verb(("misquo", "misrep"), rf"\bmis(?:quoted|reported|represented){_GAP}{_HAVING}"),
            _at_verb(("false", "true", "lie", "myth", "no"),
                     rf"\b(?:it{_GAP}(?:is|was){_GAP}(?:false|untrue|not{_GAP}true|a{_GAP}lie|a{_GAP}myth)(?:{_GAP}to{_GAP}say)?|no{_GAP}(?:evidence|proof|record))"
                     rf"{_GAP}that{_GAP}{_NAMED}"),
            *_DOUBTED,
            *_UNREAL,
        ),
        soft=(
            _at_verb(("not", "n't"), rf"\b(?:would|will|could|can|should|may|might|must){_GAP}not|\bcannot|\b(?:wo|would|could|ca|should|must)n't"),
            _at_verb(("refus", "declin", "fail"), rf"\b(?:refus|declin)(?:e[sd]?|ing){_GAP}to|\bfail(?:s|ed|ing)?{_GAP}to"),
        ),
        verb=rf"(?<=[ \t]){_SAID}",  # a turn ends with the gap: most places are passed over at once
        rest=rf"(?:{_GAP}(?:(?:the{_GAP}following|these|the){_GAP}(?:words?|phrase|sentence)|(?:any|some)thing{_GAP}like|such{_GAP}a{_GAP}thing{_GAP}as|"
        rf"in{_GAP}public|publicly|aloud|openly|then|is|was|"
        rf"to{_GAP}{_HEARERS}))*",
        double=rf"(?:\b(?:not|never|nor|no{_GAP}longer|hardly|without|stop(?:s|ped)?)|n't){_GAP}(?:been{_GAP}|be{_GAP})?\Z"
        r"|\b(?:if|unless|until|whether|wish(?:es|ed)?|regret(?:s|ted)?)\b[^.,;:!?]*\Z",
        claim=rf"\b(?:claim|story|tale|rumou?r|report|assertion|allegation|suggestion|notion){_GAP}that{_GAP}{_NAMED}{_GAP}{_FILLED}{_SAID}",
        refuted=_Turn(
            ("is", "was", "has"),
            r",?\s*(?:is|was|has been)\s+(?:(?:simply|entirely|completely|plainly|utterly|just|quite|proved|proven)\s+)?(?:false|untrue|not true|a lie|a myth|"
            r"a fabrication|an invention|fabricated|invented|made up|baseless|unfounded|bogus|fiction|debunked)\b",
        ),
        later=(
            _Turn(("never", "not", "n't"),
                  rf"{_WHO}{_GAP}(?:never|did{_GAP}not|didn't|has{_GAP}never|has{_GAP}not|hasn't){_GAP}(?:ever{_GAP}|actually{_GAP}|really{_GAP})?"
                  rf"(?:say|said|write|wrote|written|utter|uttered){_GAP}"
                  rf"(?:it|that|this|so|any{_GAP}such{_GAP}thing|anything{_GAP}of{_GAP}the{_GAP}(?:sort|kind)|(?:those|these|the|such){_GAP}words)"),
            _Turn(("words",), rf"(?:those|these|the){_GAP}words{_GAP}(?:are|were){_GAP}(?:not|never){_GAP}(?:those{_GAP}of{_GAP})?{_WHO}"),
        ),
        staged=(
            _Turn(_PLAYS, rf"(?:\A|(?<=[\n”»])|(?<=[.!?,;:”»] ))(?:in|on|from){_GAP}(?:a|an|the|one){_GAP}(?:[\w'-]+{_GAP}){{0,2}}?{_STAGED}(?:{_GAP}of{_GAP}{_NAMED})?,?"
                          rf"{_GAP}{_NAMED}{_GAP}(?:is{_GAP}|was{_GAP})?(?:heard{_GAP}|shown{_GAP}|seen{_GAP})?{_SAID}"),
            _Turn(_PLAYS, rf"{_SAID}{_GAP}(?:in|on){_GAP}(?:a|an|the){_GAP}{_STAGED}"),
            _Turn(_FORGERIES, rf"\b(?:a|an|the|one){_GAP}{_FORGED}(?:{_GAP}(?:of|showing|shows|with|featuring){_GAP}{_NAMED})?{_GAP}{_SAID}"),
            _Turn(("what",), rf"\bwhat{_GAP}{_NAMED}{_GAP}(?:(?:really|actually|probably|surely){_GAP})?(?:means?|meant|should{_GAP}(?:say|have{_GAP}said))"
                  rf"(?:{_GAP}to{_GAP}say)?(?:{_GAP}(?:is|was))?"),
            _Turn(("retweet", "repost", "shared", "liked"), rf"\b(?:retweeted|reposted|shared|liked){_GAP}(?:a|an|the|another){_GAP}(?:[\w-]+{_GAP}){{0,3}}?"
                  rf"(?:post|tweet|message|meme|article|story)(?:{_GAP}(?:that|which))?{_GAP}(?:said|says|saying|read|reads|reading|claiming|claimed|stating)"),
            _Turn(("attributed", "ascribed"), rf"\b(?:{_FALSE}|fabricated|fake|made-up|bogus|spurious)(?:{_GAP}(?:quote|quotation|statement|words|remark))?s?"
                  rf"{_GAP}(?:attributed|ascribed){_GAP}to{_GAP}{_NAMED}(?:{_GAP}(?:reads?|says?|said|stat(?:es|ed)|claim(?:s|ed)))?"),
            _Turn(tuple(_BORNE), rf"\b(?:{'|'.join(_BORNE)})s?{_GAP}(?:(?:that|which){_GAP})?(?:read|reads|reading|said|says|saying|proclaim(?:s|ed|ing)|declar(?:es|ed|ing))"),
        ),
    ),
    "de": _Turns(
        firm=(_Turn(
            ("nie", "nicht", "str", "leugne", "dement", "fälsch", "hätte", "könnte", "statt", "ohne", "woll", "weiger", "hat"),
            rf"(?<!das )(?<!dies )(?<!es )(?<!so )\b(?:nie|niemals|nicht){_GAP}(?:gesagt|erklärt|behauptet|geschrieben)(?:{_GAP}(?:hat|hatte|habe|haben))?"
            rf"|\b(?:sagte|sagt|erklärte|behauptete|schrieb){_GAP}(?:(?-i:[A-ZÄÖÜ])[\w-]+{_GAP}){{0,3}}(?:nie|niemals|nicht)"
            rf"|\b(?:bestritt|bestreitet|bestritten|leugnete?t?|dementierte?t?),?{_GAP}(?:je(?:mals)?{_GAP})?(?:gesagt|erklärt|behauptet|geschrieben){_GAP}zu{_GAP}haben"
            rf"|\bfälschlich(?:erweise)?{_GAP}(?:gesagt|erklärt|behauptet|geschrieben){_GAP}haben"
            rf"|\bhätte{_GAP}(?:(?:er|sie|(?-i:(?:der|die){_GAP}[A-ZÄÖÜ][\w-]+)|(?-i:[A-ZÄÖÜ])[\w-]+|auch|gern|lieber|wohl|nur){_GAP}){{0,4}}"
            rf"(?:gesagt|erklärt|geschrieben|sagen{_GAP}(?:können|sollen|müssen|wollen))"
            rf"|\bkönnte{_GAP}(?:gesagt|erklärt|geschrieben){_GAP}haben|\b(?:an)?statt,?{_GAP}zu{_GAP}(?:sagen|erklären|schreiben)"
            rf"|\bohne,?{_GAP}zu{_GAP}(?:sagen|erklären)|\bals{_GAP}wol(?:le|lte){_GAP}(?:er|sie|(?-i:[A-ZÄÖÜ])[\w-]+){_GAP}sagen"
            rf"|\bweigerte?t?{_GAP}sich,?{_GAP}zu{_GAP}sagen"
            rf"|(?-i:\bHat|\bHatte){_GAP}{_NAMED}{_GAP}(?:(?:wirklich|tatsächlich|jemals|je){_GAP})?(?:gesagt|erklärt|behauptet|geschrieben)",
        ),),
        double=rf"\b(?:nicht|nie|niemals){_GAP}\Z",
        claim=rf"\b(?:Behauptung|Gerücht|Meldung|Erzählung),{_GAP}(?:dass{_GAP})?(?:[\w.'-]+{_GAP}){{1,4}}?(?:habe(?:{_GAP}gesagt)?|hätte(?:{_GAP}gesagt)?|sagte)"
        rf"|\b(?:Behauptung|Gerücht|Meldung|Erzählung),{_GAP}dass{_GAP}(?-i:[A-ZÄÖÜ])[\w-]+(?:{_GAP}(?-i:[A-ZÄÖÜ])[\w-]+){{0,2}}",
        refuted=_Turn(("ist", "war"), r",?\s*(?:gesagt(?:\s+(?:habe|hat|hätte))?)?,?\s*(?:ist|war)\s+(?:frei\s+)?(?:falsch|unwahr|erfunden|erlogen|gelogen|eine Lüge|eine Erfindung)\b"),
        later=(
            _Turn(("gesagt",), rf"(?:das|dies|so{_GAP}etwas|diesen{_GAP}Satz|diese{_GAP}Worte){_GAP}(?:hat|hatte){_GAP}{_WHO}{_GAP}(?:nie|niemals|nicht){_GAP}gesagt"),
            _Turn(("worte",), rf"diese{_GAP}Worte{_GAP}(?:sind|stammen){_GAP}nicht{_GAP}von{_GAP}{_WHO}"),
        ),
        staged=(_Turn(
            ("transparent", "plakat", "banner", "schild", "fake", "gefälscht", "satir"),
            rf"\bauf{_GAP}(?:einem|dem|ihrem){_GAP}(?:[\w-]*transparent|[\w-]*plakat|[\w-]*banner|schild){_GAP}(?:steht|stand|hieß{_GAP}es|war{_GAP}zu{_GAP}lesen)"
            rf"|\b(?:in|auf){_GAP}(?:einem|dem|einer|der){_GAP}(?:deepfake(?:-video)?|(?:gefälschten|satirischen){_GAP}[\w-]+){_GAP}(?:sagte?|erklärte?|schrieb){_GAP}{_NAMED}",
        ),),
    ),
    "fr": _Turns(
        firm=(_Turn(
            ("pas", "jamais", "avoir", "tort", "aurait", "auraient", "si", "s'il", "pour", "lieu", "plutôt", "sans", "refus", "a-t-"),
            rf"\bn'(?:a|ai|avait|aurait|ont|avaient){_GAP}(?:jamais|pas){_GAP}(?:dit|déclaré|écrit|affirmé)"
            rf"|\bne{_GAP}(?:dit|disait|déclare|déclarait){_GAP}(?:pas|jamais)"
            rf"|\b(?:nie|niait|nia|nié|dément|démentait|démenti){_GAP}avoir{_GAP}(?:jamais{_GAP})?(?:dit|déclaré|écrit|affirmé)"
            rf"|\bà{_GAP}tort{_GAP}d'avoir{_GAP}(?:dit|déclaré|écrit|affirmé)"
            rf"|\baurai(?:t|ent){_GAP}(?:pu|dû|voulu|aimé|préféré){_GAP}(?:dire|déclarer|écrire|affirmer)"
            rf"|\b(?:s'il|s'ils|si{_GAP}(?:elle|elles|(?-i:[A-ZÀ-Ö])[\w-]+(?:{_GAP}(?-i:[A-ZÀ-Ö])[\w-]+)?)){_GAP}(?:avai(?:t|ent){_GAP}dit|disai(?:t|ent))"
            rf"|(?-i:[A-ZÀ-Ö])[\w-]+{_GAP}a-t-(?:il|elle){_GAP}(?:(?:vraiment|réellement|jamais|bien){_GAP})?(?:dit|déclaré|écrit|affirmé)"
            rf"|\b(?:comme{_GAP}pour|au{_GAP}lieu{_GAP}de|plutôt{_GAP}que{_GAP}de|sans|refus(?:e|é|a|ait){_GAP}de){_GAP}(?:dire|déclarer|écrire|affirmer)",
        ),),
        double=rf"\b(?:ne|pas|jamais){_GAP}\Z",
        claim=rf"\b(?:affirmation|rumeur){_GAP}selon{_GAP}laquelle{_GAP}(?:[\w.'-]+{_GAP}){{1,4}}?(?:aurait|avait|a){_GAP}(?:dit|déclaré|écrit)",
        refuted=_Turn(("est", "était"), r",?\s*(?:est|était)\s+(?:totalement\s+|entièrement\s+)?(?:fausse|infondée|mensongère|inventée|un mensonge|une invention)\b"),
        later=(
            _Turn(("jamais",), rf"{_WHO}{_GAP}(?:ne{_GAP}l'a{_GAP}jamais{_GAP}dit|n'a{_GAP}jamais{_GAP}(?:dit|prononcé){_GAP}(?:cela|ça|ces{_GAP}mots))"),
            _Turn(("mots",), rf"ces{_GAP}mots{_GAP}ne{_GAP}sont{_GAP}pas{_GAP}de{_GAP}{_WHO}"),
        ),
        staged=(_Turn(
            ("banderole", "pancarte", "affiche", "fake", "hypertrucage"),
            rf"\b(?:banderole|pancarte|affiche){_GAP}(?:disait|proclamait|proclame|portait{_GAP}les{_GAP}mots)"
            rf"|\bsur{_GAP}une{_GAP}(?:banderole|pancarte|affiche),?{_GAP}on{_GAP}(?:lisait|pouvait{_GAP}lire|lit|peut{_GAP}lire)"
            rf"|\bdans{_GAP}(?:un|le){_GAP}(?:deepfake|hypertrucage),?{_GAP}{_NAMED}{_GAP}(?:dit|disait|déclare|déclarait)",
        ),),
    ),
    "pl": _Turns(
        firm=(_Turn(
            ("nie", "zaprzecz", "by", "zamiast", "czy"),
            rf"(?<!tego )(?<!to )\bnie{_GAP}(?:powiedzia[łl]\w*|mówi[łl]?\w*|oświadczy[łl]\w*|napisa[łl]\w*|stwierdzi[łl]\w*)"
            rf"|\bzaprzecz\w+,?{_GAP}(?:że|jakoby|by|aby|żeby){_GAP}(?:kiedykolwiek{_GAP})?(?:powiedzia[łl]\w*|mówi[łl]\w*|napisa[łl]\w*)"
            rf"|\b(?:(?:mógł|mogła|mogli|powinien|chciał|chciała)by|powinien{_GAP}by(?:ł|ła)){_GAP}(?:powiedzieć|napisać)|\b(?:powiedzia|napisa)ł(?:a?by|oby)\b"
            rf"|\bczy{_GAP}(?:naprawdę{_GAP})?{_NAMED}{_GAP}(?:(?:naprawdę|rzeczywiście|faktycznie){_GAP})?(?:powiedzia|napisa)ła?"
            rf"|\bgdyby{_GAP}(?:[\w-]+{_GAP}){{0,3}}?powiedzia[łl]\w*|\bjakby{_GAP}(?:chcia[łl]a?{_GAP})?powiedzieć|\bzamiast{_GAP}powiedzieć",
        ),),
        double=rf"\bnie{_GAP}\Z",
        claim=rf"\b(?:twierdzenie|pogłoska|plotka),{_GAP}że{_GAP}(?:[\w.'-]+{_GAP}){{1,4}}?(?:powiedział|napisał)a?",
        refuted=_Turn(("jest", "był"), r",?\s*(?:jest|była?|było)\s+(?:fałszyw|nieprawdziw|zmyślon|kłamstw)\w*"),
        later=(
            _Turn(("nigdy",), rf"{_WHO}{_GAP}nigdy{_GAP}tego{_GAP}nie{_GAP}(?:powiedział|mówił|napisał)a?"),
            _Turn(("słowa",), rf"te{_GAP}słowa{_GAP}nie{_GAP}należą{_GAP}do{_GAP}{_WHO}"),
        ),
        staged=(_Turn(
            ("transparen", "plaka", "baner"),
            rf"\bna{_GAP}(?:transparencie|plakacie|banerze){_GAP}(?:napisano|widniał{_GAP}napis|widniały{_GAP}słowa|było{_GAP}napisane)",
        ),),
    ),
    "uk": _Turns(
        firm=(_Turn(
            ("не", "запереч", "б", "замість", "наче", "відмов", "чи"),
            rf"(?<!цього )(?<!це )\bне{_GAP}(?:каже|(?:сказа|каза|говори|заяви|заявля|писа|написа)(?:в|ла|ли))\b"
            rf"|\bзапереч\w+,?{_GAP}(?:що|ніби|нібито){_GAP}(?:(?:він|вона|коли-небудь){_GAP})*(?:сказа|каза|говори|писа|написа)(?:в|ла|ли)\b"
            rf"|\b(?:міг|могла|могли|мав|мала|мали|хотів|хотіла|хотіли){_GAP}би?{_GAP}(?:сказати|заявити|написати)"
            rf"|\b(?:сказа|заяви|написа)(?:в{_GAP}би|ла{_GAP}б|ли{_GAP}б)\b|\bякби{_GAP}(?:[\w'-]+{_GAP}){{0,3}}?(?:сказа|заяви|написа)(?:в|ла|ли)\b"
            rf"|\bчи{_GAP}(?:справді{_GAP})?(?-i:[A-ZА-ЯІЇЄҐ])[\w'-]+(?:{_GAP}(?-i:[A-ZА-ЯІЇЄҐ])[\w'-]+){{0,2}}{_GAP}(?:(?:справді|дійсно){_GAP})?(?:каза|сказа|заяви|написа)(?:в|ла)"
            rf"|\b(?:ніби|наче|неначе){_GAP}(?:хоті(?:в|ла|ли){_GAP})?(?:сказати|кажучи)|\bзамість{_GAP}(?:того,?{_GAP}щоб{_GAP})?(?:сказати|заявити)"
            rf"|\bвідмов(?:ився|илася|илися){_GAP}(?:сказати|заявити)",
        ),),
        double=rf"\bне{_GAP}\Z",
        claim=rf"\b(?:твердження|чутка|плітка)(?:{_GAP}про{_GAP}те)?,{_GAP}(?:що|ніби|нібито){_GAP}(?:[\w.'-]+{_GAP}){{1,4}}?(?:сказа|написа|заяви)(?:в|ла)",
        refuted=_Turn(("неправд", "хибн", "вигад", "брех"), r",?\s*(?:[—–-]\s*|є\s+)?(?:неправдив|хибн|вигадк|вигадан|неправд|брехн|брехлив)\w*"),
        later=(
            _Turn(("ніколи",), rf"{_WHO}{_GAP}ніколи{_GAP}(?:цього|такого){_GAP}не{_GAP}(?:каза|сказа|говори|писа)(?:в|ла)"),
            _Turn(("слова",), rf"ці{_GAP}слова{_GAP}не{_GAP}належать{_GAP}{_WHO}"),
        ),
        staged=(_Turn(
            ("плакат", "банер", "транспарант"),
            rf"\bна{_GAP}(?:плакаті|банері|транспаранті){_GAP}(?:було{_GAP}написано|написано|був{_GAP}напис|значилося)",
        ),),
    ),
}  # fmt: skip
_PLAIN = {**APOSTROPHES, 0xA0: " ", 0x202F: " "}
_ODD = compiled_late(f"[{''.join(map(chr, _PLAIN))}]")
_NEAR = 160  # characters of the reporter's words on either side of a quotation
_LEADS_UP = frozenset((*",:—–-_", *map(chr, APOSTROPHES), "'"))  # what words that lead up to a quotation end with, apart from letters and digits
_BLANK = r"[ \t]*"
_OPEN, _COLON = rf"(?:{_GAP}that)?{_BLANK}[,—–-]?{_BLANK}\Z", rf"{_BLANK}:\s*\Z"


def unsaid_before(text: str, end: int, language: str) -> Region | None:
    """Where the words that lead up to a quotation say that it was not said: "never said: “"; not "did not say when: “"."""
    start = max(0, end - _NEAR)
    last = text[start:end].rstrip()[-1:]
    if not last.isalnum() and last not in _LEADS_UP:  # most quotations open a sentence
        return None
    found = _unsaid(text[start:end], language, behind=False)
    return (start + found[0], start + found[1]) if found else None


def unsaid_behind(text: str, start: int, end: int, language: str) -> Region | None:
    """Where the words right behind a quotation, up to the end of its sentence, say that it was not said: ”, he did not say."""
    found = _unsaid(text[start : min(end, start + _NEAR)], language, behind=True)
    return (start + found[0], start + found[1]) if found else None


def refuted_around(text: str, start: int, end: int, language: str) -> Region | None:
    """Where the words around a quotation text[start:end] give it to a claim that they call false: "the claim that he said “…” is false"."""
    turns = _turns_of(language)
    behind = _first((turns.refuted,), text[end : end + _NEAR], "(?P<t>{})") if turns else None
    if turns is None or behind is None:
        return None
    before = _compiled(rf"(?:{turns.claim})(?:{_GAP}(?:that|że|що|dass))?[ \t:,]*\Z").search(_plain(text[max(0, start - _NEAR) : start]))
    return (end + behind.end() - len(behind.group().lstrip(" ,\n")), end + behind.end()) if before else None


def denied_later(text: str, end: int, language: str) -> tuple[Region, Region] | None:
    """The sentence right behind a quotation that says that it was not said, and the name in it: “…” Duke Michael never said it."""
    turns = _turns_of(language)
    found = _first(turns.later, text[end : end + _NEAR], r"[ \t]+(?P<t>{})[ \t]*[.!]") if turns else None
    return ((end + found.start("t"), end + found.end("t")), (end + found.start("who"), end + found.end("who"))) if found else None


def staged_before(text: str, end: int, language: str) -> Region | None:
    """Where the words that lead up to a quotation give it to a banner, a play or a forgery: "a banner read “"."""
    turns, start = _turns_of(language), max(0, end - _NEAR)
    found = _first(turns.staged, text[start:end], r"[\s\S]*?(?P<t>{})[ \t]*[,:—–-]?\s*\Z") if turns else None
    return (start + found.start("t"), start + found.end("t")) if found else None


def _first(turns: Iterable[_Turn], words: str, form: str) -> re.Match[str] | None:
    """The first of some turns that words begin with; `form` says what stands around it."""
    plain = _plain(words)
    return next((found for turn in _hinted(turns, plain) if (found := _compiled(form.format(turn.pattern)).match(plain))), None)


def _unsaid(words: str, language: str, behind: bool) -> Region | None:
    """Of the words on one side of a quotation those that deny it, where nothing takes the denial back."""
    turns, plain = _turns_of(language), _plain(words)
    if turns is None or not any(_hinted((*turns.firm, *turns.soft), plain)):
        return None
    found = min(_denials(turns, plain, _side_of(language, behind)), default=None)
    return None if found is None or _compiled(turns.double).search(plain[: found[0]]) else found


def _denials(turns: _Turns, words: str, side: _Side) -> Iterator[Region]:
    for verb in _compiled(side.verb).finditer(words):
        lead = words[: verb.start()]
        known = (*turns.firm, *turns.soft) if _compiled(side.soft).match(words, verb.end()) else turns.firm
        for turn in _hinted(known, lead):
            found = _compiled(rf"(?:{turn.pattern})\Z").search(lead)
            if found and (not side.lead or _compiled(side.lead).fullmatch(lead, 0, found.start())):
                yield found.start(), verb.end()


def _hinted(turns: Iterable[_Turn], words: str) -> Iterator[_Turn]:
    folded = words.casefold()
    for turn in turns:
        for hint in turn.hints:  # no any(): it takes three times as long, and each quotation is looked at in five ways
            if hint in folded:
                yield turn
                break


def _turns_of(language: str) -> _Turns | None:
    return _LANGUAGES.get(_base(language))


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _plain(words: str) -> str:
    """With straight apostrophes and plain blanks, each in its place. Most words have no other: looking is quicker than replacing."""
    return words.translate(_PLAIN) if _ODD.search(words) else words


@dataclass(frozen=True, slots=True)
class _Side:
    """Patterns for one side of a quotation: a verb of saying with what may follow it; what may follow that of a soft turn; what may stand before a turn."""

    verb: str
    soft: str
    lead: str


@cache
def _side_of(language: str, behind: bool) -> _Side:
    turns = _LANGUAGES[_base(language)]
    if not behind:
        return _Side(rf"{turns.verb}(?={turns.rest}(?:{_OPEN}|{_COLON}))", rf"{turns.rest}(?:{_GAP}that)?{_BLANK}\Z", "")
    others = "|".join(re.escape(verb.split(" …")[0]) for verb in language_lists(language).saying)
    named = rf"(?:{_GAP}(?-i:[A-ZÀ-ÖØ-ÞŁŚŻŹĆА-ЯІЇЄҐ])[\w.'-]*\w){{1,4}}"  # « … », aurait dû dire Duke Michael
    return _Side(
        rf"{turns.verb}(?:(?={named}{_BLANK}(?:[.,;!?]|\Z))|(?={turns.rest}{_BLANK}(?:[.,;:!?)—–-]|\Z|(?:but|yet|though|although)\b)))",
        "",
        rf"[\s,—–-]*(?:(?!(?:{others}|who|whom|which)\b)(?:[\w'-]+|(?:mr|mrs|ms|dr|st)\.){_GAP}){{0,7}}",
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
