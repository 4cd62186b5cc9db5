# %% [markdown]
# # Who speaks how much
#
# A notebook as a Python file: VS Code, PyCharm and Jupytext open its cells. It runs as a program too:
# `python who_speaks.py story.txt picture.png`

# %%
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

import inquit

STORY = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "examples/texts/inn.txt"
PICTURE = sys.argv[2] if len(sys.argv) > 2 else "who_speaks.png"
INK, SOFT, PAPER = "#1d1b18", "#5d5850", "#fcfaf5"
HUES = {"male": "#394bc2", "female": "#9e5a0b", "unknown": "#0b6e5c"}

found = inquit.attribute(STORY.read_text("utf-8"))
quotes = found.to_pandas()
quotes.head()

# %% [markdown]
# ## Words by speaker

# %%
counts = found.statistics()
speakers = [speaker for speaker in counts.by_words() if speaker.speech.words][:12]

plt.rcParams.update({"font.size": 10, "text.color": INK, "axes.edgecolor": SOFT, "figure.facecolor": PAPER,
                     "axes.facecolor": PAPER, "xtick.color": SOFT, "ytick.color": INK})
picture, (bars, line) = plt.subplots(
    2, 1, figsize=(8, 1.9 + 0.75 * len(speakers)), layout="constrained", height_ratios=[2, 1.4]
)
names = [speaker.name for speaker in speakers]
words = [speaker.speech.words for speaker in speakers]
bars.barh(names, words, color=[HUES[speaker.gender] for speaker in speakers], height=0.55)
for name, speaker in zip(names, speakers):
    share = speaker.speech.share_of(counts.speech)
    bars.text(speaker.speech.words, name, f"  {speaker.speech.words} words, {share:.0%}", va="center", color=SOFT)
bars.invert_yaxis()
bars.margins(x=0.25)
bars.set_title("Words by speaker", loc="left", fontweight="bold")
bars.tick_params(left=False)
bars.spines[["top", "right", "left"]].set_visible(False)

# %% [markdown]
# ## Where in the text they speak

# %%
genders = {speaker.name: speaker.gender for speaker in speakers}
for row, name in enumerate(names):
    own = quotes[quotes.speaker == name]
    spans = list(zip(own.start, own.end - own.start))
    line.broken_barh(spans, (row - 0.3, 0.6), color=HUES[genders[name]])
line.set_yticks(range(len(names)), names)
line.invert_yaxis()
line.set_xlim(0, len(found.text))
line.set_xlabel("character of the text")
line.set_title("Where they speak", loc="left", fontweight="bold")
line.tick_params(left=False)
line.spines[["top", "right", "left"]].set_visible(False)
picture.savefig(PICTURE, dpi=110)
