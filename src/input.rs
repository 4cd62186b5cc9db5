//! What is attributed.

use crate::people::cast::Cast;
use crate::span::Span;

/// A text, and what the caller knows of this one text.
///
/// [`Attributor::attribute`](crate::Attributor::attribute) and
/// [`attribute_with`](crate::Attributor::attribute_with) take anything that becomes an input: a `&str`, a `&String`, an
/// input with a cast. The cast need not live as long as the result.
///
/// ```
/// use inquit::{Attributor, Cast, Character, Input};
/// let attributor = Attributor::new();
/// let text = String::from("\"No,\" said the captain.");
/// assert_eq!(attributor.attribute(&text).speakers()[0].name, "the captain");
/// let found = {
///     let cast = Cast::new([Character::new("Hollis").alias("the captain")])?;
///     attributor.attribute(Input::new(&text).cast(&cast))
/// };
/// assert_eq!(found.speakers()[0].name, "Hollis");
/// # Ok::<(), inquit::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Input<'t, 'c> {
    pub(crate) text: &'t str,
    pub(crate) cast: Option<&'c Cast>,
    pub(crate) masks: &'c [Span],
}

impl<'t, 'c> Input<'t, 'c> {
    /// The text alone.
    ///
    /// ```
    /// use inquit::{Attributor, Input};
    /// assert_eq!(Attributor::new().attribute(Input::new("\"No,\" said Orne.")).len(), 1);
    /// ```
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text, cast: None, masks: &[] }
    }

    /// Sets the people of this text, in place of those that the builder was given.
    ///
    /// ```
    /// use inquit::{Attributor, Cast, Character, Input};
    /// let cast = |name| Cast::new([Character::new(name).alias("the captain")]).unwrap();
    /// let attributor = Attributor::builder().cast(cast("Hollis")).build()?;
    /// let own = cast("Orne");
    /// let found = attributor.attribute(Input::new("\"No,\" said the captain.").cast(&own));
    /// assert_eq!(found.speakers()[0].name, "Orne");
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub const fn cast(mut self, cast: &'c Cast) -> Self {
        self.cast = Some(cast);
        self
    }

    /// Sets the parts of the text that are markup: white space to the reader, whatever stands there. See
    /// [`attribute_masked`](crate::attribute_masked).
    ///
    /// ```
    /// use inquit::{Attributor, Input, Span};
    /// let text = "\"No,\"{17} said Orne.";
    /// let found = Attributor::new().attribute(Input::new(text).masks(&[Span::new(5, 9)]));
    /// assert_eq!(found.speakers()[0].name, "Orne");
    /// ```
    #[must_use]
    pub const fn masks(mut self, masks: &'c [Span]) -> Self {
        self.masks = masks;
        self
    }
}

/// The text alone: of a `&str`, a `&String`, a `&Box<str>`.
impl<'t, T: AsRef<str> + ?Sized> From<&'t T> for Input<'t, '_> {
    fn from(text: &'t T) -> Self {
        Self::new(text.as_ref())
    }
}
