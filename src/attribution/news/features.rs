//! The features of the candidates of a quotation in news, and of its relation to the quotation before.

use crate::attribution::clause::SubjectKind;
use crate::attribution::news::candidates::{NearbyMention, SourceCandidates, REACH};
use crate::attribution::news::context::{NewsContext, PathSymbol};
use crate::attribution::news::templates::{
    self, CueItems, CueSide, Distance, Items, Lead, Reports, Ruled, Tagged, Words,
};
use crate::attribution::nobody::{add_nobody, Appearance, WordCount};
use crate::attribution::shape::QuoteShape;
use crate::cue::cue::Cue;
use crate::cue::punctuation::is_dash;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::name::EntityType;
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::model::crf::{Relation, RELATIONS};
use crate::model::template::{FeatureId, FeatureSink, UpTo, WordBucket};
use crate::record::Evidence;
use crate::util::ids::{ids, Id, IdRange, ItemId, MentionId, QuoteId};
use crate::util::steps;

/// Maximum number of words of a short quotation. The first word of longer ones says less.
const SHORT: usize = 3;
/// Maximum number of items of a path. Longer paths would be as many as there are mentions, and nothing is learned from
/// one example.
const PATH: usize = 10;
/// Maximum distance, in items, of an item right beside a quotation: a comma and a word may stand between.
const BESIDE: usize = 3;
/// Values of the gap between two quotations: their distance in paragraphs up to the first number, and the second number
/// for two quotations in one sentence.
const FARTHEST_GAP: usize = 3;
const GAP_IN_SENTENCE: usize = 4;

/// Adds the features of each candidate of a quotation, "nobody" included.
pub(crate) fn add_features(
    context: &NewsContext<'_, '_>,
    quote: QuoteId,
    candidates: &SourceCandidates,
    sink: &mut impl FeatureSink,
) {
    let anchor = &context.document.quotes()[quote];
    let shape = &context.units.shapes[quote];
    let extractor = FeatureExtractor { context, quote, anchor, shape, nearby: &candidates.nearby };
    for (position, nearby) in candidates.nearby.iter().enumerate() {
        extractor.source(nearby, &mut |feature| sink.add(position, feature));
    }
    if let Some(nobody) = candidates.nobody() {
        extractor.nobody(&mut |feature| sink.add(nobody, feature));
    }
}

/// Extracts the features of the candidates of one quotation.
struct FeatureExtractor<'c, 'a, 't> {
    context: &'c NewsContext<'a, 't>,
    quote: QuoteId,
    anchor: &'c QuoteAnchor,
    shape: &'c QuoteShape,
    nearby: &'c [NearbyMention],
}

impl FeatureExtractor<'_, '_, '_> {
    /// The features of a mention as source. Their order is part of what is learned: it decides how sums of weights are
    /// rounded.
    fn source(&self, nearby: &NearbyMention, add: &mut impl FnMut(FeatureId)) {
        let context = self.context;
        let document = context.document;
        let (item, mention, here) = (nearby.item, nearby.mention, self.anchor.item);
        let kind = self.shape.kind;
        let chosen = context.ruled[self.quote].mention == Some(mention);
        add(templates::source_rule(chosen.then(|| self.ruled(self.quote)), kind));
        if let Some(before) = self.quote.before() {
            let other = context.ruled[before].mention == Some(mention);
            add(templates::source_other(chosen, other, UpTo::new(self.ruled(before) as usize)));
        }
        let cue = nearby.cue.map(|cue| context.cue(cue));
        let (link, strength) = (cue.and_then(|cue| cue.subject).map(|s| s.link), cue.map(|cue| cue.strength));
        let cue_distance = cue.map_or(Distance::OtherParagraph, |cue| self.distance(cue.item));
        add(templates::source_cue(link, strength, cue_distance));
        add(templates::source_cue_form(strength, cue_distance, kind));
        let distance = self.distance(item);
        let is_subject = document.cues.is_subject(item);
        add(templates::source_place(distance, Items::of(item.abs_diff(here)), is_subject));
        let is_before = item < here;
        let closer = |other: &&NearbyMention| {
            (other.item < here) == is_before && other.item.abs_diff(here) < item.abs_diff(here) && other.cue.is_some()
        };
        let closer = self.nearby.iter().filter(closer).count();
        add(templates::source_rank(is_before, UpTo::new(closer), is_subject));
        let words = self.words(mention);
        add(templates::source_kind(words, kind));
        add(templates::source_kind_place(words, distance));
        let reports = context.coreference.best(mention).map_or(0, |person| context.reports[person] as usize);
        add(templates::source_speaks(Reports::of(reports), strength));
        let clause = context.units.clauses[self.quote];
        let own = match clause {
            None => Some(None),
            Some(clause) => (clause.mention == mention).then_some(Some(clause.position)),
        };
        add(templates::source_tag(own, kind));
        add(templates::source_position(self.shape.position(), cue_distance, strength));
        add(templates::source_end(self.shape.ending(), cue_distance, kind));
        let between = ids(item.min(here) + 1..item.max(here)).take(REACH);
        let quotes = between.filter(|&k| document.is_quote(k)).count();
        add(templates::source_between(UpTo::new(quotes), distance, is_subject));
        if let Some(cue) = cue {
            self.source_cue(cue, cue_distance, add);
        }
        let is_first = item.before().map_or(true, |before| !document.share_sentence(before, item));
        add(templates::source_first(is_first, distance, is_subject, nearby.cue.is_some()));
        add(templates::source_quote(WordCount::of(self.shape.words), cue_distance, self.shape.titled));
        add(templates::source_head(self.head(mention)));
        add(templates::source_before(self.beside(item.before())));
        add(templates::source_path(is_before, self.path(item)));
        let after_to = item.before().is_some_and(|before| document.word(before).eq_ignore_ascii_case("to"));
        add(templates::source_object(is_subject, after_to));
    }

    /// The features of the cue whose subject a candidate is.
    fn source_cue(&self, cue: &Cue, distance: Distance, add: &mut impl FnMut(FeatureId)) {
        let document = self.context.document;
        let here = self.anchor.item;
        let strength = Some(cue.strength);
        let side = match (cue.item < here, document.share_sentence(cue.item, here)) {
            (false, _) => CueSide::After,
            (true, false) => CueSide::Before,
            (true, true) => CueSide::InSentenceBefore,
        };
        let between = cue.item.min(here) + 1..cue.item.max(here);
        let between = document.cues.within(between).iter().take(REACH);
        steps::count(between.len());
        let closer = between.filter(|other| other.subject.is_some()).count();
        add(templates::source_nearest(UpTo::new(closer), side, strength, self.shape.kind));
        add(templates::source_cue_distance(CueItems::of(cue.item.abs_diff(here)), distance, strength));
        let lead = match here.before().map(|before| document.word(before)) {
            None => Lead::Nothing,
            Some(word) if word == "," || is_dash(word) => Lead::CommaOrDash,
            Some(":") => Lead::Colon,
            Some(word) if word.eq_ignore_ascii_case("that") => Lead::That,
            Some(word) if word.eq_ignore_ascii_case("as") => Lead::As,
            Some("." | "!" | "?") => Lead::Stop,
            Some(_) => Lead::Other,
        };
        add(templates::source_lead(lead, side, strength));
        add(templates::source_verb(WordBucket::of(document.tokens.word_text(cue.words.start())), side));
    }

    /// The features of "nobody" as source.
    fn nobody(&self, add: &mut impl FnMut(FeatureId)) {
        let context = self.context;
        let document = context.document;
        let here = self.anchor.item;
        add(templates::nobody_rule(self.ruled(self.quote), self.shape.kind));
        let cues = self.nearby.iter().filter_map(|nearby| nearby.cue);
        let strongest = cues.map(|cue| context.cue(cue).strength).max();
        add(templates::nobody_others(strongest, UpTo::new(self.nearby.len())));
        // Only the presence of a subject is read, not its kind.
        let clause = context.units.clauses[self.quote];
        let subject = if clause.is_some() { SubjectKind::Name } else { SubjectKind::None };
        let unit = &context.units.list[context.units.unit_of(self.quote)];
        add_nobody(Appearance::of(context.units, unit, subject), add);
        add(templates::nobody_word_before(self.beside(here.before())));
        add(templates::nobody_word_after(self.beside(Some(here + 1))));
        let tokens = &document.tokens;
        if let Some(first) = self.anchor.words.iter().find(|&word| tokens.words[word].is_word()) {
            add(templates::nobody_first(WordBucket::of(tokens.word_text(first)), self.shape.words <= SHORT));
        }
        let before = document.cues.within(here.saturating_sub(REACH)..here).iter().rev();
        let mut in_sentence = before.take_while(|cue| document.share_sentence(cue.item, here));
        if let Some(cue) = in_sentence.find(|cue| cue.subject.is_some()) {
            add(templates::nobody_cue(WordBucket::of(tokens.word_text(cue.words.start()))));
        }
    }

    /// What the rules answer, by the evidence that they give.
    fn ruled(&self, quote: QuoteId) -> Ruled {
        match self.context.ruled[quote].evidence {
            Evidence::Label => Ruled::Label,
            Evidence::Explicit => Ruled::Explicit,
            Evidence::Anaphoric => Ruled::Anaphoric,
            Evidence::Nominal => Ruled::Nominal,
            Evidence::Inherited => Ruled::Inherited,
            Evidence::Beat => Ruled::Beat,
            Evidence::NotSpeech => Ruled::NotSpeech,
            _ => Ruled::Unresolved,
        }
    }

    /// The kind of words that a mention is.
    fn words(&self, mention: MentionId) -> Words {
        let mention = &self.context.document.mentions.list[mention];
        match &mention.kind {
            MentionKind::Name(name) => match name.entity_type {
                EntityType::Person => Words::Person,
                EntityType::Organisation => Words::Organisation,
                EntityType::Place => Words::Place,
                EntityType::Unknown => Words::Unknown,
            },
            MentionKind::Nominal { class, .. } => match class {
                NounClass::Person | NounClass::Kin if mention.plural => Words::People,
                NounClass::Person | NounClass::Kin => Words::PersonNoun,
                NounClass::Group => Words::Group,
                NounClass::Document => Words::Document,
                NounClass::Other => Words::Thing,
            },
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => Words::HeOrShe,
            MentionKind::Pronoun(Pronoun::They) => Words::They,
            MentionKind::Pronoun(Pronoun::I | Pronoun::We) => Words::IOrWe,
            MentionKind::Pronoun(Pronoun::It) => Words::It,
            MentionKind::Pronoun(_) => Words::OtherPronoun,
        }
    }

    /// Where an item stands, as seen from the quotation.
    fn distance(&self, item: ItemId) -> Distance {
        let document = self.context.document;
        let here = self.anchor.item;
        let in_sentence = document.share_sentence(item, here);
        match (item < here, item.abs_diff(here)) {
            _ if !document.paragraph_of(self.anchor).contains(item) => Distance::OtherParagraph,
            (true, ..=BESIDE) if in_sentence => Distance::RightBefore,
            (false, ..=BESIDE) => Distance::RightAfter,
            (true, _) if in_sentence => Distance::InSentenceBefore,
            (false, _) if in_sentence => Distance::InSentenceAfter,
            _ => Distance::OtherSentence,
        }
    }

    /// The bucket of the word at an item, or of the kind of mention that stands there. `None` is beyond the ends of the
    /// text.
    fn beside(&self, item: Option<ItemId>) -> WordBucket {
        let document = self.context.document;
        match item.and_then(|item| document.mentions.narration.get(item)) {
            Some(NarrationItem::Mention(mention)) => WordBucket::of_number(self.words(mention) as usize),
            // The numbers after those of mentions are a quotation, and the end of the text.
            Some(NarrationItem::Quote(_)) => WordBucket::of_number(Words::OtherPronoun as usize + 1),
            Some(other) => WordBucket::of(document.tokens.word_text(document.mentions.words(other).start())),
            None => WordBucket::of_number(Words::OtherPronoun as usize + 2),
        }
    }

    /// The bucket of the noun or pronoun of a mention; all names have the same.
    fn head(&self, mention: MentionId) -> WordBucket {
        let document = self.context.document;
        let mention = &document.mentions.list[mention];
        match &mention.kind {
            MentionKind::Nominal { head, .. } => WordBucket::of(document.tokens.word_text(*head)),
            MentionKind::Pronoun(_) => WordBucket::of(document.tokens.word_text(mention.words.start())),
            MentionKind::Name(_) => WordBucket::of("Name"),
        }
    }

    /// The bucket of the path between an item and the quotation: the symbols there, from the quotation on, without
    /// repetitions.
    fn path(&self, item: ItemId) -> WordBucket {
        let here = self.anchor.item;
        let (low, high) = (item.min(here) + 1, item.max(here));
        // FNV-1a, 32 bits, with another start.
        let mut hash = 7u32;
        let mut last = PathSymbol::Skipped;
        let mut add = |&symbol: &PathSymbol| {
            if symbol != PathSymbol::Skipped && symbol != last {
                hash = (hash ^ symbol as u32).wrapping_mul(0x0100_0193);
            }
            last = symbol;
        };
        let between = self.context.path_symbols[IdRange::from(low..high.max(low))].iter();
        if item < here {
            between.rev().take(PATH).for_each(&mut add);
        } else {
            between.take(PATH).for_each(&mut add);
        }
        WordBucket::of_hash(hash)
    }
}

/// Adds the features of the relation of a quotation to the one before.
pub(crate) fn add_relations(
    context: &NewsContext<'_, '_>,
    quote: QuoteId,
    sink: &mut impl FnMut([FeatureId; RELATIONS]),
) {
    let Some(before) = quote.before() else { return };
    let document = context.document;
    let (anchor, last) = (&document.quotes()[quote], &document.quotes()[before]);
    let tagged = |quote: QuoteId| match context.units.clauses[quote] {
        None => Tagged::No,
        Some(clause) if clause.is_listed(&document.cues) => Tagged::Listed,
        Some(_) => Tagged::Unlisted,
    };
    let in_sentence = document.share_sentence(anchor.item, last.item);
    let gap = if in_sentence { GAP_IN_SENTENCE } else { (anchor.paragraph - last.paragraph).min(FARTHEST_GAP) };
    let shape = &context.units.shapes[quote];
    let (own, other) = (tagged(quote), tagged(before));
    sink(Relation::ALL.map(|relation| templates::source_gap(UpTo::new(gap), own, other, relation)));
    sink(Relation::ALL.map(|relation| templates::source_opens(UpTo::new(gap), shape.opens, shape.kind, relation)));
}

add_nobody!(templates);

#[cfg(test)]
mod tests {
    use super::{add_features, add_relations, FeatureExtractor, FARTHEST_GAP, GAP_IN_SENTENCE};
    use crate::attribution::clause::ClausePosition;
    use crate::attribution::news::candidates::SourceCandidates;
    use crate::attribution::news::templates::{self, Ruled, Tagged};
    use crate::model::crf::Relation;
    use crate::model::template::{FeatureId, UpTo};
    use crate::record::QuoteKind;
    use crate::tests::stages::{news_context, Collected};

    #[test]
    fn the_subject_of_the_clause_has_its_features() {
        news_context("Orne met Kirby. \"It works,\" Hale said.", |context| {
            let quote = context.document.quotes().ids().next().unwrap();
            let mut candidates = SourceCandidates::default();
            candidates.read(context, quote);
            let mut sink = Collected::default();
            add_features(context, quote, &candidates, &mut sink);
            let position = |name: &str| {
                let mention = context.document.mention_named(name);
                candidates.list.iter().position(|&candidate| candidate == Some(mention)).unwrap()
            };
            let (hale, kirby) = (position("Hale"), position("Kirby"));
            let chosen = templates::source_rule(Some(Ruled::Explicit), QuoteKind::Direct);
            assert!(sink.has(hale, chosen) && !sink.has(kirby, chosen));
            assert!(sink.has(kirby, templates::source_rule(None, QuoteKind::Direct)));
            let clause = templates::source_tag(Some(Some(ClausePosition::After)), QuoteKind::Direct);
            assert!(sink.has(hale, clause) && !sink.has(kirby, clause));
            assert!(sink.has(kirby, templates::source_tag(None, QuoteKind::Direct)));
        });
    }

    /// Paths are the same if they have the same symbols, seen from the quotation.
    #[test]
    fn paths_are_told_apart_by_their_symbols() {
        let path = |text: &str| {
            news_context(text, |context| {
                let quote = context.document.quotes().ids().next().unwrap();
                let (anchor, shape) = (&context.document.quotes()[quote], &context.units.shapes[quote]);
                let extractor = FeatureExtractor { context, quote, anchor, shape, nearby: &[] };
                extractor.path(context.items[context.document.mention_named("Hale")].unwrap())
            })
        };
        assert_eq!(path("Hale said, \"No!\""), path("Hale said,, \"No!\""));
        assert_eq!(path("Hale said, \"No!\""), path("Hale said very, \"No!\""));
        assert_ne!(path("Hale said, \"No!\""), path("Hale said: \"No!\""));
        assert_eq!(path("Hale said, \"No!\""), path("\"No!\", said Hale."), "seen from the quotation");
    }

    #[test]
    fn relations_tell_how_far_the_quotation_before_is() {
        let gaps = |text: &str| {
            news_context(text, |context| {
                let mut found: Vec<[FeatureId; 4]> = Vec::new();
                let last = context.document.quotes().ids().next_back().unwrap();
                add_relations(context, last, &mut |features| found.push(features));
                found
            })
        };
        let gap_of = |gap: usize, own: Tagged| {
            Relation::ALL.map(|relation| templates::source_gap(UpTo::new(gap), own, Tagged::Listed, relation))
        };
        let gap = |gap: usize| gap_of(gap, Tagged::No);
        assert!(gaps("\"No,\" said Hale.").is_empty());
        assert!(gaps("\"No,\" said Hale. Later: \"It is late.\"").contains(&gap(0)));
        assert!(gaps("\"No,\" said Hale.\n\n\"It is late.\"").contains(&gap(1)));
        assert!(gaps("\"No,\" said Hale.\n\nA.\n\nB.\n\nC.\n\n\"It is late.\"").contains(&gap(FARTHEST_GAP)));
        let in_sentence = gap_of(GAP_IN_SENTENCE, Tagged::Listed);
        assert!(gaps("\"No,\" said Hale, \"it is late.\"").contains(&in_sentence));
    }
}
