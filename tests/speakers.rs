//! What a result tells of its speakers: what they are, where they are mentioned, who else it may have been.

use inquit::{attribute_quotes, Attributions, Attributor, Cast, Character, Genre, Input, Speaker, SpeakerKind};

fn speaker<'a>(found: &'a Attributions<'_>, name: &str) -> &'a Speaker {
    let names: Vec<&str> = found.speakers().iter().map(|speaker| &*speaker.name).collect();
    found.speakers().iter().find(|speaker| speaker.name == name).unwrap_or_else(|| panic!("no {name} in {names:?}"))
}

fn mentions<'t>(found: &Attributions<'t>, name: &str) -> Vec<&'t str> {
    speaker(found, name).mention_spans.iter().map(|&span| &found.text()[span]).collect()
}

const NEWS: &str = "\"No,\" said a spokesman for the port.\n\nThe neighbours said: \"We will wait.\"\n\n\
                    On Monday, 5 May, Moscow said: \"It was 12 to 5.\" Ida Orne of the Senate disagreed. The Senate said \
                    \"no comment\", and Orne said \"nothing to add\".";

#[test]
fn kinds_in_news() {
    let found = attribute_quotes(NEWS);
    assert_eq!(found.genre(), Genre::News);
    for (name, kind) in [
        ("a spokesman for the port", SpeakerKind::Described),
        ("The neighbours", SpeakerKind::Group),
        ("Moscow", SpeakerKind::Organisation),
        ("Senate", SpeakerKind::Organisation),
        ("Ida Orne", SpeakerKind::Person),
    ] {
        assert_eq!(speaker(&found, name).kind, kind, "{name}");
    }
}

/// A noun that is used as a name is no name.
#[test]
fn kinds_of_people_called_by_a_noun() {
    let found = attribute_quotes("\"No,\" said the Professor.\n\n\"Yes,\" said Mom.\n\n\"Why?\" asked Emma.");
    let kinds: Vec<(&str, SpeakerKind)> =
        found.speakers().iter().map(|speaker| (&*speaker.name, speaker.kind)).collect();
    use SpeakerKind::{Described, Person};
    assert_eq!(kinds, [("the Professor", Described), ("Mom", Described), ("Emma", Person)]);
}

/// A noun phrase has a position even where nothing else refers to it.
#[test]
fn positions_in_news() {
    let found = attribute_quotes(NEWS);
    assert_eq!(mentions(&found, "a spokesman for the port"), ["a spokesman for the port"]);
    assert_eq!(mentions(&found, "The neighbours"), ["The neighbours"]);
    assert_eq!(mentions(&found, "Ida Orne"), ["Ida Orne", "Orne"]);
    assert_eq!((speaker(&found, "The neighbours").mentions, speaker(&found, "Ida Orne").mentions), (1, 2));
}

/// "the captain" is linked by the title, and counts as no mention by name.
#[test]
fn positions_of_titles() {
    let found =
        attribute_quotes("\"No,\" said Captain Orne. He looked at Orne's dog. The captain rose. \"Go,\" said Orne.");
    assert_eq!(mentions(&found, "Captain Orne"), ["Captain Orne", "Orne", "The captain", "Orne"]);
    assert_eq!(speaker(&found, "Captain Orne").mentions, 3);
}

#[test]
fn positions_of_aliases() {
    let cast = Cast::new([Character::new("Hollis").alias("the captain"), Character::new("Orne")]).unwrap();
    let text = "\"No,\" said the captain. Hollis rose. \"Go,\" said Orne.";
    let found = Attributor::new().attribute(Input::new(text).cast(&cast));
    assert_eq!(mentions(&found, "Hollis"), ["the captain", "Hollis"]);
    assert_eq!((speaker(&found, "Hollis").mentions, speaker(&found, "Hollis").kind), (2, SpeakerKind::Person));
}

#[test]
fn the_narrator() {
    let text = "\"No,\" said Orne.\n\n\"Why?\" I asked.";
    let found = attribute_quotes(text);
    let narrator = speaker(&found, "narrator");
    assert_eq!(
        (narrator.kind, &*narrator.slug, found.narrator()),
        (SpeakerKind::Narrator, "narrator", Some(narrator.id))
    );
    assert!(narrator.mention_spans.is_empty());

    let cast = Cast::new([Character::new("Emma")]).unwrap().with_narrator("Emma").unwrap();
    let found = Attributor::new().attribute(Input::new(text).cast(&cast));
    let emma = speaker(&found, "Emma");
    assert_eq!((emma.kind, found.narrator()), (SpeakerKind::Person, Some(emma.id)));
    // A narrator who neither speaks nor is addressed is not listed.
    let found = Attributor::new().attribute(Input::new("\"No,\" said Orne.").cast(&cast));
    assert_eq!(found.narrator(), None);
}

const SCENE: &str = "Emma and Ida sat by the fire. \"Why?\" asked Ida.\n\n\"Wait,\" said Emma.\n\n\
                     A knock came. \"Who is it?\" she said.";

#[test]
fn alternatives() {
    let found = attribute_quotes(SCENE);
    let others = |i: usize| found.get(i).unwrap().alternatives().map(|(other, _)| &*other.name).collect::<Vec<_>>();
    assert_eq!((others(0), others(1), others(2)), (vec![], vec![], vec!["Emma"]));
    let alternatives = &found.records()[2].alternatives;
    assert!(alternatives.iter().map(|other| other.posterior).sum::<f64>() < 1.0);
}

/// An omitted speaker becomes the first alternative.
#[test]
fn alternatives_below_the_threshold() {
    let strict = Attributor::builder().threshold(0.9).build().unwrap();
    let found = strict.attribute(SCENE);
    let quote = found.get(2).unwrap();
    assert!(quote.speaker().is_none());
    let (names, posteriors): (Vec<&str>, Vec<f64>) =
        quote.alternatives().map(|(other, posterior)| (&*other.name, posterior)).unzip();
    assert_eq!(names, ["Ida", "Emma"]);
    assert!(posteriors[0] > posteriors[1]);
}

/// The candidates of news are mentions, its alternatives are speakers.
#[test]
fn alternatives_in_news() {
    let found = attribute_quotes(NEWS);
    let other = |i: usize| found.get(i).unwrap().alternatives().next().map(|(other, _)| &*other.name);
    assert_eq!(found.get(2).unwrap().speaker().unwrap().name, "Moscow");
    assert!(matches!(other(2), Some("Senate" | "Ida Orne")), "{:?}", other(2));
}
