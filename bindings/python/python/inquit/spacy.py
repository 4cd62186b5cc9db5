"""A component of spaCy: `nlp.add_pipe("inquit")`. It needs nothing but a tokenizer.

It sets `doc._.quotes`, the quotations with their speakers, `doc._.attributions`, the whole result, and
`doc.spans["inquit"]`, a span for each quotation with the name of its speaker as label.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Optional, Sequence, Union

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from inquit._inquit import Attributions, Attributor, Quote

# The result is stored with the document as a string, so that documents can be saved and sent to other processes.
_STORED = "inquit"

# Number of results that are kept as objects.
_KEPT = 64

# The label of a quotation without a speaker.
NOBODY = "?"

_HUES = ["#9b92fe", "#eda821", "#42dac9", "#fd889e", "#d2a0f9", "#c6d672", "#57b7d1", "#ea8f62"]


class Inquit:
    """The component; `key` names its span group."""

    def __init__(self, attributor: Attributor, key: str) -> None:
        self.attributor = attributor
        self.key = key

    def __call__(self, doc: Doc) -> Doc:
        found = self.attributor.attribute(doc.text)
        doc.user_data[_STORED] = found.dumps()
        spans = [_span(doc, quote) for quote in found]
        doc.spans[self.key] = SpanGroup(doc, name=self.key, spans=[span for span in spans if span is not None])
        return doc

    # The options are those of the configuration; there is nothing to save.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Inquit:
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        pass

    def from_disk(self, *_: Any, **__: Any) -> Inquit:
        return self


@Language.factory(
    "inquit",
    assigns=["doc._.quotes", "doc._.attributions", "doc.spans"],
    default_config={
        "cast": None,
        "narrator": None,
        "genre": None,
        "marks": None,
        "cue_verbs": [],
        "threshold": 0.0,
        "single_pass": False,
        "key": "inquit",
    },
)
def create(
    nlp: Language,
    name: str,
    cast: Optional[Sequence[Union[str, dict[str, Any]]]],
    narrator: Optional[str],
    genre: Optional[str],
    marks: Optional[str],
    cue_verbs: Sequence[str],
    threshold: float,
    single_pass: bool,
    key: str,
) -> Inquit:
    options: Any = {
        "cast": cast,
        "narrator": narrator,
        "genre": genre,
        "marks": marks,
        "cue_verbs": list(cue_verbs),
        "threshold": threshold,
        "single_pass": single_pass,
    }
    return Inquit(Attributor(**options), key)


def colors(doc: Doc, key: str = "inquit") -> dict[str, str]:
    """A colour for each speaker: `displacy.render(doc, style="span", options=inquit.spacy.options(doc))`."""
    labels = dict.fromkeys(span.label_ for span in doc.spans[key])
    return {label: _HUES[index % len(_HUES)] for index, label in enumerate(labels)}


def options(doc: Doc, key: str = "inquit") -> dict[str, Any]:
    """The options of displaCy's style `span`."""
    return {"spans_key": key, "colors": colors(doc, key)}


def _span(doc: Doc, quote: Quote) -> Any:
    label = quote.speaker.name if quote.speaker else NOBODY
    return doc.char_span(quote.start, quote.end, label=label, alignment_mode="expand")


@lru_cache(maxsize=_KEPT)
def _loaded(stored: str) -> Attributions:
    return Attributions.loads(stored)


def _attributions(doc: Doc) -> Optional[Attributions]:
    stored = doc.user_data.get(_STORED)
    return None if stored is None else _loaded(stored)


def _quotes(doc: Doc) -> list[Quote]:
    found = _attributions(doc)
    return [] if found is None else found.quotes


Doc.set_extension("attributions", getter=_attributions, force=True)
Doc.set_extension("quotes", getter=_quotes, force=True)
