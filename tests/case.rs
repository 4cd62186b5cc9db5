//! A case: a text and the expected quotations, given as text and speaker, so that no offsets have to be counted.

use inquit::{attribute_quotes, Attributions, Attributor, Cast, Character, Gender, Input, Quote, Speaker};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub text: String,
    /// The cast that is given; empty for none.
    #[serde(default)]
    cast: Vec<Person>,
    narrator: Option<String>,
    /// All quotations of the text, in order.
    quotes: Vec<ExpectedQuote>,
    /// Some of the speakers.
    #[serde(default)]
    speakers: Vec<ExpectedSpeaker>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default = "unknown")]
    gender: String,
}

/// An expected quotation. What is left out may be anything, except the speaker: either it has a name, or `nobody` is
/// set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedQuote {
    /// The content, without marks.
    text: String,
    speaker: Option<String>,
    #[serde(default)]
    nobody: bool,
    mention: Option<String>,
    cue: Option<String>,
    evidence: Option<String>,
    kind: Option<String>,
    depth: Option<u8>,
    closed: Option<bool>,
    /// Names of the addressees.
    to: Option<Vec<String>>,
    /// Quotations of a case with the same number are one utterance, all others are not.
    utterance: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedSpeaker {
    name: String,
    aliases: Option<Vec<String>>,
    gender: Option<String>,
    title: Option<String>,
}

fn unknown() -> String {
    "unknown".to_owned()
}

impl Case {
    /// What the library finds.
    pub fn attribute(&self) -> Attributions<'_> {
        match self.cast() {
            Some(cast) => Attributor::new().attribute(Input::new(&self.text).cast(&cast)),
            None => attribute_quotes(&self.text),
        }
    }

    pub fn cast(&self) -> Option<Cast> {
        let cast = Cast::new(self.cast.iter().map(Person::character)).unwrap_or_else(|e| panic!("{}: {e}", self.name));
        let cast = match &self.narrator {
            Some(narrator) => cast.with_narrator(narrator).unwrap_or_else(|e| panic!("{}: {e}", self.name)),
            None => cast,
        };
        (!self.cast.is_empty()).then_some(cast)
    }

    /// The case with CRLF line breaks.
    pub fn with_crlf(&self) -> Self {
        let crlf = |text: &str| text.replace("\r\n", "\n").replace('\n', "\r\n");
        let mut twin = self.clone();
        twin.name += " (CRLF twin)";
        twin.text = crlf(&self.text);
        for quote in &mut twin.quotes {
            quote.text = crlf(&quote.text);
            quote.mention = quote.mention.as_deref().map(crlf);
            quote.cue = quote.cue.as_deref().map(crlf);
        }
        twin
    }

    /// The case with curly marks; none unless its marks show plainly which way they face.
    pub fn with_curly_marks(&self) -> Option<Self> {
        let plain = |quote: &ExpectedQuote| quote.closed != Some(false) && !quote.text.contains('"');
        let text = self.quotes.iter().all(plain).then(|| curl(&self.text))??;
        Some(Self { name: format!("{} (curly twin)", self.name), text, ..self.clone() })
    }

    /// How many quotations have the expected speaker, and how many there are. All must have been found.
    pub fn speakers_right(&self, found: &Attributions<'_>) -> (usize, usize) {
        let texts: Vec<&str> = found.iter().map(|quote| quote.content()).collect();
        let expected: Vec<&str> = self.quotes.iter().map(|quote| quote.text.as_str()).collect();
        assert_eq!(texts, expected, "{}", self.name);
        let speaker = |quote: &Quote<'_, '_>| quote.speaker().map(|speaker| speaker.name.clone());
        let right = found.iter().zip(&self.quotes).filter(|(quote, row)| speaker(quote) == row.speaker);
        (right.count(), self.quotes.len())
    }

    /// # Errors
    /// A report of the case: its text, and each quotation and speaker as expected and as found.
    pub fn check(&self, found: &Attributions<'_>) -> Result<(), String> {
        let got: Vec<Quote> = found.iter().collect();
        let stated = self.quotes.iter().map(|quote| quote.utterance);
        let counted = got.iter().zip(&self.quotes).map(|(quote, row)| row.utterance.map(|_| quote.utterance()));
        let (stated, counted) = (firsts(stated), firsts(counted));

        let mut rows = Vec::new();
        for i in 0..self.quotes.len().max(got.len()) {
            let mut expected = self.quotes.get(i).map(ExpectedQuote::facts);
            let mut found = got.get(i).map(quote_facts);
            if let (Some(expected), Some(found)) = (&mut expected, &mut found) {
                expected.extend(stated[i].map(|first| ("utterance", format!("that of quotation {first}"))));
                found.extend(counted[i].map(|first| ("utterance", format!("that of quotation {first}"))));
            }
            rows.push((expected, found));
        }
        for speaker in &self.speakers {
            let found = found.speakers().iter().find(|s| s.name == speaker.name);
            rows.push((Some(speaker.facts()), found.map(speaker_facts)));
        }

        if rows.iter().all(|(expected, found)| as_stated(expected, found) == *expected) {
            return Ok(());
        }
        let mut report = format!("case {}\n", self.name);
        self.text.lines().for_each(|line| report += &format!("    | {line}\n"));
        for (expected, found) in &rows {
            let found = as_stated(expected, found);
            if found == *expected {
                report += &format!("  right     {}\n", tell(expected));
            } else {
                report += &format!("  expected  {}\n  but found {}\n", tell(expected), tell(&found));
            }
        }
        Err(report)
    }
}

impl Person {
    fn character(&self) -> Character {
        let gender: Gender = self.gender.parse().unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let character = Character::new(&self.name).gender(gender);
        self.aliases.iter().fold(character, Character::alias)
    }
}

/// A property and its value, as reports print them.
type Fact = (&'static str, String);

impl ExpectedQuote {
    fn facts(&self) -> Vec<Fact> {
        assert!(self.speaker.is_some() != self.nobody, "{:?}: needs a speaker or `nobody = true`", self.text);
        let facts = [
            ("text", Some(self.text.clone())),
            ("speaker", Some(self.speaker.clone().unwrap_or("nobody".to_owned()))),
            ("mention", self.mention.clone()),
            ("cue", self.cue.clone()),
            ("evidence", self.evidence.clone()),
            ("kind", self.kind.clone()),
            ("depth", self.depth.map(|depth| depth.to_string())),
            ("closed", self.closed.map(|closed| closed.to_string())),
            ("to", self.to.as_ref().map(|to| to.join(", "))),
        ];
        facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

fn quote_facts(quote: &Quote<'_, '_>) -> Vec<Fact> {
    vec![
        ("text", quote.content().to_owned()),
        ("speaker", quote.speaker().map_or("nobody", |speaker| &speaker.name).to_owned()),
        ("mention", quote.mention_text().unwrap_or("none").to_owned()),
        ("cue", quote.cue_text().unwrap_or("none").to_owned()),
        ("evidence", quote.evidence().to_string()),
        ("kind", quote.kind().to_string()),
        ("depth", quote.depth().to_string()),
        ("closed", quote.is_closed().to_string()),
        ("to", quote.addressees().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")),
    ]
}

impl ExpectedSpeaker {
    fn facts(&self) -> Vec<Fact> {
        let facts = [
            ("name", Some(self.name.clone())),
            ("aliases", self.aliases.as_ref().map(|aliases| aliases.join("; "))),
            ("gender", self.gender.clone()),
            ("title", self.title.clone()),
        ];
        facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

fn speaker_facts(speaker: &Speaker) -> Vec<Fact> {
    vec![
        ("name", speaker.name.clone()),
        ("aliases", speaker.aliases.join("; ")),
        ("gender", speaker.gender.to_string()),
        ("title", speaker.title.clone().unwrap_or("none".to_owned())),
    ]
}

/// The facts of a found item that the case states; all of them if the case does not expect the item.
fn as_stated(expected: &Option<Vec<Fact>>, found: &Option<Vec<Fact>>) -> Option<Vec<Fact>> {
    let stated = |fact: &&Fact| expected.as_ref().map_or(true, |facts| facts.iter().any(|(name, _)| *name == fact.0));
    Some(found.as_ref()?.iter().filter(stated).cloned().collect())
}

fn tell(facts: &Option<Vec<Fact>>) -> String {
    let facts = facts.iter().flatten().map(|(name, value)| format!("{name} {value:?}"));
    Some(facts.collect::<Vec<_>>().join(", ")).filter(|told| !told.is_empty()).unwrap_or("nothing".to_owned())
}

/// For each number, where it stands first: what two ways of numbering have in common.
fn firsts(numbers: impl Iterator<Item = Option<u32>>) -> Vec<Option<usize>> {
    let numbers: Vec<Option<u32>> = numbers.collect();
    numbers.iter().map(|number| number.and_then(|_| numbers.iter().position(|n| n == number))).collect()
}

/// `text` with curly marks in place of straight ones; none unless it has straight double marks and no others, in
/// pairs, with each opening one before a word and each closing one after.
fn curl(text: &str) -> Option<String> {
    if text.contains(['“', '”', '„', '«', '»', '″']) || text.contains("''") || text.contains("``") {
        return None;
    }
    let mut open = false;
    let mut curled = String::with_capacity(text.len());
    let mut stretches = text.split('"').peekable();
    while let Some(stretch) = stretches.next() {
        curled += stretch;
        let Some(next) = stretches.peek() else { break };
        let before = stretch.chars().next_back();
        let after = next.chars().next();
        open = !open;
        let faces = if open {
            before.map_or(true, |c| c.is_whitespace() || matches!(c, '(' | '-' | '—'))
                && !next.starts_with(char::is_whitespace)
        } else {
            !stretch.ends_with(char::is_whitespace)
                && after.map_or(true, |c| c.is_whitespace() || c.is_ascii_punctuation() || c == '—')
        };
        if !faces {
            return None;
        }
        curled.push(if open { '“' } else { '”' });
    }
    (!open && curled != text).then_some(curled)
}
