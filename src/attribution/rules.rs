//! The rules, strongest first, and the turn-taking of those who talk.

use std::collections::HashMap;

use super::genre::Genre;
use super::reference::References;
use super::tag::{Place, Scene, Tag};
use super::turns::{self, Candidate, Gap, Turn};
use super::{Decision, Evidence, QuoteKind};
use crate::lexicon::Classes;
use crate::mention::{Element, Gender, Mention, MentionKind, NounClass, Pronoun, QuotePlace};
use crate::quote::{Quotation, QuoteStyle};
use crate::speaker::{People, PersonId, PersonKind};
use crate::work;

/// Decides for every outermost quotation.
pub(super) fn decide(
    scene: Scene<'_, '_>,
    genre: Genre,
    people: &mut People,
    references: &References,
) -> Vec<Decision> {
    let (decisions, tags, units) = (Vec::new(), Vec::new(), Vec::new());
    let mut rules = Rules { scene, people, references, decisions, tags, units };
    rules.read_tags();
    rules.group();
    rules.tagged();
    if genre == Genre::Tale {
        rules.name_narrator();
        rules.take_turns();
    } else {
        rules.go_on();
    }
    rules.decisions
}

/// The speech of a paragraph.
#[derive(Debug)]
struct Unit {
    /// Indices of `Mentions::quotes`.
    quotes: core::ops::Range<usize>,
    paragraph: usize,
    /// The quotation that decides for those without a clause of their own.
    speaker: Option<PersonId>,
    evidence: Evidence,
    mention: Option<usize>,
    /// The first quotation takes up a speech of the paragraph before.
    continues: bool,
}

struct Rules<'a, 't> {
    scene: Scene<'a, 't>,
    people: &'a mut People,
    references: &'a References,
    decisions: Vec<Decision>,
    tags: Vec<Option<Tag>>,
    units: Vec<Unit>,
}

impl Rules<'_, '_> {
    fn places(&self) -> &[QuotePlace] {
        &self.scene.mentions.quotes
    }

    fn quotation(&self, q: usize) -> &Quotation {
        self.scene.quotation(&self.places()[q])
    }

    /// Finds the clause of each quotation, and tells speech from titles and scare quotes.
    fn read_tags(&mut self) {
        let scene = self.scene;
        for place in &scene.mentions.quotes {
            let tag = scene.tag(place);
            let kind = kind(scene, place, tag);
            let tag = match kind {
                QuoteKind::NotSpeech => None,
                QuoteKind::Partial => tag.or_else(|| scene.tag_further(place)),
                QuoteKind::Direct => tag,
            };
            self.tags.push(tag);
            let evidence = if kind == QuoteKind::NotSpeech { Evidence::NotSpeech } else { Evidence::Unresolved };
            self.decisions.push(Decision { kind, evidence, ..Decision::default() });
        }
    }

    fn group(&mut self) {
        let mut q = 0;
        while q < self.places().len() {
            let paragraph = self.places()[q].paragraph;
            let mut end = q + 1;
            while end < self.places().len() && self.places()[end].paragraph == paragraph {
                end += 1;
            }
            if (q..end).any(|q| self.decisions[q].kind != QuoteKind::NotSpeech) {
                let continues = self.quotation(q).continues;
                self.units.push(Unit {
                    quotes: q..end,
                    paragraph,
                    speaker: None,
                    evidence: Evidence::Unresolved,
                    mention: None,
                    continues,
                });
            }
            q = end;
        }
    }

    /// Gives tagged quotations the subjects of their clauses, and their neighbours in the paragraph the same speaker.
    fn tagged(&mut self) {
        for u in 0..self.units.len() {
            let quotes = self.units[u].quotes.clone();
            for q in quotes.clone() {
                let Some(tag) = self.tags[q] else { continue };
                let (speaker, evidence) = self.subject(tag);
                // "No," he said, "not today": one clause for both.
                let shared = q > quotes.start
                    && tag.place == Place::Before
                    && self.tags[q - 1].is_some_and(|t| t.place == Place::After && t.cue == tag.cue);
                let evidence = if shared { Evidence::Inherited } else { evidence };
                let decision = &mut self.decisions[q];
                (decision.speaker, decision.mention, decision.cue, decision.evidence) =
                    (speaker, Some(tag.mention), tag.cue, evidence);
            }
            // Forward, then backward: a stretch without clause goes on with the one before it, or leads to the next.
            let order: Vec<usize> =
                quotes.clone().filter(|&q| self.decisions[q].kind != QuoteKind::NotSpeech).collect();
            for pair in order.windows(2) {
                if !self.acts_between(pair[0], pair[1]) {
                    self.pass_on(pair[0], pair[1]);
                }
            }
            for pair in order.windows(2).rev() {
                if self.decisions[pair[0]].kind == QuoteKind::Direct {
                    self.pass_on(pair[1], pair[0]);
                }
            }
            let first = quotes.clone().find(|&q| self.decisions[q].mention.is_some());
            if let Some(first) = first {
                let decision = self.decisions[first];
                let unit = &mut self.units[u];
                (unit.speaker, unit.evidence, unit.mention) = (decision.speaker, decision.evidence, decision.mention);
            } else if self.units[u].continues {
                self.inherit_unit(u);
            }
        }
        // The clause of a speech over several paragraphs may stand at its end.
        for u in (1..self.units.len()).rev() {
            if self.units[u].continues && self.units[u - 1].evidence == Evidence::Unresolved {
                let source = self.units[u].quotes.clone().find(|&q| self.decisions[q].mention.is_some());
                if let Some(source) = source {
                    self.settle(u - 1, Decision { evidence: Evidence::Inherited, ..self.decisions[source] });
                }
            }
        }
    }

    /// Another named person acts in a sentence of the narration between two quotations, which gives the second one to
    /// that person.
    fn acts_between(&mut self, from: usize, to: usize) -> bool {
        let scene = self.scene;
        let Some(speaker) = self.decisions[from].speaker else { return false };
        if self.decisions[to].evidence != Evidence::Unresolved || self.decisions[to].kind != QuoteKind::Direct {
            return false;
        }
        let between = self.places()[from].element + 1..self.places()[to].element;
        let Some(last) = between.clone().last() else { return false };
        let sentence = scene.cues.sentence[last];
        if sentence == scene.cues.sentence[between.start] || sentence == scene.cues.sentence[self.places()[to].element]
        {
            return false;
        }
        let subject = between
            .rev()
            .take_while(|&k| scene.cues.sentence[k] == sentence)
            .filter(|&k| scene.cues.is_subject[k])
            .last();
        let Some(Element::Mention(m)) = subject.map(|k| scene.mentions.elements[k]) else { return false };
        let Some(other) =
            self.references.person[m].filter(|&p| p != speaker && scene.mentions.list[m].name().is_some())
        else {
            return false;
        };
        let decision = &mut self.decisions[to];
        (decision.speaker, decision.mention, decision.evidence) = (Some(other), Some(m), Evidence::Beat);
        true
    }

    fn pass_on(&mut self, from: usize, to: usize) {
        let source = self.decisions[from];
        let target = &mut self.decisions[to];
        if target.evidence != Evidence::Unresolved || target.kind == QuoteKind::NotSpeech || source.mention.is_none() {
            return;
        }
        (target.speaker, target.mention, target.cue, target.evidence) =
            (source.speaker, source.mention, source.cue, Evidence::Inherited);
    }

    /// The speaker of the unit before goes on.
    fn inherit_unit(&mut self, u: usize) {
        let Some(before) = u.checked_sub(1) else { return };
        let last = self.units[before].quotes.clone().rev().find(|&q| self.decisions[q].mention.is_some());
        let Some(last) = last else { return };
        self.settle(u, Decision { evidence: Evidence::Inherited, ..self.decisions[last] });
    }

    /// Gives all undecided speech of a unit one speaker; what each quotation is stays as it was.
    fn settle(&mut self, u: usize, by: Decision) {
        let unit = &mut self.units[u];
        (unit.speaker, unit.evidence, unit.mention) = (by.speaker, by.evidence, by.mention);
        for q in unit.quotes.clone() {
            let decision = &mut self.decisions[q];
            if decision.evidence == Evidence::Unresolved {
                *decision = Decision { kind: decision.kind, ..by };
            }
        }
    }

    /// Whom the subject of a clause stands for.
    fn subject(&mut self, tag: Tag) -> (Option<PersonId>, Evidence) {
        let mention = &self.scene.mentions.list[tag.mention];
        match &mention.kind {
            MentionKind::Name(_) if tag.place == Place::Label => (self.references.person[tag.mention], Evidence::Label),
            MentionKind::Name(_) => (self.references.person[tag.mention], Evidence::Explicit),
            MentionKind::Nominal { class, .. } => {
                let known = self.references.person[tag.mention];
                if let (None, NounClass::Other, None) = (known, class, tag.cue) {
                    // "The table looked like this:" names no speaker.
                    return (None, Evidence::Nominal);
                }
                (known.or_else(|| Some(self.people.nominal(self.scene.tokens, mention))), Evidence::Nominal)
            }
            MentionKind::Pronoun(Pronoun::I) => (Some(self.people.narrator()), Evidence::Anaphoric),
            MentionKind::Pronoun(Pronoun::He | Pronoun::She | Pronoun::It) => {
                (self.references.pronoun(tag.mention)[0], Evidence::Anaphoric)
            }
            MentionKind::Pronoun(Pronoun::Indefinite) if self.denies(mention.words.start) => (None, Evidence::Nominal),
            MentionKind::Pronoun(Pronoun::Indefinite) => {
                (Some(self.people.nominal(self.scene.tokens, mention)), Evidence::Nominal)
            }
            // "they said": the words are known, the person is not.
            MentionKind::Pronoun(_) => (None, Evidence::Anaphoric),
        }
    }

    /// "nobody", "no one"
    fn denies(&self, word: usize) -> bool {
        self.scene.tokens.word_text(word).get(..2).is_some_and(|no| no.eq_ignore_ascii_case("no"))
    }

    /// News: an untagged quotation at the start of a paragraph goes on with the speaker before, be it the one of the
    /// quotation or the one whose words the narrator gave in the last sentence.
    fn go_on(&mut self) {
        for u in 0..self.units.len() {
            if self.units[u].evidence != Evidence::Unresolved {
                continue;
            }
            let before = u.checked_sub(1).map(|b| self.units[b].paragraph);
            if before.is_some_and(|b| self.units[u].paragraph - b <= 1) {
                self.inherit_unit(u);
            } else if let Some(tag) = self.scene.reported_before(&self.places()[self.units[u].quotes.start]) {
                let (speaker, _) = self.subject(tag);
                let (mention, cue) = (Some(tag.mention), tag.cue);
                self.settle(
                    u,
                    Decision { speaker, evidence: Evidence::Inherited, mention, cue, ..Decision::default() },
                );
            }
        }
    }

    /// Who is addressed in a unit.
    fn addressed(&self, u: usize) -> Option<PersonId> {
        let quotes = self.units[u].quotes.clone();
        quotes.rev().find_map(|q| {
            let mentions = self.places()[q].mentions.clone();
            work::count(mentions.len());
            mentions.rev().find_map(|m| self.references.person[m].filter(|_| self.scene.mentions.list[m].vocative))
        })
    }

    /// Gives a narrator without name the name by which others address "I" in the turns beside, unless it is somebody's
    /// whom the narration names as a speaker.
    fn name_narrator(&mut self) {
        let Some(narrator) = self.people.narrator.filter(|&n| self.people[n].kind == PersonKind::Narrator) else {
            return;
        };
        let mut votes: HashMap<PersonId, usize> = HashMap::new();
        for u in 0..self.units.len() {
            if self.units[u].speaker != Some(narrator) {
                continue;
            }
            let beside = [u.checked_sub(1), Some(u + 1).filter(|&n| n < self.units.len())];
            for other in beside.into_iter().flatten().filter(|&o| self.units[o].speaker != Some(narrator)) {
                if self.units[other].paragraph.abs_diff(self.units[u].paragraph) <= 2 {
                    if let Some(person) = self.addressed(other) {
                        *votes.entry(person).or_default() += 1;
                    }
                }
            }
        }
        for decision in &self.decisions {
            votes.remove(&decision.speaker.unwrap_or(narrator));
        }
        let Some((&person, _)) = votes.iter().max_by_key(|&(&p, &n)| (n, core::cmp::Reverse(p))) else { return };
        self.people.name_narrator(person);
        for decision in self.decisions.iter_mut().filter(|d| d.speaker == Some(narrator)) {
            decision.speaker = Some(person);
        }
        for unit in self.units.iter_mut().filter(|u| u.speaker == Some(narrator)) {
            unit.speaker = Some(person);
        }
    }

    fn is_named_in(&self, u: usize, person: PersonId) -> bool {
        self.units[u]
            .quotes
            .clone()
            .any(|q| self.places()[q].mentions.clone().any(|m| self.references.person[m] == Some(person)))
    }

    /// Decides what is left by turn-taking, and anew whom "he" and "she" stand for.
    fn take_turns(&mut self) {
        let turns: Vec<Turn> = (0..self.units.len()).map(|u| self.turn(u)).collect();
        for (u, choice) in turns::decide(&turns).into_iter().enumerate() {
            let open = self.units[u].evidence == Evidence::Unresolved;
            if let Some(chosen) = choice.map(|c| turns[u].candidates[c]) {
                if open {
                    let alternates = u >= 2 && self.units[u - 2].speaker == chosen.person && turns[u].gap == Gap::None;
                    let weak = matches!(chosen.evidence, Evidence::Recency | Evidence::Alternation);
                    let goes_on = u > 0 && self.units[u - 1].speaker == chosen.person && turns[u].gap == Gap::None;
                    if weak && goes_on {
                        self.inherit_unit(u);
                        continue;
                    }
                    let evidence = if weak && alternates { Evidence::Alternation } else { chosen.evidence };
                    let (speaker, mention) = (chosen.person, chosen.mention);
                    self.settle(u, Decision { speaker, evidence, mention, ..Decision::default() });
                } else if turns[u].pronoun {
                    self.resettle(u, chosen.person);
                }
            } else if open && u > 0 && turns[u].gap == Gap::None && self.units[u - 1].speaker.is_some() {
                // Nobody else is there to answer.
                self.inherit_unit(u);
            }
        }
    }

    /// Another reading of a pronoun.
    fn resettle(&mut self, u: usize, person: Option<PersonId>) {
        let old = self.units[u].speaker;
        self.units[u].speaker = person;
        for q in self.units[u].quotes.clone() {
            let decision = &mut self.decisions[q];
            if decision.speaker == old
                && matches!(decision.evidence, Evidence::Anaphoric | Evidence::Nominal | Evidence::Inherited)
            {
                decision.speaker = person;
            }
        }
    }

    /// Whom "her" in "her mother" most likely stands for, who is not the mother.
    fn owner(&self, mention: &Mention, quote: usize) -> Option<PersonId> {
        let pronoun = self.scene.tokens.classes(mention.words.start);
        let gender = Gender::of_noun(pronoun);
        let owned = pronoun.any(Classes::POSSESSIVE_PRONOUN) && gender != Gender::Unknown;
        self.references.prominent[quote].into_iter().flatten().find(|&p| owned && self.people[p].gender.agrees(gender))
    }

    /// "the girl", "her mother": somebody the reader knows.
    fn is_definite(&self, mention: &Mention) -> bool {
        let determiner = self.scene.tokens.classes(mention.words.start);
        self.scene.tokens.word_text(mention.words.start).eq_ignore_ascii_case("the")
            || determiner.any(Classes::POSSESSIVE_PRONOUN)
    }

    fn gap(&self, u: usize) -> Gap {
        let Some(before) = u.checked_sub(1) else { return Gap::Break };
        let (from, to) = (self.units[before].paragraph, self.units[u].paragraph);
        let tokens = self.scene.tokens;
        let opens = self.places()[self.units[u].quotes.start].element == self.scene.mentions.paragraphs[to].start;
        match to - from {
            d if d > 12 || (from + 1..to).any(|p| tokens.is_heading(tokens.paragraphs[p])) => Gap::Break,
            0 | 1 if opens => Gap::None,
            0 | 1 => Gap::Before,
            2 => Gap::Paragraph,
            _ => Gap::Far,
        }
    }

    /// The candidates of a unit: one alone where its clause names somebody.
    fn turn(&self, u: usize) -> Turn {
        let unit = &self.units[u];
        let gap = self.gap(u);
        let mention = unit.mention.map(|m| &self.scene.mentions.list[m]);
        let gender = mention.filter(|_| unit.evidence == Evidence::Anaphoric).map_or(Gender::Unknown, |m| m.gender);
        let pronoun = gender != Gender::Unknown;
        // "said the girl": somebody without a name, or another word for somebody who has one.
        let noun =
            unit.speaker.filter(|&p| unit.evidence == Evidence::Nominal && self.people[p].kind == PersonKind::Nominal);
        let noun = noun.filter(|_| mention.is_some_and(|m| m.gender != Gender::Unknown && self.is_definite(m)));
        let gender = if noun.is_some() { mention.map_or(Gender::Unknown, |m| m.gender) } else { gender };
        if unit.evidence != Evidence::Unresolved && !pronoun && noun.is_none() {
            let (person, mention) = (unit.speaker, unit.mention);
            let fixed = Candidate { person, score: 0, evidence: unit.evidence, reason: 0, mention };
            return Turn { candidates: vec![fixed], gap, pronoun };
        }
        let mut list = Candidates { list: Vec::new() };
        if let (true, Some(m)) = (pronoun, unit.mention) {
            for (person, score) in
                self.references.pronoun(m).into_iter().flatten().zip([1_600, 600, 0, -400, -600, -800])
            {
                list.add(person, score, Evidence::Anaphoric, Some(m));
            }
        } else if let Some(person) = noun {
            list.add(person, NOUN, Evidence::Nominal, unit.mention);
            let first = unit.quotes.start;
            for (person, score) in
                self.references.prominent[first].into_iter().flatten().zip([1_000, 400, 0, -300, -500, -700])
            {
                list.add(person, score, Evidence::Nominal, unit.mention);
            }
        } else {
            let first = unit.quotes.start;
            for (person, score) in
                self.references.prominent[first].into_iter().flatten().zip([300, 150, 0, -100, -150, -200])
            {
                list.add(person, score, Evidence::Recency, None);
            }
            self.add_beats(u, &mut list);
            let near = |other: usize| self.units[other].paragraph.abs_diff(unit.paragraph) <= 2;
            let beside = [(u.checked_sub(1), 1_500), (Some(u + 1).filter(|&n| n < self.units.len()), 1_000)];
            for (other, score) in beside {
                if let Some(person) = other.filter(|&o| near(o)).and_then(|o| self.addressed(o)) {
                    list.add(person, score, Evidence::Vocative, None);
                }
            }
        }
        // Those whose turns are known nearby.
        for other in (u.saturating_sub(6)..self.units.len().min(u + 7)).filter(|&o| o != u) {
            let known = &self.units[other];
            let distance = known.paragraph.abs_diff(unit.paragraph);
            // Who speaks later is there already only if nothing comes between.
            let present = if other > u { distance == other - u } else { distance <= 12 };
            if !present || known.evidence == Evidence::Unresolved {
                continue;
            }
            if let Some(person) = known.speaker {
                list.add(person, 60, Evidence::Alternation, None);
            }
        }
        let owner = noun.and(mention).and_then(|m| self.owner(m, unit.quotes.start));
        list.list.retain(|c| c.person != owner && c.person.is_some_and(|p| self.people[p].gender.agrees(gender)));
        for candidate in &mut list.list {
            let Some(person) = candidate.person else { continue };
            if (pronoun || noun.is_some()) && self.people[person].gender == Gender::Unknown {
                candidate.score -= 900;
            }
            if self.addressed_in(u, person) {
                candidate.score -= 2_500;
            } else if self.is_named_in(u, person) {
                candidate.score -= 1_250;
            }
        }
        list.list.sort_by_key(|c| core::cmp::Reverse(c.score));
        list.list.truncate(turns::CANDIDATES);
        if !pronoun && noun.is_none() && !list.list.is_empty() {
            // Better nobody than the one whose turn comes next, if no one else is in sight.
            list.list.push(Candidate {
                person: None,
                score: -200,
                evidence: Evidence::Unresolved,
                reason: 0,
                mention: None,
            });
        }
        Turn { candidates: list.list, gap, pronoun: pronoun || noun.is_some() }
    }

    /// Who acts in the narration of the paragraph: most likely the one before the speech, then the one after it.
    fn add_beats(&self, u: usize, list: &mut Candidates) {
        let unit = &self.units[u];
        let paragraph = self.scene.mentions.paragraphs[unit.paragraph].clone();
        let first = self.places()[unit.quotes.start].element;
        let last = self.places()[unit.quotes.end - 1].element;
        let acts = |k: usize| match self.scene.mentions.elements[k] {
            Element::Mention(m) if self.scene.cues.is_subject[k] => self.references.best(m).map(|p| (p, m)),
            _ => None,
        };
        let before = (paragraph.start..first).rev().find_map(acts);
        let after = (first..last).chain(last + 1..paragraph.end).find_map(acts);
        for ((person, mention), score) in before.into_iter().map(|b| (b, 1_400)).chain(after.map(|a| (a, 1_000))) {
            list.add(person, score, Evidence::Beat, Some(mention));
        }
    }

    fn addressed_in(&self, u: usize, person: PersonId) -> bool {
        let vocative = |m: usize| self.scene.mentions.list[m].vocative && self.references.person[m] == Some(person);
        self.units[u].quotes.clone().any(|q| self.places()[q].mentions.clone().any(vocative))
    }
}

/// How much speaks for taking a noun phrase for somebody without a name.
const NOUN: i32 = 800;

/// Candidates while they are collected: what speaks for a person adds up.
struct Candidates {
    list: Vec<Candidate>,
}

impl Candidates {
    fn add(&mut self, person: PersonId, score: i32, evidence: Evidence, mention: Option<usize>) {
        let known = self.list.iter_mut().find(|c| c.person == Some(person));
        let Some(candidate) = known else {
            self.list.push(Candidate { person: Some(person), score, evidence, reason: score, mention });
            return;
        };
        candidate.score += score;
        if score > candidate.reason {
            (candidate.evidence, candidate.reason, candidate.mention) = (evidence, score, mention);
        }
    }
}

/// Tells speech from titles and scare quotes, by form and surroundings.
fn kind(scene: Scene<'_, '_>, place: &QuotePlace, tag: Option<Tag>) -> QuoteKind {
    let quotation = scene.quotation(place);
    let paragraph = &scene.mentions.paragraphs[place.paragraph];
    let words: Vec<usize> = place.words.clone().filter(|&w| scene.tokens.words[w].is_word()).collect();
    if quotation.style == QuoteStyle::Label {
        return QuoteKind::Direct;
    }
    let Some(last) = scene.last_char(quotation) else { return QuoteKind::NotSpeech };
    // A number, or a paragraph in capitals such as a motto over a chapter.
    let capitals_only =
        words.iter().all(|&w| scene.tokens.words[w].is_all_capitals() || scene.tokens.word_text(w).len() < 3);
    let number = words.is_empty() && scene.tokens.text[quotation.inner].contains(|c: char| c.is_ascii_digit());
    if number || capitals_only && words.len() > 1 && paragraph.len() == 1 {
        return QuoteKind::NotSpeech;
    }
    let ends = matches!(last, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '-' | '—' | '–');
    // _"…"_: marks of emphasis belong to the quotation.
    let before = (paragraph.start..place.element).rev().find(|&k| !scene.is_symbol(k));
    let opens = before.is_none();
    let before_word = before.map_or("", |k| scene.word(k));
    let led_in = !opens && matches!(before_word, "," | ":" | "--" | "—" | "-" | ";");
    let joined = before.is_some_and(|k| scene.cues.sentence[place.element] == scene.cues.sentence[k]);
    let embedded = joined && !led_in || scene.is_subject(place) && !ends;
    let fragment = scene.is_fragment(place);
    // A full stop or comma inside the marks may be the narrator's; "!" and "?" are not.
    let own_end = ends && !matches!(last, '.' | ',');
    let listed = tag.filter(|&t| scene.is_listed(t));
    let tagged_after = listed.is_some_and(|t| t.place == Place::After);
    let capitals = |&w: &usize| {
        let word = &scene.tokens.words[w];
        word.is_capitalised() || scene.tokens.classes(w).any(Classes::CLOSED)
    };
    let titled = words.len() <= 8
        && words.first().is_some_and(|&w| scene.tokens.words[w].is_capitalised())
        && words.iter().all(capitals);
    let work = joined && scene.follows_work(place);
    let long = words.iter().filter(|&&w| scene.tokens.words[w].is_capitalised()).count() > 1;
    // Capitals throughout are a title's.
    if titled && !own_end && !tagged_after && (work || embedded && (long || !ends || listed.is_none())) {
        return QuoteKind::NotSpeech;
    }
    if fragment || embedded && !ends {
        // A fragment of three words or fewer without a clause is held at a distance.
        return if tag.is_none() && words.len() <= 3 { QuoteKind::NotSpeech } else { QuoteKind::Partial };
    }
    QuoteKind::Direct
}
