//! Which quotations of an answer are shown.

use std::collections::HashSet;

use inquit::{Attributions, QuoteKind, Speaker, SpeakerId};

/// What `--speaker`, `--below` and `--speech-only` select.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Names of speakers as they were given; if empty, all speakers and none.
    speakers: Vec<String>,
    below: Option<f64>,
    speech_only: bool,
}

impl Selection {
    pub fn new(speakers: &[String], below: Option<f64>, speech_only: bool) -> Self {
        Self { speakers: speakers.iter().map(|name| name.trim().to_owned()).collect(), below, speech_only }
    }

    /// Whether only some speakers or only doubtful answers are shown.
    pub fn is_narrow(&self) -> bool {
        !self.speakers.is_empty() || self.below.is_some()
    }

    /// Drops all other quotations. Returns which of the names, by their indices, some speaker has.
    pub fn apply(&self, found: &mut Attributions<'_>) -> HashSet<usize> {
        let mut known = HashSet::new();
        let mut wanted: HashSet<SpeakerId> = HashSet::new();
        for (index, name) in self.speakers.iter().enumerate() {
            let name = name.to_lowercase();
            let ids = found.speakers().iter().filter(|speaker| is_called(speaker, &name)).map(|speaker| speaker.id);
            for id in ids {
                known.insert(index);
                wanted.insert(id);
            }
        }
        found.retain(|quote| {
            let record = quote.record();
            let by_speaker = self.speakers.is_empty() || record.speaker.is_some_and(|id| wanted.contains(&id));
            let by_confidence = self.below.is_none_or(|below| record.confidence < below);
            let by_kind = !self.speech_only || record.kind != QuoteKind::NotSpeech;
            by_speaker && by_confidence && by_kind
        });
        known
    }

    /// The names that no speaker of any answer has, given those that [`Self::apply`] returned.
    pub fn unknown(&self, known: &HashSet<usize>) -> Vec<&str> {
        let names = self.speakers.iter().enumerate().filter(|(index, _)| !known.contains(index));
        names.map(|(_, name)| name.as_str()).collect()
    }
}

/// Whether a speaker has a name, which is in small letters.
fn is_called(speaker: &Speaker, name: &str) -> bool {
    let names = [&speaker.name, &speaker.slug].into_iter().chain(&speaker.aliases);
    let titled = speaker.title.iter().map(|title| format!("{title} {}", speaker.name).to_lowercase());
    names.map(|name| name.to_lowercase()).chain(titled).any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::Selection;

    const TEXT: &str = "\"No,\" said Mrs. Ida Orne. \"Why?\" asked Hale. He hummed \"Lili Marlene\".\n\n\"It rains.\"";

    fn select(speakers: &[&str], below: Option<f64>, speech_only: bool) -> (Vec<String>, Vec<String>) {
        let speakers: Vec<String> = speakers.iter().map(|&name| name.to_owned()).collect();
        let selection = Selection::new(&speakers, below, speech_only);
        let mut found = inquit::attribute_quotes(TEXT);
        let known = selection.apply(&mut found);
        let contents = found.iter().map(|quote| quote.content().to_owned()).collect();
        (contents, selection.unknown(&known).into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn speakers_have_many_names() {
        for name in ["Ida Orne", "mrs. ida orne", "ida-orne", " IDA ORNE"] {
            let (contents, unknown) = select(&[name], None, false);
            assert!(contents.contains(&"No,".to_owned()) && !contents.contains(&"Why?".to_owned()), "{name}");
            assert!(unknown.is_empty());
        }
        assert_eq!(select(&["Hal", "hale"], Some(0.0), false).1, ["Hal"]);
    }

    #[test]
    fn kind_and_confidence() {
        assert_eq!(select(&[], None, false).0.len(), 4);
        assert_eq!(select(&[], None, true).0, ["No,", "Why?", "It rains."]);
        let (doubtful, _) = select(&[], Some(0.9), true);
        assert_eq!(doubtful, ["It rains."]);
    }
}
