"""A story for speech synthesis: SSML with a voice for each speaker, in documents that a service takes."""
import sys
from pathlib import Path

import inquit

story = inquit.attribute(Path(sys.argv[1]).read_text("utf-8"))
voices = {"female": ["Amy", "Emma"], "male": ["Brian", "Geraint"]}
for document in story.to_ssml_chunks(4000, language="en-GB", narrator="Olivia", voices_of=voices):
    print(document)
