"""The lexical index of one generation: BM25 over stems, by tantivy, in a folder of its own."""

from collections.abc import Sequence
from pathlib import Path

from tantivy import Document, Index, Occur, Query, SchemaBuilder

from index.news.words import content_stems

WRITER_HEAP_BYTES = 30_000_000
"""Memory of the writer; tantivy asks for at least 15 MB for each of its threads."""

CONTEXT_WEIGHT = 0.3
"""What a word of the headline or subhead counts against one of the paragraph itself. Of 0 to 1, judged by hit@1
and hit@5 on MultiHop-RAG, NewsQA and CLAPnq, it helps two and costs none of them more than its noise."""


class LexicalIndex:
    """Paragraphs by the words they share with a question (BM25: https://doi.org/10.1561/1500000019).

    Words are stemmed by ``index.news.words``, so that index, question and gate agree on what a word is;
    tantivy only splits at spaces. Queries are built from terms, never parsed: nothing a user types is syntax.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        builder = SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("article", tokenizer_name="raw")
        builder.add_text_field("body", tokenizer_name="whitespace")
        builder.add_text_field("context", tokenizer_name="whitespace")
        self._index = Index(builder.build(), path=str(folder))
        self._writer = self._index.writer(WRITER_HEAP_BYTES, num_threads=1)

    def put(self, article_id: str, paragraphs: Sequence[tuple[str, str]]) -> None:
        """Store an article's paragraphs, each its text and what stands above it; seen after ``commit``."""
        self.delete(article_id)
        for number, (text, above) in enumerate(paragraphs, start=1):
            document = Document()
            document.add_text("id", f"{article_id}:{number}")
            document.add_text("article", article_id)
            document.add_text("body", " ".join(content_stems(text)))
            document.add_text("context", " ".join(content_stems(above)))
            self._writer.add_document(document)

    def delete(self, article_id: str) -> None:
        """Take every paragraph of an article out; seen after ``commit``."""
        self._writer.delete_documents_by_term("article", article_id)

    def commit(self) -> None:
        """Make what was put and deleted durable and visible."""
        self._writer.commit()
        self._index.reload()

    def query(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return the ids of the best ``limit`` paragraphs with their BM25 score, the best first."""
        schema = self._index.schema
        terms = [
            (Occur.Should, Query.boost_query(Query.term_query(schema, field, stem), weight))
            for stem in dict.fromkeys(content_stems(text))
            for field, weight in (("body", 1.0), ("context", CONTEXT_WEIGHT))
        ]
        if not terms:
            return []
        searcher = self._index.searcher()
        hits = searcher.search(Query.boolean_query(terms), limit).hits
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in hits]

    def ids(self) -> set[str]:
        """Return the id of every paragraph in the index."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return set()
        hits = searcher.search(Query.all_query(), searcher.num_docs).hits
        return {str(searcher.doc(address)["id"][0]) for _, address in hits}

    def close(self) -> None:
        """Let go of the folder's writer lock."""
        self._writer.wait_merging_threads()
