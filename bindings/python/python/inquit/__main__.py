"""`python -m inquit`: who says what in text files, or in standard input."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from inquit import Attributions, Attributor, Error, Tally


def table(found: Attributions) -> str:
    """The speakers by words."""
    counted = found.statistics()
    rows: list[tuple[str, str, Tally]] = []
    rows += [(speaker.name, speaker.gender, speaker.speech) for speaker in counted.by_words() if speaker.speech.words]
    if counted.unattributed.words:
        rows.append(("(no speaker)", "", counted.unattributed))
    width = max([len("speaker"), *(len(name) for name, _, _ in rows)])
    lines = [f"{'speaker':<{width}}  {'gender':<8}{'quotes':>7}{'words':>8}{'share':>8}"]
    for name, gender, speech in rows:
        share = f"{100 * speech.share_of(counted.speech):.0f} %"
        lines.append(f"{name:<{width}}  {gender:<8}{speech.quotations:>7}{speech.words:>8}{share:>8}")
    return "\n".join(lines) + "\n"


FORMATS = {
    "table": table,
    "json": lambda found: found.to_json() + "\n",
    "jsonl": Attributions.to_jsonl,
    "csv": Attributions.to_csv,
    "tsv": Attributions.to_tsv,
    "html": Attributions.to_html,
    "tei": Attributions.to_tei,
    "ssml": Attributions.to_ssml,
    "script": Attributions.to_script,
    "brat": Attributions.to_brat,
    "labelstudio": Attributions.to_labelstudio,
    "doccano": Attributions.to_doccano,
    "webanno": Attributions.to_webanno,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("python -m inquit", description=__doc__)
    parser.add_argument("files", nargs="*", default=["-"], help="text files in UTF-8; - is standard input")
    parser.add_argument("--format", choices=FORMATS, default="table", help="what is printed (default: table)")
    parser.add_argument("--genre", choices=["fiction", "news"])
    parser.add_argument("--marks", choices=["double", "single", "dash", "labels"], help="how the texts mark speech")
    parser.add_argument("--threshold", type=float, default=0.0, help="quotations below keep no speaker")
    given = parser.parse_args(arguments)
    try:
        attributor = Attributor(genre=given.genre, marks=given.marks, threshold=given.threshold)
    except Error as error:
        parser.error(str(error))
    status = 0
    for name in given.files:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            found = attributor.attribute(data.decode())
        except (OSError, UnicodeDecodeError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            status = 1
            continue
        if len(given.files) > 1 and given.format == "table":
            print(f"\n{name}")
        sys.stdout.write(FORMATS[given.format](found))
    return status


if __name__ == "__main__":
    sys.exit(main())
