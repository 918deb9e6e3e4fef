"""Corrections: what an outlet says it got wrong in a story it has already sent. Pure.

A correction is labelled as one, or speaks of an earlier version of its own story. It stands in the story that it
is about, or comes as an article of its own that names the story by its headline, its slug or its address, or tells
what it was about. The forms are those of the agencies (AP "Correction: …", "BC-…, Correction"; Reuters
"CORRECTED-", "(Corrects paragraph 2 …)") and of the notes below stories on the web.
"""

import re
from collections.abc import Iterator

from index.news.amendments import changes, statement
from index.news.article import Article
from index.news.kills import kill
from index.news.notice import SLUGGED, STORY, Kind, Notice, names
from index.news.words import fold

_SHORT = 4
"""Paragraphs of a notice at most, where it is one correction: of several, each names its story anew."""
_MAY_HOLD = re.compile(
    r"\bcorrect(?:s|ed|ions?)\b|\bclarif|\bversion of th|\bkill\b|\bwithdr|\bretract|\berroneous|\bincorrect"
    r"|\bmis(?:spel|stat|identif|charact|attrib|report|quot)"
    r"|\b(?:has been|was) (?:removed|killed|taken down|unpublished|updated|amended)|\brefile\b|\bcorr\b"
)
"""Words without one of which no text holds a notice: most news is told by this alone."""
_LABEL = re.compile(
    r"\W*(?P<label>correct(?:ions?|ed)|clarif(?:ications?|ied)|editor['’]?s['’]? note|editor['’]s correction"
    r"|corrects|corrections? (?:and|&) clarifications?)\b(?:\s*\W\s*\d\d?/\d\d?(?:/\d+)?)?\s*[):.–—-]+\s*",
    re.IGNORECASE,
)
_STATES = re.compile(r"\W*(?:CORRECTION|Correction): (?=[A-Z“])(?P<right>.*)", re.DOTALL)
"""A label that heads nothing but a correction, though what follows says only what is right."""
_CORRECTED = re.compile(r"\W*(?:UPDATE \d+-)?CORRECTED\b\W+|\W*(?:UPDATE \d+-)?REFILE\b\W+")
_CORRECTS = re.compile(r"\W*(?:eds?\.?|editors?)?\W*corrects (?=\w)|\W*CORRECTS:? ", re.IGNORECASE)
_EARLIER = re.compile(
    rf"\b(?:an?|the|our) (?:earlier|previous|prior|original|initial) version of (?:this|the) {STORY}\b"
    rf"|\b(?:an?|the) (?:earlier|previous) {STORY} (?:incorrectly|mistakenly|wrongly|erroneously|misstated"
    r"|misspelled)"
    rf"|\bthis {STORY} (?:has been|was|is) (?:corrected|clarified|amended)\b"
    rf"|\bthis {STORY} (?:has been|was) (?:updated|changed|edited|revised) to (?:correct|clarify|fix|remove an)\b"
    rf"|\bin (?:an?|the|our|some) (?:\w+ ){{0,3}}{STORY}\b.{{0,200}}?"
    r"\b(?:erroneously|incorrectly|mistakenly|wrongly|misspelled|misstated|misidentified)\b",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:erroneous(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|wrong(?:ly)?|inaccurate(?:ly)?|in error|errors?"
    r"|mis(?:spelled|spelt|stated|identified|characteri[sz]ed|attributed|reported|quoted|spelling)"
    r"|should have (?:said|read|been)|please read|corrects?|corrected|clarify|clarified|instead of|omitted)\b"
    rf"|\bversion of (?:this|the) {STORY}\b|, not \S|\bnot [A-Z\d“\"]",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"\b{STORY}\b(?: [\w.]+){{0,5}}?,? (?:about|on the|regarding|concerning) (?P<topic>[^,.;]+)", re.IGNORECASE
)


def notices(article: Article) -> tuple[Notice, ...]:
    """Return the corrections, clarifications and kills that an article holds, in order.

    Args:
        article: The article.
    """
    text = fold("\n".join([article.headline, *(one.text for one in article.paragraphs)]))
    if not _MAY_HOLD.search(text):
        return ()
    if withdrawn := kill(article):
        return (withdrawn,)
    rest, kind = _labelled(article.headline)
    alone = kind is not None and not _CORRECTED.match(article.headline)
    if alone and kind and any(_EARLIER.search(one.text) for one in article.paragraphs):
        return tuple(_of_its_own(article, kind, rest))
    found = list(_inside(article))
    if not found and (_CORRECTED.match(article.headline) or SLUGGED.match(article.headline)):
        found = [Notice(Kind.CORRECTION, article.headline, 0)]
    return tuple(found)


def _labelled(text: str) -> tuple[str, Kind | None]:
    """Return what follows a label that opens ``text``, and what the label makes of it, if there is one."""
    if slug := SLUGGED.match(text):
        return slug["slug"], _kind(slug["label"])
    label = _LABEL.match(text) or re.fullmatch(
        r"\W*(?P<label>corrections?|clarifications?|corrections? (?:and|&) clarifications?)\W*",
        text,
        re.IGNORECASE,
    )
    return (text[label.end() :], _kind(label["label"])) if label else ("", None)


def _kind(label: str) -> Kind:
    return Kind.CLARIFICATION if label.casefold().startswith("clarif") else Kind.CORRECTION


def _of_its_own(article: Article, kind: Kind, rest: str) -> Iterator[Notice]:
    """Yield the paragraphs that correct, of an article that is nothing but a correction."""
    everything = " ".join(one.text for one in article.paragraphs)
    named = names(f"{rest} {everything}")
    topic = " ".join([rest, *(one["topic"] for one in _ABOUT.finditer(everything))]).strip()
    short = len(article.paragraphs) <= _SHORT
    for paragraph in article.paragraphs:
        if _EARLIER.search(paragraph.text) or (short and _WRONG.search(paragraph.text)):
            own = names(paragraph.text) or named
            put = changes(paragraph.text)
            yield Notice(kind, paragraph.text, paragraph.number, put, alone=True, names=own, topic=topic)


def _inside(article: Article) -> Iterator[Notice]:
    """Yield the corrections that stand in the story which they are about."""
    label: Kind | None = None
    for paragraph in article.paragraphs:
        rest, kind = _labelled(paragraph.text)
        if _CORRECTS.match(paragraph.text):
            kind, rest = Kind.CORRECTION, paragraph.text
        if kind and not rest.strip():
            label = kind
            continue
        says = bool(_EARLIER.search(paragraph.text)) and not paragraph.text.startswith(("“", '"'))
        if says or ((kind or label) and _WRONG.search(rest or paragraph.text)):
            put = changes(rest or paragraph.text)
            yield Notice(kind or label or Kind.CORRECTION, paragraph.text, paragraph.number, put)
        elif states := _STATES.match(paragraph.text):
            yield Notice(Kind.CORRECTION, paragraph.text, paragraph.number, (statement(states["right"]),))
        label = None
