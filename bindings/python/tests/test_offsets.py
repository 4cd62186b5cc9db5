"""The texts whose slices are the same in Rust, Python and JavaScript."""

from __future__ import annotations

import json

import pytest

import inquit
from conftest import ROOT

SHARED = json.loads((ROOT / "tests" / "offsets.json").read_text("utf-8"))


@pytest.mark.parametrize("case", SHARED, ids=lambda case: case["name"])
def test_slices(case: dict) -> None:
    text, found = case["text"], inquit.attribute(case["text"])
    assert [text[quote.start : quote.end] for quote in found] == [row["quotation"] for row in case["quotes"]]
    assert [quote.speaker.name for quote in found] == [row["speaker"] for row in case["quotes"]]
    assert [[quote.start, quote.end] for quote in found] == [row["characters"] for row in case["quotes"]]
    for unit in ("bytes", "utf-16"):
        quotes = found.to_dict(offsets=unit)["quotes"]
        assert [[quote["start"], quote["end"]] for quote in quotes] == [row[unit] for row in case["quotes"]]
