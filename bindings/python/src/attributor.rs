//! The engine with its options.

use std::sync::Arc;

use inquit::{Cast, Character, Gender, Input, OffsetUnit};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyMapping, PyString, PyTuple};

use crate::answer::{Attributions, Found};
use crate::columns::attribute_columns;
use crate::error::refused;
use crate::text::{byte_spans, text_of};

/// Attributes quotations; built once, used for any number of texts and threads.
#[pyclass(frozen, module = "inquit")]
pub struct Attributor {
    engine: inquit::Attributor,
    /// The options as they were given, from which a copy in another process is built.
    options: Py<PyDict>,
}

#[pymethods]
impl Attributor {
    #[new]
    #[pyo3(signature = (*, cast=None, narrator=None, genre=None, marks=None, cue_verbs=Vec::new(), threshold=0.0,
                        single_pass=false))]
    #[allow(clippy::too_many_arguments)] // Keywords of Python.
    fn new(
        py: Python<'_>,
        cast: Option<Bound<'_, PyAny>>,
        narrator: Option<String>,
        genre: Option<String>,
        marks: Option<String>,
        cue_verbs: Vec<String>,
        threshold: f64,
        single_pass: bool,
    ) -> PyResult<Self> {
        let options = PyDict::new(py);
        options.set_item("cast", &cast)?;
        options.set_item("narrator", &narrator)?;
        options.set_item("genre", &genre)?;
        options.set_item("marks", &marks)?;
        options.set_item("cue_verbs", &cue_verbs)?;
        options.set_item("threshold", threshold)?;
        options.set_item("single_pass", single_pass)?;

        let mut builder = inquit::Attributor::builder();
        builder.threshold(threshold).single_pass(single_pass);
        if let Some(cast) = cast_of(cast.as_ref(), narrator.as_deref())? {
            builder.cast(cast);
        }
        if let Some(genre) = genre {
            builder.genre(genre.parse().map_err(refused)?);
        }
        if let Some(marks) = marks {
            builder.marks(marks.parse().map_err(refused)?);
        }
        for verb in cue_verbs {
            builder.cue_verb(verb);
        }
        Ok(Self { engine: builder.build().map_err(refused)?, options: options.unbind() })
    }

    #[pyo3(signature = (text, *, cast=None, narrator=None, masks=Vec::new()))]
    fn attribute(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyString>,
        cast: Option<Bound<'_, PyAny>>,
        narrator: Option<String>,
        masks: Vec<(usize, usize)>,
    ) -> PyResult<Attributions> {
        let cast = cast_of(cast.as_ref(), narrator.as_deref())?;
        let source = text_of(text)?;
        let found = py.detach(|| {
            let masks = byte_spans(&source, &masks);
            let input = Input::new(&source).masks(&masks);
            let input = cast.as_ref().map_or(input, |cast| input.cast(cast));
            Found::new(self.engine.attribute(input).into_owned())
        });
        Ok(Attributions::new(Arc::new(found)))
    }

    /// The answers to a batch as the buffers of Arrow columns; see `inquit.arrow`.
    fn _columns<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyList>,
        offsets: &str,
        threads: usize,
    ) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        let unit: OffsetUnit = offsets.parse().map_err(refused)?;
        let text = |text: Bound<'_, PyAny>| match text.is_none() {
            true => Ok(None),
            false => text_of(text.cast::<PyString>()?).map(Some),
        };
        let texts: Vec<Option<String>> = texts.iter().map(text).collect::<PyResult<_>>()?;
        let parts = py.detach(|| attribute_columns(&self.engine, &texts, unit, threads));
        parts.into_iter().map(|part| part.into_buffers(py)).collect()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let build = py.import("inquit")?.getattr("_build")?;
        PyTuple::new(py, [build, PyTuple::new(py, [slf.get().options.bind(py)])?.into_any()])
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let given = |(_, value): &(Bound<'_, PyAny>, Bound<'_, PyAny>)| value.is_truthy().unwrap_or(true);
        let option = |(key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>)| Ok(format!("{key}={}", value.repr()?));
        let options = self.options.bind(py).iter().filter(given).map(option).collect::<PyResult<Vec<_>>>()?;
        Ok(format!("Attributor({})", options.join(", ")))
    }
}

/// The cast that the caller gives: names, or mappings with the keys of a cast file, or such a file as a whole.
fn cast_of(cast: Option<&Bound<'_, PyAny>>, narrator: Option<&str>) -> PyResult<Option<Cast>> {
    let (characters, own_narrator) = match cast {
        None if narrator.is_none() => return Ok(None),
        None => (Vec::new(), None),
        Some(file) if file.cast::<PyMapping>().is_ok() => {
            let characters = get(file, "characters")?.map_or_else(|| Ok(Vec::new()), |list| characters_of(&list))?;
            let narrator = get(file, "narrator")?.map(|name| name.extract::<String>()).transpose()?;
            (characters, narrator)
        }
        Some(list) => (characters_of(list)?, None),
    };
    let cast = Cast::new(characters).map_err(refused)?;
    match narrator.or(own_narrator.as_deref()) {
        Some(name) => cast.with_narrator(name).map(Some).map_err(refused),
        None => Ok(Some(cast)),
    }
}

fn characters_of(list: &Bound<'_, PyAny>) -> PyResult<Vec<Character>> {
    list.try_iter()?.map(|character| character_of(&character?)).collect()
}

fn character_of(character: &Bound<'_, PyAny>) -> PyResult<Character> {
    if let Ok(name) = character.extract::<String>() {
        return Ok(Character::new(name));
    }
    let mut built = Character::new(character.get_item("name")?.extract::<String>()?);
    if let Some(aliases) = get(character, "aliases")? {
        for alias in aliases.extract::<Vec<String>>()? {
            built = built.alias(alias);
        }
    }
    if let Some(gender) = get(character, "gender")? {
        built = built.gender(gender.extract::<String>()?.parse::<Gender>().map_err(refused)?);
    }
    Ok(built)
}

/// The value of a key, or `None` if the mapping lacks it or has None there.
fn get<'py>(mapping: &Bound<'py, PyAny>, key: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
    let value = mapping.call_method1("get", (key,))?;
    Ok((!value.is_none()).then_some(value))
}
