//! What a cast and a builder refuse, and the predicates that tell the causes apart.

use inquit::{
    Attributor, Cast, Character, Error, Evidence, Gender, Genre, QuoteKind, QuoteStyle, SpeakerKind, SpeechMarks,
    TokenKind,
};

/// Name and predicate of a cause.
type Cause = (&'static str, fn(&Error) -> bool);

const CAUSES: [Cause; 7] = [
    ("empty name", Error::is_empty_name),
    ("duplicate name", Error::is_duplicate_name),
    ("empty alias", Error::is_empty_alias),
    ("unknown narrator", Error::is_unknown_narrator),
    ("threshold", Error::is_threshold),
    ("cue verb", Error::is_cue_verb),
    ("unknown name", Error::is_unknown_name),
];

/// Refused for this cause and no other, with this message.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>, cause: &str, message: &str) {
    let error = result.unwrap_err();
    let causes: Vec<&str> = CAUSES.iter().filter(|(_, is)| is(&error)).map(|(name, _)| *name).collect();
    assert_eq!(causes, [cause]);
    assert_eq!(error.to_string(), message);
}

#[test]
fn names() {
    let emma = || Character::new("Emma");
    let message = |index| format!("character {index} of the cast has an empty or blank name");
    refused(Cast::new([Character::new("")]), "empty name", &message(0));
    refused(Cast::new([emma(), Character::new(" \u{a0}\n")]), "empty name", &message(1));
    refused(
        Cast::new([emma(), Character::new("Hale"), emma()]),
        "duplicate name",
        "the cast has the name \"Emma\" twice",
    );
}

#[test]
fn aliases() {
    let message = "character \"Emma\" has an empty or blank alias";
    refused(Cast::new([Character::new("Emma").alias("Em").alias("")]), "empty alias", message);
    refused(Cast::new([Character::new("Emma").alias("\t")]), "empty alias", message);
}

#[test]
fn narrator() {
    let cast = || Cast::new([Character::new("Emma").alias("Em")]).unwrap();
    refused(cast().with_narrator("Hale"), "unknown narrator", "the narrator \"Hale\" is not in the cast");
    // An alias is not enough.
    refused(cast().with_narrator("Em"), "unknown narrator", "the narrator \"Em\" is not in the cast");
}

#[test]
fn threshold() {
    for (value, told) in [(-0.1, "-0.1"), (1.5, "1.5"), (f64::NAN, "NaN"), (f64::INFINITY, "inf")] {
        let message = format!("the confidence threshold {told} is not within 0.0 and 1.0");
        refused(Attributor::builder().threshold(value).build(), "threshold", &message);
    }
}

#[test]
fn cue_verb() {
    for verb in ["", "let slip", "grokked!", " grokked", "2nd"] {
        let message = format!("{verb:?} cannot be a cue verb: one word of letters is expected");
        refused(Attributor::builder().cue_verb(verb).build(), "cue verb", &message);
    }
}

#[test]
fn unknown_name() {
    let refused_kind = "scream".parse::<QuoteKind>();
    refused(refused_kind, "unknown name", "unknown QuoteKind \"scream\", expected one of: direct, partial, not-speech");
    for name in ["", "Direct", " direct", "no speech"] {
        assert!(name.parse::<QuoteKind>().unwrap_err().is_unknown_name());
        assert!(name.parse::<Evidence>().unwrap_err().is_unknown_name());
        assert!(name.parse::<QuoteStyle>().unwrap_err().is_unknown_name());
        assert!(name.parse::<SpeechMarks>().unwrap_err().is_unknown_name());
        assert!(name.parse::<Gender>().unwrap_err().is_unknown_name());
        assert!(name.parse::<Genre>().unwrap_err().is_unknown_name());
        assert!(name.parse::<SpeakerKind>().unwrap_err().is_unknown_name());
        assert!(name.parse::<TokenKind>().unwrap_err().is_unknown_name());
    }
}

#[test]
fn what_is_allowed() {
    let shared = Cast::new([Character::new("John Hale").alias("Hale"), Character::new("Ida Hale").alias("Hale")]);
    assert_eq!(shared.unwrap().characters().len(), 2);
    let own_name = Cast::new([Character::new("Emma").alias("Emma")]).unwrap();
    assert_eq!(own_name.with_narrator("Emma").unwrap().narrator(), Some("Emma"));
    assert!(Cast::new([]).unwrap().characters().is_empty());
    for threshold in [0.0, 1.0] {
        assert!(Attributor::builder().threshold(threshold).cue_verb("crowed").cue_verb("re-echoed").build().is_ok());
    }
}

/// Callers box it, send it and wrap it.
#[test]
fn is_an_ordinary_error() {
    let boxed: Box<dyn std::error::Error + Send + Sync> = Cast::new([Character::new("")]).unwrap_err().into();
    assert!(boxed.downcast_ref::<Error>().is_some_and(Error::is_empty_name));
}

/// A cue verb counts with its accents and without them.
#[test]
fn cue_verbs_are_folded() {
    let attributor = Attributor::builder().cue_verb("zût").build().unwrap();
    for text in ["\"No,\" Orne zût.", "\"No,\" Orne zut.", "\"No,\" zût Orne."] {
        let cue = attributor.attribute(text).records()[0].cue;
        assert!(cue.is_some_and(|cue| text[cue].starts_with('z')), "{text}: {cue:?}");
    }
}
