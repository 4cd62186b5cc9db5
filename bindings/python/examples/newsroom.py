"""Who is quoted in a folder of articles, and how much."""
import sys
from pathlib import Path

import inquit

counts = inquit.Statistics("name")
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    counts.add(inquit.attribute(path.read_text("utf-8")))
for speaker in counts.by_words()[:10]:
    print(f"{speaker.speech.share_of(counts.speech):6.1%}  {speaker.name} ({speaker.gender})")
