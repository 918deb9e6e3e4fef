"""Invented copy, and passages made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.news.article import Article, HeadlineOrigin, Paragraph, Passage
from index.news.words import content_stems
from index.retrieval import fusion
from index.retrieval.embedding import Embedder
from index.retrieval.search import Query

REGATTA = (
    "In Port Alder, a Norwegian crew captained by harbor pilot Ingrid Solheim lined up beside a French boat "
    "steered by Olympic sailor Bastien Rouvière, according to race spokesman Colm Deasy.",
    "The Norwegian crew led from the first mark and won by 14 seconds after nearly six hours on the water.",
    "“We sailed our own race and let the wind do the talking,” Solheim said on the quay.",
    "Mayor Teresa Quill opened the regatta on Saturday at the Lantern Pier, where 2,300 people watched.",
    "She said the town would spend $4 million on a new breakwater because of last winter’s storms.",
    "Rouvière said the French boat hit driftwood. He blamed nobody.",
)
FACTORY = (
    "Workers at the Halden glass factory ended a strike on Tuesday after the owners agreed to raise wages by 6%.",
    "The union was led by Marit Foss, a furnace operator, and the company by its finance director, Paul Adeyemi.",
    "About 800 people work at the plant in Eastmoor, which makes bottles.",
)


def article(name: str, headline: str, texts: Sequence[str], published: date | None = None) -> Article:
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, 1))
    return Article(name, "main", headline, HeadlineOrigin.GIVEN, paragraphs, name, published=published, story=name)


REGATTA_ARTICLE = article("regatta", "Norwegian crew wins Port Alder regatta", REGATTA, date(2025, 9, 6))
FACTORY_ARTICLE = article("factory", "Glass workers end strike in Eastmoor", FACTORY, date(2025, 9, 9))


def passages(*articles: Article) -> list[Passage]:
    return [Passage(one, paragraph, 1.0) for one in articles for paragraph in one.paragraphs]


@dataclass
class Shelf:
    """A search over a few articles, by words and embeddings: what ``Library.search`` does, in small."""

    articles: Sequence[Article]
    embedder: Embedder

    def search(self, query: Query) -> list[Passage]:
        held = [one for one in passages(*self.articles) if one.article.corpus in query.corpora]
        if not held:
            return []
        vectors = self.embedder.encode([query.text, *(one.paragraph.text for one in held)])
        wanted = set(content_stems(query.text))
        dense = {str(i): float(cosine) for i, cosine in enumerate(vectors[1:] @ vectors[0])}
        lexical = {
            str(i): float(len(wanted & set(content_stems(one.paragraph.text)))) for i, one in enumerate(held)
        }
        fused = fusion.fuse(lexical, dense)
        return [replace(held[int(i)], score=fused[i], similarity=dense[i]) for i in fused][: query.limit]
