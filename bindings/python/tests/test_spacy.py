"""The component of spaCy."""

from __future__ import annotations

import pytest

from conftest import TEXTS

spacy = pytest.importorskip("spacy")
TEXT = '"🌊 It is late," said Mr. Hale.\n\n"Why?" asked Ida. "We (and Orne) can\'t."'


def test_a_blank_pipeline_is_enough() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit")
    doc = nlp(TEXT)
    assert [(quote.text, quote.speaker.name) for quote in doc._.quotes][:2] == [("🌊 It is late,", "Mr. Hale"), ("Why?", "Ida")]
    spans = doc.spans["inquit"]
    assert [span.text for span in spans] == [TEXT[quote.start : quote.end] for quote in doc._.quotes]
    assert [span.label_ for span in spans] == ["Mr. Hale", "Ida", "Ida"]
    assert doc._.attributions.speakers[1].gender == "female"


def test_options_and_processes() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit", config={"cast": [{"name": "Simon Hale", "aliases": ["Mr. Hale"]}], "key": "quotes"})
    again = spacy.blank("en").from_config(nlp.config)
    for doc in [*again.pipe([TEXT] * 3), *nlp.pipe([TEXT] * 4, n_process=2, batch_size=1)]:
        assert doc._.quotes[0].speaker.name == "Simon Hale" and doc.spans["quotes"][0].label_ == "Simon Hale"
    stored = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert stored._.quotes == doc._.quotes


def test_displacy_shows_the_speakers() -> None:
    from inquit.spacy import options

    nlp = spacy.blank("en")
    nlp.add_pipe("inquit")
    doc = nlp((TEXTS / "inn.txt").read_text("utf-8"))
    page = spacy.displacy.render(doc, style="span", options=options(doc), jupyter=False)
    assert "Matthew Pell" in page and "#eda821" in page


def test_no_quotation_is_no_error() -> None:
    nlp = spacy.blank("en")
    assert nlp("No component.")._.quotes == []
    nlp.add_pipe("inquit")
    assert nlp("")._.quotes == [] and nlp("Nobody spoke.")._.quotes == []
