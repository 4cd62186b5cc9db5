"""Spark: `inquit.spark.attribute_quotes(frame, "text")` adds the quotations to each row of a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import StringType, StructType

from inquit._inquit import Attributor
from inquit.arrow import attribute_batches, quotes_type

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from inquit._inquit import Offsets, Options


def attribute_quotes(
    frame: DataFrame, column: str = "text", *, offsets: Offsets = "characters", **options: Unpack[Options]
) -> DataFrame:
    """The data frame with two more columns: `quotes`, a list of structs, and `error`.

    A document without an answer, for it is null or (in a binary column) no UTF-8, is a row without quotations and does
    not fail the job. The options are those of `inquit.Attributor`.
    """
    # Wrong options and columns fail here and not in a task.
    Attributor(**options)
    schema = StructType([*frame.schema.fields])
    schema = schema.add("quotes", from_arrow_type(quotes_type())).add("error", StringType())
    frame[column]

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return attribute_batches(batches, column, Attributor(**options), offsets=offsets)

    return frame.mapInArrow(run, schema)
