"""A question to passages: two rankings fused, versions collapsed, the rest loaded."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

from index.news import dates, story
from index.news.article import Article, Occurrence, Passage
from index.retrieval import fusion
from index.retrieval.embedding import Embedder
from index.store.archive import Archive
from index.store.generation import Generation, article_of
from index.store.notices import Notices, Standing

DEPTH = 100
"""Paragraphs taken from each ranking. Fusion looks no deeper; a reader will score fewer."""

FILTERED_DEPTH = 1_000
"""The same where dates are asked for, since most paragraphs are then passed over: Chroma's own filters take
longer than finding more (100,000 rows of which 2.5 % pass: 102 ms against 6 ms without)."""

PAGE = 32
"""Candidates whose articles are loaded at a time."""

Lease = Callable[[str], AbstractContextManager[Generation]]
"""Opens the live generation of a corpus for as long as a query reads it."""


Scores = dict[str, float]
"""Paragraph ids with their scores, the best first."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and where.

    Attributes:
        text: A question, or some of its words.
        corpora: Where to look.
        limit: How many passages to return at most.
        since: The first day of publication to look at; undated articles are then passed over.
        until: The last one.
    """

    text: str
    corpora: tuple[str, ...]
    limit: int = 10
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Rankings:
    """The same paragraphs as each ranking orders them, to tell what the fusion of them is worth.

    Attributes:
        lexical: By BM25 alone; the score is BM25's.
        dense: By embedding alone; the score is the cosine.
        fused: By both; what a search finds.
    """

    lexical: list[Passage]
    dense: list[Passage]
    fused: list[Passage]


class Search:
    """Finds the passages that fit a question in some corpora.

    Args:
        archive: Where the articles are.
        notices: What was corrected and withdrawn: a withdrawn story is passed over.
        embedder: The model that the generations were made by.
        lease: Opens a corpus's live generation.
    """

    def __init__(self, archive: Archive, notices: Notices, embedder: Embedder, lease: Lease) -> None:
        self._archive = archive
        self._notices = notices
        self._embedder = embedder
        self._lease = lease

    def __call__(self, query: Query) -> list[Passage]:
        """Return the passages that best fit a query, the best first, each text once.

        Raises:
            HomeInUse: This process does not own the data folder.
            ModelMismatch: An index was made by another model.
        """
        lexical, dense = self._rank(query)
        notices = self._notices.standing(query.corpora)
        found = self._passages(fusion.fuse(lexical, dense), dense, notices.counts, query)
        return self._with_occurrences(found, notices, query)

    def withdrawn(self, query: Query) -> list[Passage]:
        """Return the passages of withdrawn stories that best fit a query, each with what withdraws it.

        They answer nothing: they tell why there is no answer. The errors are those of a search.
        """
        notices = self._notices.standing(query.corpora)
        if not notices.killed:
            return []
        lexical, dense = self._rank(query)
        found = self._passages(
            fusion.fuse(lexical, dense), dense, lambda each: notices.withdrawn(each) is not None, query
        )
        killed = ((each, notices.withdrawn(each.article)) for each in found)
        return [replace(each, withdrawn_by=why.by) for each, why in killed if why]

    def rankings(self, query: Query) -> Rankings:
        """Return what BM25 alone, embeddings alone and their fusion find, for measuring one against another.

        The errors are those of a search; each ranking has the query's limit of passages at most.
        """
        lexical, dense = self._rank(query)
        notices = self._notices.standing(query.corpora)
        found = [
            self._with_occurrences(self._passages(scores, dense, notices.counts, query), notices, query)
            for scores in (lexical, dense, fusion.fuse(lexical, dense))
        ]
        return Rankings(*found)

    def _rank(self, query: Query) -> tuple[Scores, Scores]:
        """Return the lexical and the dense ranking."""
        depth = FILTERED_DEPTH if query.since or query.until else DEPTH
        vector = self._embedder.encode([query.text])[0]
        dense, lexical = [], []
        for corpus in query.corpora:
            with self._lease(corpus) as generation:
                dense.append(generation.dense.query(vector, depth))
                lexical.append(generation.lexical.query(query.text, depth))
        return dict(fusion.best_first(lexical)[:depth]), dict(fusion.best_first(dense)[:depth])

    def _passages(
        self,
        scores: Mapping[str, float],
        similarities: Mapping[str, float],
        wanted: Callable[[Article], bool],
        query: Query,
    ) -> list[Passage]:
        """Load the best passages of wanted articles, page by page, until enough different texts are found."""
        found: dict[tuple[str, str], Passage] = {}
        ranked = list(scores)
        if query.since or query.until:
            articles = list({article_of(each) for each in ranked})
            inside = self._archive.published_between(articles, query.since, query.until)
            ranked = [each for each in ranked if article_of(each) in inside]
        for page in (ranked[start : start + PAGE] for start in range(0, len(ranked), PAGE)):
            loaded = self._archive.fetch(list({article_of(each) for each in page}))
            places = [
                (each, article, article.paragraphs[int(each.rpartition(":")[2]) - 1])
                for each in page
                if (article := loaded.get(article_of(each))) and wanted(article)
            ]
            standing = self._archive.standing((article, paragraph) for _, article, paragraph in places)
            for each, article, paragraph in places:
                if standing and (article.corpus, article.outlet, story.text_key(paragraph.text)) in standing:
                    continue
                passage = Passage(article, paragraph, scores[each], similarities.get(each, 0.0))
                found.setdefault(identity(passage), passage)
                if len(found) == query.limit:
                    return list(found.values())
        return list(found.values())

    def _with_occurrences(self, passages: Sequence[Passage], notices: Standing, query: Query) -> list[Passage]:
        same: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        texts = [each.paragraph.text for each in passages]
        known = {each.article.id: each.article for each in passages}
        for article, paragraph in self._archive.occurrences(query.corpora, texts, known):
            place = Passage(article, paragraph, score=0.0)
            if notices.counts(article):
                same[identity(place)].append(place)
        found = [gather(each, same[identity(each)], query.since, query.until) for each in passages]
        return [replace(each, corrections=notices.of(each.article)) for each in found]


def within(article: Article, since: date | None, until: date | None) -> bool:
    """Tell whether an article was published between two days; an undated one is only where none is asked."""
    if since is None and until is None:
        return True
    if article.published is None:
        return False
    day = dates.day(article.published)
    return (since is None or since <= day) and (until is None or day <= until)


def identity(passage: Passage) -> tuple[str, str]:
    """Return what two passages share if they are one text that counts once.

    A distinctive paragraph is the same wherever it stands. A short one ("He did not elaborate.") is the same
    only within its story: elsewhere the same words mean something else.
    """
    text = passage.paragraph.text
    return ("" if story.is_distinctive(text) else passage.article.story, story.text_key(text))


def gather(passage: Passage, same: Sequence[Passage], since: date | None, until: date | None) -> Passage:
    """Return the passage as its latest version cites it, with the other places of its text in ``also``.

    Args:
        passage: The passage that was found.
        same: Every place in the searched corpora with the same identity, the passage's own among them.
        since: The first day that may be cited.
        until: The last day that may be cited.
    """
    citable = [each for each in same if within(each.article, since, until)] or [passage]
    stories: dict[str, list[Passage]] = defaultdict(list)
    for each in citable:
        stories[each.article.story].append(each)
    latest = max(map(_latest, stories.values()), key=lambda each: (_day(each.article), each.article.id))
    others = tuple(
        Occurrence(each.article, each.paragraph.number)
        for each in same
        if (each.article.id, each.paragraph.number) != (latest.article.id, latest.paragraph.number)
    )
    return replace(passage, article=latest.article, paragraph=latest.paragraph, also=others)


def _latest(places: Sequence[Passage]) -> Passage:
    """Return where a paragraph stands in the latest version of one story, the first place of several there."""
    by_id = {each.article.id: each for each in reversed(places)}
    return by_id[story.ordered([each.article for each in by_id.values()])[-1].article.id]


def _day(article: Article) -> date:
    return dates.day(article.published) if article.published else date.min
