"""Columns of texts from and to Arrow.

A column is anything that pyarrow takes: its own arrays, or one of another library that speaks Arrow's C data interface
(polars, DuckDB, nanoarrow). The answer is a list of structs for each text, with the columns of `Attributions.to_csv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator

import pyarrow as pa

from inquit._inquit import Attributor

if TYPE_CHECKING:
    from inquit._inquit import Offsets

# Maximum number of texts that are held as strings of Python at a time.
_BATCH = 1024

_TYPES = {
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "text": pa.string(),
    "list": pa.list_(pa.field("item", pa.string(), nullable=False)),
}


def attribute_column(
    column: Any, attributor: Attributor | None = None, *, offsets: Offsets = "characters", threads: int = 1
) -> pa.Array | pa.ChunkedArray:
    """The quotations of each text of a column: an array for an array, chunks for chunks.

    What is null or, in a binary column, no UTF-8 has the answer null.
    """
    attributor = attributor or Attributor()
    column = _arrow(column)
    if isinstance(column, pa.ChunkedArray):
        chunks = [_attribute(chunk, attributor, offsets, threads) for chunk in column.chunks]
        return pa.chunked_array(chunks, type=quotes_type())
    return _attribute(column, attributor, offsets, threads)


def quotes_type() -> pa.DataType:
    """The type of the answer to a text: `list<struct<start, end, text, …>>`."""
    return _attribute(pa.array([], pa.string()), Attributor(), "characters", 1).type


def attribute_batches(
    batches: Iterator[pa.RecordBatch],
    column: str = "text",
    attributor: Attributor | None = None,
    *,
    offsets: Offsets = "characters",
    threads: int = 1,
) -> Iterator[pa.RecordBatch]:
    """Record batches with two more columns: `quotes`, and `error`, which says why a document has no answer."""
    attributor = attributor or Attributor()
    for batch in batches:
        texts = batch.column(batch.schema.get_field_index(column))
        quotes = _attribute(texts, attributor, offsets, threads)
        names = [*batch.schema.names, "quotes", "error"]
        yield pa.RecordBatch.from_arrays([*batch.columns, quotes, _errors(texts)], names=names)


def _arrow(column: Any) -> pa.Array | pa.ChunkedArray:
    if isinstance(column, (pa.Array, pa.ChunkedArray)):
        return column
    if hasattr(column, "__arrow_c_stream__"):
        return pa.chunked_array(column)
    return pa.array(column)


def _attribute(texts: pa.Array, attributor: Attributor, offsets: Offsets, threads: int) -> pa.Array:
    parts: list[pa.Array] = []
    for start in range(0, max(len(texts), 1), _BATCH):
        strings = [_decoded(text)[0] for text in texts.slice(start, _BATCH).to_pylist()]
        parts.extend(_array(*part) for part in attributor._columns(strings, offsets, threads))
    return parts[0] if len(parts) == 1 else pa.concat_arrays(parts)


def _errors(texts: pa.Array) -> pa.Array:
    binary = pa.types.is_binary(texts.type) or pa.types.is_large_binary(texts.type)
    if not binary:
        return pa.nulls(len(texts), pa.string())
    return pa.array([_decoded(text)[1] for text in texts.to_pylist()], pa.string())


def _decoded(text: str | bytes | None) -> tuple[str | None, str | None]:
    """A text, and why there is none."""
    if not isinstance(text, bytes):
        return text, None
    try:
        return text.decode(), None
    except UnicodeDecodeError as error:
        return None, f"no UTF-8: {error.reason} at byte {error.start}"


def _array(documents: int, ends: list[bytes | None], rows: int, columns: list[Any]) -> pa.Array:
    """The answers as an array over the buffers, which are not copied."""
    children = [_child(kind, rows, _buffers(buffers)) for _, _, kind, buffers in columns]
    fields = [pa.field(name, child.type, optional) for (name, optional, _, _), child in zip(columns, children)]
    rows_array = pa.Array.from_buffers(pa.struct(fields), rows, [None], children=children)
    quotes = pa.list_(pa.field("item", rows_array.type, nullable=False))
    return pa.Array.from_buffers(quotes, documents, _buffers(ends), children=[rows_array])


def _child(kind: str, rows: int, buffers: list[pa.Buffer | None]) -> pa.Array:
    if kind == "list":
        *own, validity, offsets, data = buffers
        items = len(offsets) // 4 - 1 if offsets else 0
        strings = pa.Array.from_buffers(pa.string(), items, [validity, offsets, data])
        return pa.Array.from_buffers(_TYPES[kind], rows, own, children=[strings])
    return pa.Array.from_buffers(_TYPES[kind], rows, buffers)


def _buffers(buffers: list[bytes | None]) -> list[pa.Buffer | None]:
    return [None if buffer is None else pa.py_buffer(buffer) for buffer in buffers]
