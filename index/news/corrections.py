"""Corrections and kills: what an outlet says of a story it has already sent. Pure.

A correction is labelled as one, or speaks of an earlier version of its own story; a kill tells editors to withdraw
a story. Either stands in the story that it is about, or comes as an article of its own that names the story by its
headline, its slug or its address, or tells what it was about. The forms are those of the agencies (AP "Correction:
…", "BC-…, KILL"; Reuters "CORRECTED-", "(Corrects paragraph 2 …)") and of the notes below stories on the web.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from index.news import outlets
from index.news.article import Article, Change, Moment
from index.news.dates import day
from index.news.sentences import split
from index.news.story import ordered
from index.news.words import content_stems, fold, words

WITHIN = timedelta(days=60)
"""How long after a story a notice of its own may be about it: outlets correct within weeks."""
OPENING = 3
"""Paragraphs in which wire copy has told what a story is about."""
_SAME_HEADLINE = 0.8
"""Share of words two headlines have in common (Jaccard) from which they name one story."""
_TOLD = 0.75
"""Share of a correction's words for its story that the story's headline and opening must hold."""
_FEWEST = 2
"""Such words at least: one word tells no story apart."""


_SHORT = 4
"""Paragraphs of a notice at most, where it is one correction: of several, each names its story anew."""


class Kind(StrEnum):
    """What a notice does to its story."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    KILL = "kill"


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction, clarification or kill, as an article holds it.

    Attributes:
        kind: What it is.
        text: Its words, verbatim.
        paragraph: The number of the paragraph it stands in, or 0 if only the headline says so.
        changes: What it corrects, as far as it says so.
        alone: Whether the article is nothing but the notice, so that it is about another article.
        names: Headlines, slugs and addresses it names its story by.
        topic: The words with which it tells what its story was about, or "".
    """

    kind: Kind
    text: str
    paragraph: int
    changes: tuple[Change, ...] = ()
    alone: bool = False
    names: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What of an article a notice can tell it by.

    Attributes:
        story: The story it tells.
        headline: Its headline.
        names: Its external id and its address, as far as there are any.
        outlet: Its outlet, if known.
        published: When it was published, if known.
    """

    story: str
    headline: str
    names: tuple[str, ...]
    outlet: str | None
    published: Moment | None


_STORY = r"(?:story|article|report|post|item|dispatch|piece|timeline|column|analysis|obituary|headline|version)"
_MAY_HOLD = re.compile(
    r"\bcorrect(?:s|ed|ions?)\b|\bclarif|\bversion of th|\bkill\b|\bwithdr|\bretract|\bmis(?:spel|stat|identif|charact|attrib|report|quot)|\berroneous|\bincorrect"
    r"|\b(?:has been|was) (?:removed|killed|taken down|unpublished|updated|amended)|\brefile\b|\bcorr\b"
)
"""Words without one of which no text holds a notice: most news is told by this alone."""
_LABEL = re.compile(
    r"\W*(?P<label>correct(?:ions?|ed)|clarif(?:ications?|ied)|editor['’]?s['’]? note|editor['’]s correction"
    r"|corrects|corrections? (?:and|&) clarifications?)\b(?:\s*\W\s*\d\d?/\d\d?(?:/\d+)?)?\s*[):.–—-]+\s*",
    re.IGNORECASE,
)
_SLUG = re.compile(r"\b[A-Z]{2,3}-(?:[A-Z]{2,3}--)?\w[\w-]+\w")
_SLUGGED = re.compile(
    rf"(?P<slug>{_SLUG.pattern}), ?(?P<label>Corrections?|Corr|Clarification|KILL|Kill|Withdraw(?:n|al))\b"
)
_CORRECTED = re.compile(r"\W*(?:UPDATE \d+-)?CORRECTED\b\W+|\W*(?:UPDATE \d+-)?REFILE\b\W+")
_CORRECTS = re.compile(r"\W*(?:eds?\.?|editors?)?\W*corrects (?=\w)|\W*CORRECTS:? ", re.IGNORECASE)
_EARLIER = re.compile(
    rf"\b(?:an?|the|our) (?:earlier|previous|prior|original|initial) version of (?:this|the) {_STORY}\b"
    rf"|\b(?:an?|the) (?:earlier|previous) {_STORY} (?:incorrectly|mistakenly|wrongly|erroneously|misstated|misspelled)"
    rf"|\bthis {_STORY} (?:has been|was|is) (?:corrected|clarified|amended)\b"
    rf"|\bthis {_STORY} (?:has been|was) (?:updated|changed|edited|revised) to (?:correct|clarify|fix|remove an)\b"
    rf"|\bin (?:an?|the|our|some) (?:\w+ ){{0,3}}{_STORY}\b.{{0,200}}?\b(?:erroneously|incorrectly|mistakenly|wrongly"
    r"|misspelled|misstated|misidentified)\b",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:erroneous(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|wrong(?:ly)?|inaccurate(?:ly)?|in error|errors?"
    r"|mis(?:spelled|spelt|stated|identified|characteri[sz]ed|attributed|reported|quoted|spelling)"
    r"|should have (?:said|read|been)|please read|corrects?|corrected|clarify|clarified|instead of|omitted)\b"
    rf"|\bversion of (?:this|the) {_STORY}\b|, not \S|\bnot [A-Z\d“\"]",
    re.IGNORECASE,
)
_KILL_HEADLINE = re.compile(
    r"\W*(?:(?:MANDATORY |STORY )?KILL(?: NOTICE| ADVISORY)?(?:\W+|$)|(?:MANDATORY |STORY )?Kill (?:Notice|notice)(?:\W+|$)"
    r"|(?i:story (?:withdrawn|killed|retracted))(?:\W+|$)|(?:WITHDRAWN|RETRACTED|RETRACTION|Withdrawn|Retracted|Retraction)"
    r"(?:\s*[:–—-]+\s*|$))(?P<rest>.*)"
)
_ADVISORY = re.compile(r"\W*advisory\b.*\b(?:kill|withdrawn?|retracted)\b.*", re.IGNORECASE)
_PULLED = r"(?:withdrawn|retracted|killed|removed|taken down|unpublished)"
_KILL_TEXT = re.compile(
    r"\A\W*(?:attention,? )?(?:eds?|editors?)\b['’.:,]*(?: note:?)?.{0,40}?\b(?:kill|withdraw|disregard|do not (?:use|publish|run))\b"
    rf"|\bthis {_STORY}(?: \S+){{0,8}}? (?:has been|was|is|is hereby|must be) {_PULLED}\b"
    r"|\b(?:this is a |a )?mandatory kill\b|\bkill (?:the|this) story\b"
    rf"|\bplease (?:kill|withdraw) (?:the|this|our) (?:\w+ ){{0,3}}{_STORY}\b",
    re.IGNORECASE,
)
_OWN_KILL = rf"(?:(?:has |is )?(?:withdrawn|withdrawing|retracted|retracting|killed)|withdraws|retracts|withdrew) (?:its|the|a|this) (?:\w+ ){{0,3}}{_STORY}\b"
_NAMED = re.compile(
    rf"\b(?:{_STORY}|headlined|slugged|titled|entitled|headline|copy)\b,? (?:headlined |slugged |titled |entitled |called |of \w+ )?"
    r"[“\"‘']([^”\"]{8,150}?)[,.]?[”\"’']"
)
_ADDRESS = re.compile(r"https?://[^\s)\]”\"]+")
_ABOUT = re.compile(
    rf"\b{_STORY}\b(?: [\w.]+){{0,5}}?,? (?:about|on the|regarding|concerning) (?P<topic>[^,.;]+)", re.IGNORECASE
)
_FRAME = frozenset(
    content_stems(
        "story article report item post version correction clarification kill withdrawn notice headline slug moved "
        "published editors please said reported advisory mandatory"
    )
)

_ADVERB = r"(?:erroneously|incorrectly|mistakenly|wrongly|inaccurately|in error)"
_SAID = r"(?:said|stated|reported|wrote|noted|described|listed|gave|identified|put|had|showed|referred to)"
_OLD = (
    re.compile(rf"\b{_ADVERB},? {_SAID}(?: that)? (?P<old>.+)", re.IGNORECASE),
    re.compile(rf"\b{_SAID},? {_ADVERB},?(?: that)? (?P<old>.+)", re.IGNORECASE),
    re.compile(rf"\bversion of (?:this|the) {_STORY}[^.]*? {_SAID}(?: that)? (?P<old>.+)", re.IGNORECASE),
    re.compile(r"\bmis(?:spelled|spelt|stated|identified) .+? as (?P<old>.+)", re.IGNORECASE),
    re.compile(r"\b(?i:misspelled the) (?:\w+ ){0,2}names? of (?P<old>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})$"),
)
_FACT = re.compile(r"(?:;|,)? (?:but |when )?in fact,? |; | when (?=(?:it|he|she|there|they) )", re.IGNORECASE)
_NOT = re.compile(r"(?P<new>[^,;:]+)(?:, (?:and )?| and )not (?P<old>(?!only\b|just\b|the first\b)[^,;.]+)")
_INSTEAD = re.compile(r"(?P<new>[^,;:]+?),? (?:instead of|rather than) (?P<old>[^,;.]+)")
_UNSAID = re.compile(
    r"(?:who|whom|what|when|where|why|how|which|whether|(?:the|an?) (?:wrong|incorrect)"
    r"|(?:the|her|his|their|its) (?:\w+ ){1,3}(?:of|at|for|in|on|to|when|that)\b(?!.*\d))\b",
    re.IGNORECASE,
)
"""What opens words that say in which respect a story was wrong, not what it said."""
_INTO = re.compile(
    rf"\bthis {_STORY} .{{0,40}}?to (?:correct(?: that)?|say|show|reflect|note|state|clarify)(?: that)? (?P<new>.+)",
    re.I,
)


def notices(article: Article) -> tuple[Notice, ...]:
    """Return the corrections, clarifications and kills that an article holds, in order.

    Args:
        article: The article.
    """
    text = fold("\n".join([article.headline, *(one.text for one in article.paragraphs)]))
    if not _MAY_HOLD.search(text):
        return ()
    if kill := _kill(article):
        return (kill,)
    rest, kind = _labelled(article.headline)
    alone = kind is not None and not _CORRECTED.match(article.headline)
    if alone and kind and any(_EARLIER.search(one.text) for one in article.paragraphs):
        return tuple(_of_its_own(article, kind, rest))
    found = list(_inside(article))
    if not found and (_CORRECTED.match(article.headline) or _SLUGGED.match(article.headline)):
        found = [Notice(Kind.CORRECTION, article.headline, 0)]
    return tuple(found)


def _labelled(text: str) -> tuple[str, Kind | None]:
    """Return what follows a label that opens ``text``, and what the label makes of it, if there is one."""
    if slug := _SLUGGED.match(text):
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
    names = _names(f"{rest} {everything}")
    topic = " ".join([rest, *(one["topic"] for one in _ABOUT.finditer(everything))]).strip()
    short = len(article.paragraphs) <= _SHORT
    for paragraph in article.paragraphs:
        if _EARLIER.search(paragraph.text) or (short and _WRONG.search(paragraph.text)):
            changes = _changes(paragraph.text)
            own = _names(paragraph.text)
            yield Notice(kind, paragraph.text, paragraph.number, changes, True, own or names, topic)


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
            yield Notice(
                kind or label or Kind.CORRECTION,
                paragraph.text,
                paragraph.number,
                _changes(rest or paragraph.text),
            )
        label = None


def _kill(article: Article) -> Notice | None:
    """Return the kill that an article is, or that stands in it, if it is withdrawn."""
    named = _KILL_HEADLINE.fullmatch(article.headline)
    slug = _SLUGGED.match(article.headline)
    slugged = slug is not None and _kill_label(slug["label"])
    own = re.compile(rf"\b{re.escape(article.outlet)}\b,? {_OWN_KILL}") if article.outlet else None
    texts = [one.text for one in article.paragraphs]
    orders = [
        number
        for number, text in enumerate(texts, 1)
        if not text.startswith(("“", '"')) and (_KILL_TEXT.search(text) or (own and own.search(text)))
    ]
    loud = bool(named) and (named is not None and _is_loud(article.headline))
    if not (orders or slugged or loud or (_ADVISORY.fullmatch(article.headline) and orders)):
        return None
    labelled = bool(named or slugged or _ADVISORY.fullmatch(article.headline))
    alone = labelled or bool(orders and orders[0] == 1 and _is_order(texts[0]))
    text = " ".join(texts) if alone else texts[orders[0] - 1]
    rest = named["rest"] if named else slug["slug"] if slug and slugged else ""
    names = tuple(filter(None, (rest.strip(), *_names(text))))
    return Notice(Kind.KILL, text, orders[0] if orders else 1, (), alone, names)


def _kill_label(label: str) -> bool:
    return label.casefold().startswith(("kill", "withdraw"))


def _is_loud(headline: str) -> bool:
    """Tell whether a headline can be nothing but a kill: "Withdrawn: 40,000 cars" may be news."""
    return bool(
        re.match(
            r"\W*(?:(?:MANDATORY |STORY )?(?:KILL\b|Kill [Nn]otice)|(?i:story (?:withdrawn|killed|retracted)))",
            headline,
        )
    )


def _is_order(text: str) -> bool:
    return bool(
        re.match(
            r"\W*(?:attention,? )?(?:eds?|editors?)\b(?!['’])|\W*(?:this is a )?mandatory kill",
            text,
            re.IGNORECASE,
        )
    )


def reason(kill: Notice) -> str:
    """Return why a story was killed: the sentence that gives a reason, or else the first that is no order.

    Args:
        kill: The kill.
    """
    sentences = split(kill.text)
    for sentence in sentences:
        if re.search(
            r"\b(?:because|hoax|false|fabricated|could not|cannot|due to|error|untrue|never)\b", sentence, re.I
        ):
            return sentence
    plain = [one for one in sentences if not _is_order(one) and not _KILL_TEXT.search(one)]
    return (plain or sentences or [kill.text])[0]


def _names(text: str) -> tuple[str, ...]:
    """Return the headlines, slugs and addresses that a notice names."""
    found = [one[1] for one in _NAMED.finditer(text)]
    found += [one.group() for one in _SLUG.finditer(text)]
    found += [one.group().rstrip(".,;") for one in _ADDRESS.finditer(text)]
    return tuple(dict.fromkeys(found))


def _changes(text: str) -> tuple[Change, ...]:
    """Return what a notice puts in the place of what."""
    found: list[Change] = []
    sentences = split(_ADDRESS.sub("", text))
    for number, sentence in enumerate(sentences):
        swapped = [
            Change(_trimmed(one["old"]), _trimmed(_clause(one["new"])))
            for pattern in (_NOT, _INSTEAD)
            for one in pattern.finditer(sentence)
            if not _said_wrongly(sentence[: one.start("old")])
        ]
        if swapped:
            found += swapped
            continue
        if into := _INTO.search(sentence):
            found.append(Change("", _trimmed(into["new"])))
            continue
        wrong = _old(sentence)
        if wrong is None:
            continue
        old, fact = wrong
        follows = sentences[number + 1] if number + 1 < len(sentences) else ""
        if not fact and _old(follows) is None and not _NOT.search(follows):
            fact = follows
        found.append(Change(old, _trimmed(fact)))
    return tuple(one for one in found if one.old or one.new)


def _said_wrongly(before: str) -> bool:
    """Tell whether what stands before "not" is what the story said: "reported that he was not charged"."""
    return bool(re.search(rf"\b{_ADVERB}\b|\bversion of (?:this|the)\b", before, re.IGNORECASE))


def _old(sentence: str) -> tuple[str, str] | None:
    """Return what a sentence says was wrong and what it says is right, each "" if it does not repeat it."""
    for pattern in _OLD:
        if one := pattern.search(sentence):
            pieces = _FACT.split(one["old"].rstrip(' .”"'), maxsplit=1)
            old = "" if _UNSAID.match(pieces[0]) else _trimmed(pieces[0])
            return old, pieces[1] if len(pieces) > 1 else ""
    return (
        ("", "")
        if re.search(r"\bmis(?:spelled|stated|identified|characteri[sz]ed)\b|\bwrong\b", sentence, re.I)
        else None
    )


def _clause(text: str) -> str:
    """Return the clause that a statement ends in: "corrected to say that 14" gives "14"."""
    return re.split(r"\b(?:that|to say|to show|to read|please read|said|is that)\b", text)[-1]


def _trimmed(text: str) -> str:
    return text.strip(' .,;:()“”"‘')


def about(notice: Notice, teller: Article, told: Told, opening: str = "") -> bool:
    """Tell whether a notice is about an article.

    Args:
        notice: The notice.
        teller: The article that holds it.
        told: What the other article can be told by.
        opening: Its first paragraphs, if they are at hand: a correction may only say what its story was about.
    """
    if told.story == teller.story:
        return True
    if not notice.alone or not _may_be_about(teller, told):
        return False
    if any(_names_it(name, told) for name in notice.names):
        return True
    if notice.kind is Kind.KILL or not opening:
        return False
    wanted = set(content_stems(notice.topic)) - _FRAME
    there = set(content_stems(f"{told.headline} {opening}"))
    return len(wanted) >= _FEWEST and len(wanted & there) >= _TOLD * len(wanted)


def _may_be_about(teller: Article, told: Told) -> bool:
    """Tell whether outlet and days allow it: an outlet withdraws and corrects its own stories, and afterwards."""
    if teller.outlet and told.outlet and not outlets.same(teller.outlet, told.outlet):
        return False
    if teller.published and told.published:
        return timedelta(0) <= day(teller.published) - day(told.published) <= WITHIN
    return True


def _names_it(name: str, told: Told) -> bool:
    if name in told.names:
        return True
    mine, theirs = set(words(name)), set(words(told.headline))
    if _SLUG.fullmatch(name):
        held = [set(words(each)) for each in (*told.names, told.headline)]
        return len(mine) >= _FEWEST and any(mine <= each for each in held)
    return len(mine) >= _FEWEST and len(mine & theirs) >= _SAME_HEADLINE * len(mine | theirs)


def told_by(article: Article) -> Told:
    """Return what a notice can tell an article by."""
    names = tuple(filter(None, (article.external_id, article.url)))
    return Told(article.story, article.headline, names, article.outlet, article.published)


def is_later(article: Article, other: Article) -> bool:
    """Tell whether an article is a later version of another's story, or was published on a later day."""
    if article.story == other.story:
        return article.id != other.id and ordered((article, other))[-1].article.id == article.id
    if article.published is None or other.published is None:
        return False
    return day(article.published) > day(other.published)


def opening(article: Article) -> str:
    """Return the first paragraphs of an article, which tell what it is about."""
    return " ".join(one.text for one in article.paragraphs[:OPENING])
