"""Finds every quotation in English prose and links it to its speaker.

>>> import inquit
>>> found = inquit.attribute('"It is late," said Mr. Hale.')
>>> [(quote.text, quote.speaker.name) for quote in found]
[('It is late,', 'Mr. Hale')]

All offsets count characters, as Python's slices do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Mapping

from inquit._inquit import (
    Attributions,
    Attributor,
    Error,
    Exchange,
    Quote,
    Segment,
    Speaker,
    SpeakerStatistics,
    Statistics,
    Tally,
    Utterance,
    Words,
)

if TYPE_CHECKING:
    import pandas
    from typing_extensions import Unpack

    from inquit._inquit import Offsets, Options

__all__ = [
    "Attributions",
    "Attributor",
    "Error",
    "Exchange",
    "Quote",
    "Segment",
    "Speaker",
    "SpeakerStatistics",
    "Statistics",
    "Tally",
    "Utterance",
    "Words",
    "attribute",
    "attribute_arrow",
    "to_pandas",
]


def attribute(text: str, *, masks: Iterable[tuple[int, int]] = (), **options: Unpack[Options]) -> Attributions:
    """The quotations of a text and who said them; the options are those of `Attributor`.

    `masks` are spans that are no prose: white space to the reader.
    """
    return Attributor(**options).attribute(text, masks=list(masks))


def attribute_arrow(
    column: Any, *, offsets: Offsets = "characters", threads: int = 1, **options: Unpack[Options]
) -> Any:
    """The quotations of each text of an Arrow column, as a list of structs; see `inquit.arrow`."""
    from inquit.arrow import attribute_column

    return attribute_column(column, Attributor(**options), offsets=offsets, threads=threads)


def to_pandas(
    texts: Mapping[Any, str] | Iterable[str], *, offsets: Offsets = "characters", **options: Unpack[Options]
) -> pandas.DataFrame:
    """A data frame with a row for each quotation of many texts, and a column `document` with the key of its text."""
    attributor = Attributor(**options)
    columns: dict[str, list[Any]] = {"document": [], **attributor.attribute("")._table()}
    for key, text in texts.items() if isinstance(texts, Mapping) else enumerate(texts):
        table = attributor.attribute(text)._table(offsets=offsets)
        columns["document"] += [key] * len(table["start"])
        for name, column in table.items():
            columns[name] += column
    return _frame(columns)


def _frame(columns: Mapping[str, list[Any]]) -> pandas.DataFrame:
    """A data frame whose columns of offsets are integers though some are missing."""
    import pandas

    optional = ["mention_start", "mention_end", "cue_start", "cue_end"]
    return pandas.DataFrame(columns).astype(dict.fromkeys(optional, "Int64"))


def _build(options: Options) -> Attributor:
    """An attributor in another process."""
    return Attributor(**options)
