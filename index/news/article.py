"""The nouns of news: what was sent, the article read out of it, its paragraphs, and a passage found."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Moment = date | datetime
"""A calendar date, or an aware datetime where the source gave a time and its zone. Neither is ever
turned into the other: a date has no hour, and a zone that was not given is not invented."""


class HeadlineOrigin(StrEnum):
    """Where a headline comes from, so that a made one is never mistaken for the newsroom's own."""

    GIVEN = "given"
    FIRST_LINE = "first line"
    LEAD = "lead"


class Reason(StrEnum):
    """Why a piece of the original was set aside instead of becoming part of a paragraph."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    DATE_LINE = "date line"
    SUBHEAD = "subhead"
    RULE = "rule"
    PROMOTION = "promotion"
    CONTRIBUTORS = "contributors"
    FOLLOW_US = "follow us"
    COPYRIGHT = "copyright"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A piece of the original that is kept in the archive but neither searched nor cited.

    Attributes:
        text: The piece, as it stood.
        reason: Why it was set aside.
        before: The number of the paragraph it stood before, from 1; one past the last for a tail.
    """

    text: str
    reason: Reason
    before: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What ``dateline export`` writes of an article beside what any source may say, so that nothing is lost.

    Attributes:
        corpus: The corpus it was exported from.
        headline_origin: Where its headline comes from.
        place: The place of its dateline.
        language: ISO 639-1 code of its language.
        subheads: The subhead above each of its paragraphs; the paragraphs are the text at its blank lines.
        set_aside: What of the original became no paragraph.
        story: The id of its story.
        version: Its place among the versions of the story, from 1.
        first: External id and fingerprint of the story's first version, from which the story's id in another
            corpus follows; ``None`` if the archive no longer had it.
    """

    corpus: str
    headline_origin: HeadlineOrigin
    place: str | None
    language: str
    subheads: tuple[str | None, ...]
    set_aside: tuple[SetAside, ...]
    story: str
    version: int
    first: tuple[str | None, str] | None


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a source hands over: a text and whatever is known about it.

    Attributes:
        text: The text to read, paragraphs parted by blank lines where the source knows them.
        title: The headline, when the source names it apart from the text.
        date: When it was published, as the source wrote it; read by ``dates.parse_moment``.
        updated: When it was last changed, as the source wrote it.
        outlet: Who published it.
        byline: Who wrote it.
        url: Where it stands on the web.
        external_id: The sender's own id. Sent again with changed text, it is a new version.
        subheads: Lines of ``text`` that the source knows to be subheads (an HTML page does).
        original: The source as it was before ``text`` was taken out of it; ``None`` if ``text`` is it.
        exported: What an export of Dateline says of it; then it is not read anew, but is what it was.
        origin: What to call it in a message: a file's name, with a line number inside a list of articles.
    """

    text: str
    title: str | None = None
    date: str | None = None
    updated: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    external_id: str | None = None
    subheads: frozenset[str] = frozenset()
    original: str | None = None
    exported: Exported | None = None
    origin: str = "text"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit of citation.

    Attributes:
        number: Its place in the article as a reader counts it after cleaning, from 1.
        text: Its words, unaltered; only white space is folded and entities are decoded.
        subhead: The subhead it stands under, if any.
    """

    number: int
    text: str
    subhead: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of one article. It never changes: a changed text is another article of the same story.

    Attributes:
        id: Derived from corpus, external id and fingerprint, so the same article always has the same id.
        corpus: The corpus it belongs to.
        headline: Its headline.
        headline_origin: Whether the headline was given, was the first line, or was made from the lead.
        paragraphs: Its paragraphs, numbered from 1 without a gap.
        fingerprint: A hash of headline and paragraphs that ignores case, quote style and white space.
        set_aside: What of the text became no paragraph, and why.
        outlet: The agency or publisher, as written.
        byline: Who wrote it, without the word "By".
        place: The place of the dateline, as written.
        published: When it was published, or ``None`` if the text does not say.
        updated: When it was last updated, or ``None``.
        language: ISO 639-1 code of its language.
        url: Where it stands on the web.
        external_id: The sender's own id.
        story: The id of the story it tells: the id of the story's first version.
        version: Its place among the versions of the story, from 1.
        warnings: What a person should know about how it was read, each a sentence.
    """

    id: str
    corpus: str
    headline: str
    headline_origin: HeadlineOrigin
    paragraphs: tuple[Paragraph, ...]
    fingerprint: str
    set_aside: tuple[SetAside, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    place: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    language: str = "en"
    url: str | None = None
    external_id: str | None = None
    story: str = ""
    version: int = 1
    warnings: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a paragraph also stands: an article and the paragraph's number in it, from 1."""

    article: Article
    paragraph: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction puts in the place of what; both are "" where it says only that something was wrong.

    Attributes:
        old: The words that were wrong, or "" where the notice does not repeat them.
        new: The words that are right, or "" where it does not give them.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of what an article says.

    Attributes:
        article: The article that holds the correction: a later version, or a notice of its own.
        paragraph: The paragraph it stands in.
        changes: What it corrects, as far as it says so.
    """

    article: Article
    paragraph: Paragraph
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph found for a question.

    Attributes:
        article: The article it stands in: of several versions, the latest.
        paragraph: The paragraph.
        score: How well it was found, in [0, 1]: BM25's score as a share of the best one's and the cosine, fused.
            It ranks; it is not a probability.
        similarity: Cosine of the question's embedding and the paragraph's, in [-1, 1].
        also: The other places where the same words stand.
        corrections: What the outlet has corrected in the article's story.
        withdrawn_by: The article that withdraws its story: such a passage answers nothing, and is found only where
            what was withdrawn is asked for.
    """

    article: Article
    paragraph: Paragraph
    score: float
    similarity: float = 0.0
    also: tuple[Occurrence, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn_by: Article | None = None
