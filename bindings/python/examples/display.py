"""A text in the colours of its speakers, by spaCy's displaCy: python display.py story.txt > story.html"""
import sys
from pathlib import Path

import spacy
from inquit.spacy import options
from spacy import displacy

nlp = spacy.blank("en")
nlp.add_pipe("inquit")
doc = nlp(Path(sys.argv[1]).read_text("utf-8"))
print(displacy.render(doc, style="span", page=True, options=options(doc)))
