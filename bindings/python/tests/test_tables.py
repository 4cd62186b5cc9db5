"""pandas and Arrow."""

from __future__ import annotations

import csv
import io

import pytest

import inquit
from conftest import TEXTS, cases

TEXTS_OF_CASES = [case["text"] for case in cases()]


def test_a_data_frame_has_the_columns_of_csv() -> None:
    pandas = pytest.importorskip("pandas")
    found = inquit.attribute((TEXTS / "inn.txt").read_text("utf-8"))
    frame = found.to_pandas()
    table = pandas.read_csv(io.StringIO(found.to_csv()), keep_default_na=False)
    assert list(frame.columns) == list(table.columns)
    assert list(frame.text) == list(table.text) and list(frame.confidence) == list(table.confidence)
    assert str(frame.mention_start.dtype) == "Int64"
    many = inquit.to_pandas({"a": found.text, "b": "Nobody spoke.", "c": '"No," said Orne.'})
    assert list(many.groupby("document").size().items()) == [("a", len(found)), ("c", 1)]
    assert list(many.columns) == list(inquit.to_pandas(["Nobody spoke."]).columns) == ["document", *frame.columns]


@pytest.mark.parametrize("threads, offsets", [(1, "characters"), (1, "bytes"), (3, "utf-16")])
def test_arrow_has_the_answers_of_single_texts(threads: int, offsets: str) -> None:
    pa = pytest.importorskip("pyarrow")
    texts = [*TEXTS_OF_CASES, None, "", *TEXTS_OF_CASES[:100]]
    answer = inquit.attribute_arrow(pa.array(texts), offsets=offsets, threads=threads)
    answer.validate(full=True)
    names = [field.name for field in answer.type.value_type]
    for text, rows in zip(texts, answer.to_pylist()):
        if text is None:
            assert rows is None
            continue
        table = list(csv.reader(io.StringIO(inquit.attribute(text).to_csv(offsets=offsets), newline="")))
        assert names == table[0]
        assert [[_cell(row[name]) for name in names] for row in rows] == table[1:]


def _cell(value: object) -> str:
    """A value as the CSV has it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_arrow_takes_what_arrow_is() -> None:
    pa = pytest.importorskip("pyarrow")
    from inquit.arrow import attribute_batches, quotes_type

    texts = pa.array(['"No," said Orne.', None], pa.large_string())
    chunks = inquit.attribute_arrow(pa.chunked_array([texts, texts.slice(1)]))
    assert chunks.type == quotes_type() and [rows is None for rows in chunks.to_pylist()] == [False, True, True]

    class Other:
        """A column of another library."""

        def __arrow_c_array__(self, schema=None):
            return texts.__arrow_c_array__(schema)

    assert inquit.attribute_arrow(Other()).to_pylist()[0][0]["speaker"] == "Orne"
    batch = pa.record_batch({"id": [1, 2, 3], "text": pa.array([b'"No," said Orne.', b"\xff", None])})
    (answer,) = attribute_batches(iter([batch]))
    assert answer.column("error").to_pylist() == [None, "no UTF-8: invalid start byte at byte 0", None]
    assert [rows and rows[0]["text"] for rows in answer.column("quotes").to_pylist()] == ["No,", None, None]
    with pytest.raises(inquit.Error, match="unknown"):
        inquit.attribute_arrow(texts, offsets="words")
