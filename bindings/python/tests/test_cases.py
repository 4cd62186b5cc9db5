"""The cases of the crate, through Python."""

from __future__ import annotations

import pytest

import inquit
from conftest import cases, options


def stated(row: dict, quote: inquit.Quote) -> dict:
    """The properties of a quotation that a row of a case states."""
    found = {
        "text": quote.text,
        "speaker": quote.speaker and quote.speaker.name,
        "nobody": quote.speaker is None,
        "mention": quote.mention and quote.mention.text,
        "cue": quote.cue and quote.cue.text,
        "evidence": quote.evidence,
        "kind": quote.kind,
        "depth": quote.depth,
        "closed": quote.closed,
        "to": [person.name for person in quote.addressees],
    }
    return {key: value for key, value in found.items() if key in row}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_case(case: dict) -> None:
    found = inquit.attribute(case["text"], **options(case))
    rows = [{key: value for key, value in row.items() if key != "utterance"} for row in case["quotes"]]
    assert [stated(row, quote) for row, quote in zip(rows, found)] == rows
    assert len(found) == len(rows)
    for quote in found:
        assert case["text"][slice(*quote.content)] == quote.text
        for words in filter(None, [quote.mention, quote.cue]):
            assert case["text"][words.start : words.end] == words.text
    assert "".join(case["text"][part.start : part.end] for part in found.segments()) == case["text"]


def test_there_are_cases() -> None:
    assert len(cases()) > 500
