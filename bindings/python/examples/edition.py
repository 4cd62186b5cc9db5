"""A story as TEI P5, with its speakers marked."""
import sys
from pathlib import Path

import inquit

story = Path(sys.argv[1])
print(inquit.attribute(story.read_text("utf-8")).to_tei(title=story.stem, source=story.name))
