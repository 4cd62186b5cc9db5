"""The interface of the module."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import inquit
from conftest import TEXTS

TEXT = '"🌊 It is late, Ida," said Mr. Hale. "Go."\n\n"Why?" she asked.'


def test_offsets_count_characters() -> None:
    found = inquit.attribute(TEXT)
    assert [TEXT[quote.start : quote.end] for quote in found] == ['"🌊 It is late, Ida,"', '"Go."', '"Why?"']
    (hale, ida) = found.speakers
    assert [quote.speaker for quote in found] == [hale, hale, ida]
    assert (hale.name, hale.gender, hale.kind, hale.slug) == ("Mr. Hale", "male", "person", "mr-hale")
    assert found[0].addressees == [ida] and found[-1].cue.text == "asked"
    assert [TEXT[slice(*span)] for span in hale.mention_spans] == ["Mr. Hale"]
    assert [TEXT[slice(*span)] for span in found.paragraphs] == TEXT.split("\n\n")
    assert found.quotes_of(ida) == [found[2]] and len(found.speech()) == 3
    with pytest.raises(IndexError):
        found[3]


def test_a_surrogate_keeps_all_offsets() -> None:
    text = 'A \udce9 b. "No, \ud83d\ude00," said Orne.'
    (quote,) = inquit.attribute(text)
    assert text[quote.start : quote.end] == '"No, \ud83d\ude00,"'


def test_segments_are_the_text() -> None:
    found = inquit.attribute("It rained. “He told me, ‘Go!’ and left,” said Orne.")
    assert "".join(found.text[part.start : part.end] for part in found.segments()) == found.text
    (speech,) = [part for part in found.segments() if part.kind == "speech"]
    assert speech.quote == found[0] and speech.speaker.name == "Orne"
    assert "Go!" in [child.text for child in speech.children]


@pytest.mark.parametrize(
    "options, message",
    [
        ({"threshold": 1.5}, "the confidence threshold 1.5 is not within 0.0 and 1.0"),
        ({"cue_verbs": ["let slip"]}, '"let slip" cannot be a cue verb: one word of letters is expected'),
        ({"cast": ["Emma", "Emma"]}, 'the cast has the name "Emma" twice'),
        ({"cast": [" "]}, "character 0 of the cast has an empty or blank name"),
        ({"cast": [{"name": "Emma", "aliases": [""]}]}, 'character "Emma" has an empty or blank alias'),
        ({"cast": ["Emma"], "narrator": "Hale"}, 'the narrator "Hale" is not in the cast'),
        ({"narrator": "Hale"}, 'the narrator "Hale" is not in the cast'),
        ({"genre": "prose"}, 'unknown Genre "prose", expected one of: fiction, news'),
    ],
)
def test_errors_have_the_message_of_the_library(options: dict, message: str) -> None:
    with pytest.raises(inquit.Error) as error:
        inquit.attribute("", **options)
    assert str(error.value) == message and isinstance(error.value, ValueError)


def test_options() -> None:
    text = '"I see," the captain grokked.\n\n"No," I said.'
    cast = {"characters": [{"name": "Hollis", "aliases": ["the captain"]}, "Miriam"], "narrator": "Miriam"}
    for found in (
        inquit.attribute(text, cast=cast, cue_verbs=["grokked"], genre="fiction"),
        inquit.Attributor(cue_verbs=["grokked"]).attribute(text, cast=cast["characters"], narrator="Miriam"),
    ):
        assert [quote.speaker.name for quote in found] == ["Hollis", "Miriam"]
        assert found[0].confidence > 0.9 and found.narrator.name == "Miriam"
    assert inquit.attribute("‘No,’ said Orne.", marks="single").marks == "single"
    assert inquit.attribute('"No," said Orne. "Go."', threshold=1.0)[1].speaker is None


def test_masks_count_characters() -> None:
    text = "🌊 \"We sail at dawn,\"[12] said Orne."
    start = text.index("[12]")
    (quote,) = inquit.attribute(text, masks=[(start, start + 4)])
    assert quote.speaker.name == "Orne"


def test_statistics() -> None:
    counts = inquit.Statistics("name")
    for text in (TEXT, '🌊 "No and no and no and no again," said Mr. Hale.'):
        counts.add(inquit.attribute(text))
    assert counts.documents == 2 and [speaker.name for speaker in counts.by_words()] == ["Mr. Hale", "Ida"]
    hale = counts.speakers[0]
    assert (hale.documents, hale.speech.quotations, hale.speech.words) == (2, 3, 13)
    assert counts.of_gender("male") == hale.speech and hale.speech.share_of(counts.speech) == 13 / 14
    longest = counts.longest_speech
    assert (longest.document, longest.start, longest.end) == (1, 2, 34)
    (edge,) = counts.exchanges
    assert (counts.speakers[edge.speaker].name, counts.speakers[edge.addressee].name) == ("Mr. Hale", "Ida")
    both = inquit.Statistics()
    both.merge(counts)
    both.merge(both)
    assert (both.documents, both.longest_speech.start) == (4, 2)


def test_writers() -> None:
    found = inquit.attribute(TEXT)
    assert found.to_html(title="Salt & Iron").count("<h1><bdi>Salt &amp; Iron</bdi></h1>") == 1
    assert found.to_csv(id="a").startswith("document,start,end,text,") and "\na,0,20," in found.to_csv(id="a")
    assert found.to_csv(header=False, offsets="bytes").startswith("0,23,")
    assert found.to_tsv().startswith("start\tend\t")
    assert 'who="#mr-hale"' in found.to_tei(title="T", source="S")
    ssml = found.to_ssml(narrator="Ann", voices={"Ida": "Eva"}, voices_of={"male": ["Ben"]})
    assert all(f'<voice name="{voice}">' in ssml for voice in ("Ann", "Eva", "Ben"))
    assert len(found.to_ssml_chunks(300)) > 1
    assert "MR. HALE" in found.to_script(title="T") and found.to_brat().startswith("T1\t")
    assert json.loads(found.to_labelstudio())[0]["data"]["text"] == TEXT
    assert json.loads(found.to_doccano(id="a"))["text"] == TEXT
    assert json.loads(found.to_webanno(source="https://example.org/"))
    assert found.to_brat_configuration()
    assert found.to_dict()["offsets"] == "characters" and found.to_dict()["quotes"][0]["end"] == found[0].end
    assert json.loads(found.to_json(offsets="utf-16"))["quotes"][0]["end"] == found[0].end + 1
    assert len(found.to_jsonl().splitlines()) == len(found)


def test_results_and_engines_can_be_sent_to_other_processes() -> None:
    found = inquit.attribute(TEXT)
    assert pickle.loads(pickle.dumps(found)) == found
    assert inquit.Attributions.loads(found.dumps()).quotes == found.quotes
    engine = pickle.loads(pickle.dumps(inquit.Attributor(cast=["Ida", "Hale"], threshold=0.5)))
    assert repr(engine) == "Attributor(cast=['Ida', 'Hale'], threshold=0.5)"
    with pytest.raises(inquit.Error):
        inquit.Attributions.loads("{}")


def test_attribution_releases_the_lock() -> None:
    text = (TEXTS / "harbour.txt").read_text() * 1500
    engine, beats, done = inquit.Attributor(), [], threading.Event()
    beat = threading.Thread(target=lambda: [beats.append(time.sleep(0.001)) for _ in iter(done.is_set, True)])
    beat.start()
    engine.attribute(text)
    done.set()
    beat.join()
    # Holding the lock would leave none for the whole of the call.
    assert len(beats) > 5
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(engine.attribute, [TEXT] * 100))
    assert all(answer == answers[0] for answer in answers)


def test_program(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    run = lambda *given, **more: subprocess.run(
        [sys.executable, "-m", "inquit", *map(str, given)], capture_output=True, encoding="utf-8", **more
    )
    assert "Mr. Hale  male" in run(tmp_path / "a.txt").stdout
    assert run("--format", "csv", input=TEXT).stdout.startswith("start,end,")
    failed = run(tmp_path / "b.txt", tmp_path / "a.txt")
    assert failed.returncode == 1 and "b.txt" in failed.stderr and "Mr. Hale" in failed.stdout
    assert "is not within 0.0 and 1.0" in run("--threshold", "2", input="").stderr
