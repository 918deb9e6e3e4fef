"""Questions on the command line: ask, search, chat, demo, batches, and the shapes programs read."""

import json
from pathlib import Path

import pytest

from index import samples
from tests.bot.cli.conftest import Dateline

WIRE = samples.folder() / "wire.jsonl"


@pytest.fixture
def talks(dateline: Dateline) -> Dateline:
    """The command line, with both versions of the talks and the two stories of a wire in its corpus."""
    for name in ("istanbul-talks-1.txt", "istanbul-talks-2.txt", "wire.jsonl"):
        assert dateline("add", samples.folder() / name).code == 0
    return dateline


def test_the_object_a_program_reads_has_the_promised_shape(talks: Dateline) -> None:
    told = talks("ask", "Who led each delegation?", "--json").json
    assert set(told) == {
        "id", "question", "verdict", "answer", "mode", "parts", "citations", "nearest", "withdrawn",
        "timings_ms",
    }  # fmt: skip
    assert told["verdict"] == "grounded"
    assert told["mode"] == "extract"
    assert "Umerov" in told["answer"]
    assert "Medinsky" in told["answer"]
    assert "[1]" in told["answer"]
    for part in told["parts"]:
        assert set(part) == {"label", "sentences", "report", "sources"}
        assert part["report"] is None
        assert part["sources"] == {"independent": 1, "carried_by": []}
        for sentence in part["sentences"]:
            assert set(sentence) == {"text", "citations"}
            assert sentence["citations"]
    assert [each["n"] for each in told["citations"]] == list(range(1, len(told["citations"]) + 1))
    for citation in told["citations"]:
        assert set(citation) == {
            "n", "article_id", "external_id", "corpus", "headline", "outlet", "published", "url",
            "paragraph", "quote", "answer_text", "score", "also", "corrections",
        }  # fmt: skip
        assert citation["corrections"] == []
        shown = talks("show", citation["article_id"], "--json").json
        assert citation["quote"] in shown["text"][citation["paragraph"] - 1]["text"]
        assert citation["answer_text"] in citation["quote"]
        for also in citation["also"]:
            assert set(also) == {"article_id", "external_id", "paragraph"}
    assert set(told["timings_ms"]) == {"search", "read", "verify", "total"}


@pytest.mark.parametrize(
    "question", ["Who won the 2024 election?", "Who led the Chinese delegation?", "How do I bake sourdough bread?"]
)
def test_what_the_corpus_does_not_say_is_not_answered(talks: Dateline, question: str) -> None:
    told = talks("ask", question, "--json").json
    assert told["verdict"] == "not_found"
    assert told["parts"] == []
    assert told["citations"] == []
    assert all(set(each) == {"article_id", "external_id", "headline", "published"} for each in told["nearest"])
    shown = talks("ask", question)
    assert shown.code == 0
    assert "The corpus does not say." in shown.out


def test_a_person_sees_the_answer_and_its_sources(talks: Dateline) -> None:
    shown = talks("ask", "Who led each delegation?").out
    assert "Umerov" in shown
    assert "[1]" in shown
    assert "¶" in shown
    assert "grounded" in shown


def test_search_prints_passages_without_answering(talks: Dateline) -> None:
    told = talks("search", "prisoner exchange", "--json", "--limit", "3").json
    assert set(told) == {"id", "query", "passages"}
    assert len(told["passages"]) == 3
    for passage in told["passages"]:
        assert set(passage) == {
            "article_id", "external_id", "paragraph", "text", "headline", "published", "score", "also",
        }  # fmt: skip
    assert "prisoners" in told["passages"][0]["text"]


def test_the_senders_own_id_is_in_the_citation(talks: Dateline) -> None:
    first = json.loads(WIRE.read_text().splitlines()[0])
    told = talks("search", first["title"], "--json").json
    assert told["passages"][0]["external_id"] == first["id"]


def test_dates_bound_the_search(talks: Dateline) -> None:
    told = talks("search", "delegation", "--since", "2025-05-16", "--until", "2025-05-16", "--json").json
    assert told["passages"]
    assert {each["published"] for each in told["passages"]} == {"2025-05-16"}
    wrong = talks("search", "delegation", "--since", "yesterday")
    assert wrong.code == 2
    assert "2025-05-16" in wrong.err


def test_a_batch_is_answered_in_order_and_a_bad_line_in_its_place(talks: Dateline, tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "question": "Who led each delegation?", "date": "2025-05-17"}',
        '{"id": "b", "question": "',
        '{"id": "c"}',
        '{"id": "d", "question": "How do I bake sourdough bread?"}',
        '{"id": "e", "question": "   "}',
    ]
    (tmp_path / "batch.jsonl").write_text("\n".join(lines))
    ran = talks("ask", "--batch", "batch.jsonl")
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [each["id"] for each in told] == ["a", None, None, "d", "e"]
    assert told[0]["verdict"] == "grounded"
    assert "Line 2" in told[1]["error"]
    assert "question" in told[2]["error"]
    assert told[3]["verdict"] == "not_found"
    assert "error" in told[4]
    found = talks("search", "--batch", "batch.jsonl")
    assert json.loads(found.out.splitlines()[0])["id"] == "a"


def test_a_question_or_a_batch_but_not_neither_nor_both(dateline: Dateline) -> None:
    assert dateline("ask").code == 2
    assert dateline("ask", "Who?", "--batch", "batch.jsonl").code == 2
    missing = dateline("ask", "--batch", "batch.jsonl")
    assert missing.code == 1
    assert "batch.jsonl" in missing.err


def test_a_corpus_without_articles_is_named(dateline: Dateline) -> None:
    for words in (["ask", "Who?"], ["search", "mill", "--corpus", "mills"], ["chat"]):
        ran = dateline(*words)
        assert ran.code == 1
        assert "dateline add --corpus" in ran.err


def test_chat_answers_line_by_line_and_shows_what_it_cites(talks: Dateline) -> None:
    ran = talks("chat", typed="Who led each delegation?\n1\n9\n\n")
    assert ran.code == 0
    assert "Umerov" in ran.out
    assert "The whole article: dateline show" in ran.out
    assert "cites nothing as [9]" in ran.out


def test_the_demo_answers_its_questions_and_adds_nothing_twice(dateline: Dateline) -> None:
    first = dateline("demo")
    assert first.code == 0
    for expected in ("Umerov", "Medinsky", "1,000"):
        assert expected in first.out
    assert first.out.count("grounded") == len(samples.QUESTIONS)
    dateline("demo")
    assert len(dateline("list", "--json").json) == 15
