//! Annotated texts as the library learns from them.

use anyhow::Result;
use inquit::train::{self, AnnotatedText, Answer, Examples, Gold};

use super::annotated::{Annotated, Genre};
use super::names::Names;

impl Annotated {
    /// The examples of the text. A novel gives them twice: from the text alone, and with its characters given.
    ///
    /// # Errors
    /// If the library refuses the characters.
    pub fn examples(&self) -> Result<Examples> {
        Ok(match self.genre {
            Genre::Fiction => train::examples(&[self.document(false)?, self.document(true)?]),
            Genre::News => train::examples(&[self.document(false)?]),
        })
    }

    /// The text for learning, with or without its characters given.
    ///
    /// # Errors
    /// If the library refuses the characters.
    pub fn document(&self, with_cast: bool) -> Result<AnnotatedText<'_>> {
        let gold = self.quotes.iter().map(|quote| {
            let answer = match (self.genre, &quote.speaker) {
                (Genre::Fiction, Some(speaker)) => Answer::Speaker(speaker.clone()),
                (Genre::News, _) if !quote.source.is_empty() => Answer::Source(quote.source.clone()),
                (Genre::News, _) if !quote.attributed => Answer::Nobody,
                _ => Answer::Unknown,
            };
            Gold { spans: quote.spans.clone(), answer }
        });
        let names = Names::new(self);
        let same_name: train::SameName<'_> = if with_cast {
            Box::new(|found, gold| found == gold)
        } else {
            Box::new(move |found, gold| names.stands_for(found, gold))
        };
        let cast = with_cast.then(|| self.cast()).transpose()?;
        Ok(AnnotatedText { text: &self.text, cast, gold: gold.collect(), same_name })
    }
}
