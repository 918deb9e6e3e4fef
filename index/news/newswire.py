"""Raw text into an Article: what is story is numbered, what is not is set aside and kept.

``blocks`` cuts the text up, ``boilerplate`` marks what newsrooms print around a story, ``header`` reads
datelines, dates and bylines; here the headline and the subheads are told from the paragraphs.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.errors import NoText
from index.news import language
from index.news.article import Article, HeadlineOrigin, Moment, Paragraph, RawArticle, Reason, SetAside
from index.news.blocks import Block, normalise, one_line, split
from index.news.boilerplate import reasons
from index.news.dates import parse_moment
from index.news.header import Dateline, byline, date_line, date_prefix, dateline, is_signature
from index.news.words import fold

_LONGEST_HEADLINE, _LONGEST_SUBHEAD, _MADE_HEADLINE = 150, 90, 90
_DATELINE_WITHIN = 5
"""Paragraphs within which a dateline is looked for: some pages print a summary above the story."""

_ENDED = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_FULL_STOP = re.compile(r"(?<![A-Z])[.!…:;,][\"'”’)\]]*$")
_QUESTION = re.compile(
    r"(?:What|Why|How|Who|When|Where|Which|Is|Are|Was|Were|Can|Could|Will|Would|Does|Did|Do|Should|Has|Have)\b"
    r"[^.!?“”\"]*\?"
)
_NUMBER = re.compile(r"[$€£]?\d[\d.,/-]*%?")
_FIGURE_GIVEN = re.compile(r":\s*\S*\d|\w: .*\d")
_ALPHABET, _ID_LENGTH = "0123456789abcdefghjkmnpqrstvwxyz", 10
"""Crockford's base 32: no i, l, o or u to misread."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far; it is filled block by block, from the top."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    headline: str | None = None
    origin: HeadlineOrigin = HeadlineOrigin.GIVEN
    byline: str | None = None
    dateline: Dateline | None = None
    published: Moment | None = None
    updated: Moment | None = None

    def set_aside(self, text: str, reason: Reason) -> None:
        self.aside.append(SetAside(text, reason, before=len(self.paragraphs) + 1))


def parse(raw: RawArticle, *, corpus: str, detect: Callable[[str], str] = language.detect) -> Article:
    """Return the article that ``raw`` holds.

    Nothing of the text is lost: each block becomes a paragraph or is set aside with its reason, and the
    original is kept whole.

    Args:
        raw: What a source handed over. What it says of date, outlet and byline wins over the text.
        corpus: The corpus the article is for; the article's id depends on it.
        detect: Tells the language of a text, as an ISO 639-1 code.

    Raises:
        NoText: The text holds not one sentence.
    """
    blocks = split(normalise(raw.text))
    reading = _read(blocks, title=one_line(raw.title or ""), known_subheads=raw.subheads)
    if not any(_is_sentence(paragraph.text) for paragraph in reading.paragraphs):
        raise NoText(
            f"Not one sentence was found in {raw.origin}, so it holds nothing to cite. "
            "Check that it is the article itself, and send its text."
        )
    warnings: list[str] = []
    if reading.headline is None:
        reading.headline = _headline_from(reading.paragraphs[0].text)
        reading.origin = HeadlineOrigin.LEAD
        warnings.append("The text has no headline; one was made from its first words.")
    published = _given_date(raw.date, reading.published, "publication date", warnings)
    updated = _given_date(raw.updated, reading.updated, "date of the update", warnings)
    spoken = detect("\n".join(paragraph.text for paragraph in reading.paragraphs))
    if spoken != language.ENGLISH:
        warnings.append(
            f"The text seems to be in another language ({spoken}); Dateline works in English, "
            "so questions may not find it."
        )
    marked = fingerprint(reading.headline, reading.origin, [each.text for each in reading.paragraphs])
    name = article_id(corpus, raw.external_id, marked)
    signed = re.sub(r"^by:?\s+", "", one_line(raw.byline or ""), flags=re.IGNORECASE)
    sent_from = reading.dateline or Dateline(0, None, None)
    return Article(
        id=name,
        corpus=corpus,
        headline=reading.headline,
        headline_origin=reading.origin,
        paragraphs=tuple(reading.paragraphs),
        fingerprint=marked,
        set_aside=tuple(reading.aside),
        outlet=one_line(raw.outlet or "") or sent_from.outlet,
        byline=signed or reading.byline,
        place=sent_from.place,
        published=published,
        updated=updated,
        language=spoken,
        url=raw.url or None,
        external_id=raw.external_id or None,
        story=name,
        warnings=tuple(warnings),
    )


def _read(blocks: Sequence[Block], title: str, known_subheads: frozenset[str]) -> _Reading:
    reading = _Reading(headline=title or None)
    verdicts = reasons(blocks)
    known = {fold(one_line(line)) for line in known_subheads}
    start = _read_header(reading, blocks, verdicts, fold(title))
    subhead, outer, in_list = None, None, False
    story = [place for place in range(start, len(blocks)) if not verdicts[place]]
    for place in range(start, len(blocks)):
        block, reason = blocks[place], verdicts[place]
        if in_list and not block.bullet:
            in_list, subhead = False, outer
        if reason:
            if reason is Reason.RULE:
                subhead = outer = None
            reading.set_aside(block.text, reason)
            continue
        if dated := date_line(block.text, in_header=False):
            _take_dates(reading, dated.published, dated.updated)
            reading.set_aside(block.text, Reason.DATE_LINE)
            continue
        is_known = bool(known) and fold(block.text) in known
        if is_known or _is_subhead(blocks, story, place):
            reading.set_aside(block.text, Reason.SUBHEAD)
            follows = blocks[place + 1] if place + 1 < len(blocks) else None
            in_list = not is_known and follows is not None and follows.bullet
            outer = subhead if in_list else block.text
            subhead = block.text
            continue
        text = _cut_opening(reading, block.text)
        if text:
            reading.paragraphs.append(Paragraph(len(reading.paragraphs) + 1, text, subhead))
    return reading


def _read_header(reading: _Reading, blocks: Sequence[Block], verdicts: Sequence[Reason | None], title: str) -> int:
    """Take what stands above the story and return the place where the story begins."""
    signature = range(0)
    for place, block in enumerate(blocks):
        text, reason = block.text, verdicts[place]
        if title and not signature and _is_signature(blocks, place):
            reading.byline = reading.byline or text
            signature = range(place, place + 2)
        if reason:
            reading.set_aside(text, reason)
        elif place in signature:
            reading.set_aside(text, Reason.BYLINE)
        elif title and fold(text) == title:
            reading.set_aside(text, Reason.HEADLINE)
        elif dated := date_line(text, in_header=True):
            _take_dates(reading, dated.published, dated.updated)
            reading.set_aside(text, Reason.DATE_LINE)
        elif len(text) < 60 and (moment := parse_moment(text)):
            _take_dates(reading, moment, None)
            reading.set_aside(text, Reason.DATE_LINE)
        elif signed := byline(text):
            reading.byline = reading.byline or signed
            reading.set_aside(text, Reason.BYLINE)
        elif (sent_from := dateline(text)) and sent_from.end == len(text):
            reading.dateline = reading.dateline or sent_from
            reading.set_aside(text, Reason.DATELINE)
        elif reading.headline is None and _is_headline(blocks, verdicts, place):
            reading.headline, reading.origin = text, HeadlineOrigin.FIRST_LINE
            reading.set_aside(text, Reason.HEADLINE)
        else:
            return place
    return len(blocks)


def _is_signature(blocks: Sequence[Block], place: int) -> bool:
    return (
        place + 2 < len(blocks)
        and is_signature(blocks[place].text, blocks[place + 1].text)
        and _is_prose(blocks[place + 2].text)
    )


def _take_dates(reading: _Reading, published: Moment | None, updated: Moment | None) -> None:
    """Keep the first publication date and the first update that the text names."""
    reading.published = reading.published or published
    reading.updated = reading.updated or updated


def _cut_opening(reading: _Reading, text: str) -> str:
    """Set aside the date and the dateline that open ``text``, and return the rest of it."""
    if len(reading.paragraphs) >= _DATELINE_WITHIN:
        return text
    if not reading.paragraphs:
        end, moment = date_prefix(text)
        if end:
            _take_dates(reading, moment, None)
            reading.set_aside(text[:end].strip(), Reason.DATE_LINE)
            text = text[end:]
    if reading.dateline and reading.dateline.place:
        return text
    found = dateline(text)
    if found:
        earlier = reading.dateline.outlet if reading.dateline else None
        reading.dateline = Dateline(found.end, found.place, found.outlet or earlier)
        _take_dates(reading, found.published, None)
        reading.set_aside(text[: found.end].strip(), Reason.DATELINE)
        text = text[found.end :].strip()
    return text


def _is_headline(blocks: Sequence[Block], verdicts: Sequence[Reason | None], place: int) -> bool:
    """Return whether a block above all others is a headline: short, no sentence, and a story follows."""
    block = blocks[place]
    if block.bullet or len(block.text) > _LONGEST_HEADLINE or _FULL_STOP.search(block.text):
        return False
    if date_prefix(block.text)[0] or dateline(block.text) or len(block.text.split()) < 2:
        return False
    rest = (blocks[other] for other in range(place + 1, len(blocks)) if not verdicts[other])
    return any(_is_prose(other.text) for other in rest)


def _is_subhead(blocks: Sequence[Block], story: Sequence[int], place: int) -> bool:
    """Return whether a block is a short line alone between paragraphs, as a subhead is.

    Its neighbours must be prose (or a list below it): the lines of a table or of a list that are short
    and end without a full stop as well are content.
    """
    block = blocks[place]
    text = block.text
    if block.bullet or len(text) > _LONGEST_SUBHEAD:
        return False
    where = bisect_left(story, place)
    if where == 0 or where + 1 == len(story):
        return False
    if _ENDED.search(text) and not (_QUESTION.fullmatch(text) and len(text.split()) <= 12):
        return False
    if text[0].islower() or _is_numeric(text):
        return False
    above, below = blocks[story[where - 1]], blocks[story[where + 1]]
    return (above.bullet or _is_prose(above.text)) and (below.bullet or _is_prose(below.text))


def _is_prose(text: str) -> bool:
    """Return whether ``text`` reads as a paragraph: it ends as a sentence does, or is too long for a line."""
    return len(text) > _LONGEST_HEADLINE or (bool(_ENDED.search(text)) and len(text.split()) >= 4)


def _is_sentence(text: str) -> bool:
    """Return whether ``text`` says something: four words, or two that end as a sentence does."""
    count = sum(any(char.isalpha() for char in word) for word in text.split())
    return count >= 4 or (count >= 2 and bool(_ENDED.search(text)))


def _is_numeric(text: str) -> bool:
    """Return whether ``text`` gives a figure after a colon, or is in good part figures, as in a table."""
    pieces = text.split()
    figures = sum(bool(_NUMBER.fullmatch(piece)) for piece in pieces)
    return bool(_FIGURE_GIVEN.search(text)) or (figures >= 2 and figures >= 0.25 * len(pieces))


def _headline_from(lead: str) -> str:
    """Return the first words of ``lead``, cut at a word, as a headline."""
    if len(lead) <= _MADE_HEADLINE:
        return lead
    cut = lead[:_MADE_HEADLINE].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:–—-“\"‘'(") + "…"


def _given_date(given: str | None, found: Moment | None, what: str, warnings: list[str]) -> Moment | None:
    """Return the date that the source gave, or else the one that stands in the text."""
    if not given or not given.strip():
        return found
    moment = parse_moment(given)
    if moment:
        return moment
    kept = "the one in the text is used" if found else "the article is kept without it"
    warnings.append(f"The {what} “{given.strip()}” could not be read; {kept}.")
    return found


def fingerprint(headline: str, origin: HeadlineOrigin, texts: Sequence[str]) -> str:
    """Return the hash by which two articles are the same, whatever their case, quotes and white space.

    Args:
        headline: The headline; one that was made from the lead does not count.
        origin: Where it comes from.
        texts: The paragraphs.
    """
    own = "" if origin is HeadlineOrigin.LEAD else headline
    return hashlib.sha256("\n".join(fold(text) for text in [own, *texts]).encode()).hexdigest()


def article_id(corpus: str, external_id: str | None, fingerprint: str) -> str:
    """Return the id that an article has in a corpus."""
    parts = (corpus, external_id or "", fingerprint)
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest())
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_ID_LENGTH))
