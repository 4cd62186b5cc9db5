//! The writers of the library; each method returns a string.

use std::collections::BTreeMap;
use std::io;

use inquit::write::{Brat, Csv, Doccano, Html, LabelStudio, Script, Ssml, Tei, WebAnnotation};
use inquit::{Gender, OffsetUnit};
use pyo3::prelude::*;

use crate::answer::Attributions;
use crate::error::refused;

impl Attributions {
    /// What a writer writes, without the lock of the interpreter.
    fn written(
        &self,
        py: Python<'_>,
        write: impl FnOnce(&inquit::Attributions<'_>, &mut Vec<u8>) -> io::Result<()> + Send,
    ) -> String {
        py.detach(|| {
            let mut out = Vec::new();
            // OK because a vector takes all bytes, and the writers write UTF-8.
            write(&self.borrowed(), &mut out).expect("a vector takes all bytes");
            String::from_utf8(out).expect("UTF-8")
        })
    }

    fn csv(
        &self,
        py: Python<'_>,
        mut csv: Csv,
        id: Option<String>,
        header: bool,
        offsets: &str,
        spreadsheet: bool,
    ) -> PyResult<String> {
        csv = csv.offsets(offsets.parse().map_err(refused)?);
        if let Some(id) = id {
            csv = csv.id(id);
        }
        if !header {
            csv = csv.without_header();
        }
        if spreadsheet {
            csv = csv.for_spreadsheet();
        }
        Ok(self.written(py, |found, out| csv.write(found, out)))
    }
}

fn ssml(
    language: Option<String>,
    narrator: Option<String>,
    voices: BTreeMap<String, String>,
    voices_of: BTreeMap<String, Vec<String>>,
) -> PyResult<Ssml> {
    let mut ssml = Ssml::new();
    if let Some(language) = language {
        ssml = ssml.language(language);
    }
    if let Some(narrator) = narrator {
        ssml = ssml.narrator(narrator);
    }
    for (speaker, voice) in voices {
        ssml = ssml.voice(speaker, voice);
    }
    for (gender, voices) in voices_of {
        ssml = ssml.voices_of(gender.parse::<Gender>().map_err(refused)?, voices);
    }
    Ok(ssml)
}

#[pymethods]
impl Attributions {
    #[pyo3(signature = (*, title=None))]
    fn to_html(&self, py: Python<'_>, title: Option<String>) -> String {
        let html = title.map_or_else(Html::new, |title| Html::new().title(title));
        self.written(py, |found, out| html.write(found, out))
    }

    #[pyo3(signature = (*, id=None, header=true, offsets="characters", spreadsheet=false))]
    fn to_csv(
        &self,
        py: Python<'_>,
        id: Option<String>,
        header: bool,
        offsets: &str,
        spreadsheet: bool,
    ) -> PyResult<String> {
        self.csv(py, Csv::new(), id, header, offsets, spreadsheet)
    }

    #[pyo3(signature = (*, id=None, header=true, offsets="characters", spreadsheet=false))]
    fn to_tsv(
        &self,
        py: Python<'_>,
        id: Option<String>,
        header: bool,
        offsets: &str,
        spreadsheet: bool,
    ) -> PyResult<String> {
        self.csv(py, Csv::tsv(), id, header, offsets, spreadsheet)
    }

    #[pyo3(signature = (*, title=None, source=None))]
    fn to_tei(&self, py: Python<'_>, title: Option<String>, source: Option<String>) -> String {
        let tei = title.map_or_else(Tei::new, |title| Tei::new().title(title));
        let tei = match source {
            Some(source) => tei.source(source),
            None => tei,
        };
        self.written(py, |found, out| tei.write(found, out))
    }

    #[pyo3(signature = (*, language=None, narrator=None, voices=BTreeMap::new(), voices_of=BTreeMap::new()))]
    fn to_ssml(
        &self,
        py: Python<'_>,
        language: Option<String>,
        narrator: Option<String>,
        voices: BTreeMap<String, String>,
        voices_of: BTreeMap<String, Vec<String>>,
    ) -> PyResult<String> {
        let ssml = ssml(language, narrator, voices, voices_of)?;
        Ok(self.written(py, |found, out| ssml.write(found, out)))
    }

    #[pyo3(signature = (limit, *, language=None, narrator=None, voices=BTreeMap::new(), voices_of=BTreeMap::new()))]
    fn to_ssml_chunks(
        &self,
        py: Python<'_>,
        limit: usize,
        language: Option<String>,
        narrator: Option<String>,
        voices: BTreeMap<String, String>,
        voices_of: BTreeMap<String, Vec<String>>,
    ) -> PyResult<Vec<String>> {
        let ssml = ssml(language, narrator, voices, voices_of)?;
        Ok(py.detach(|| ssml.chunks(&self.borrowed(), limit).collect()))
    }

    #[pyo3(signature = (*, title=None, somebody=None))]
    fn to_script(&self, py: Python<'_>, title: Option<String>, somebody: Option<String>) -> String {
        let script = title.map_or_else(Script::new, |title| Script::new().title(title));
        let script = match somebody {
            Some(name) => script.somebody(name),
            None => script,
        };
        self.written(py, |found, out| script.write(found, out))
    }

    fn to_brat(&self, py: Python<'_>) -> String {
        self.written(py, |found, out| Brat::new().write(found, out))
    }

    fn to_brat_configuration(&self, py: Python<'_>) -> String {
        self.written(py, |found, out| Brat::new().write_configuration(found, out))
    }

    #[pyo3(signature = (*, id=None, list=true, offsets="utf-16"))]
    fn to_labelstudio(&self, py: Python<'_>, id: Option<String>, list: bool, offsets: &str) -> PyResult<String> {
        let unit: OffsetUnit = offsets.parse().map_err(refused)?;
        let mut tasks = LabelStudio::new().offsets(unit);
        if let Some(id) = id {
            tasks = tasks.id(id);
        }
        if !list {
            tasks = tasks.without_list();
        }
        Ok(self.written(py, |found, out| tasks.write(found, out)))
    }

    #[pyo3(signature = (*, id=None, relations=true))]
    fn to_doccano(&self, py: Python<'_>, id: Option<String>, relations: bool) -> String {
        let mut doccano = id.map_or_else(Doccano::new, |id| Doccano::new().id(id));
        if !relations {
            doccano = doccano.without_relations();
        }
        self.written(py, |found, out| doccano.write(found, out))
    }

    #[pyo3(signature = (*, source=None, title=None, offsets="characters"))]
    fn to_webanno(
        &self,
        py: Python<'_>,
        source: Option<String>,
        title: Option<String>,
        offsets: &str,
    ) -> PyResult<String> {
        let mut annotations = WebAnnotation::new().offsets(offsets.parse().map_err(refused)?);
        if let Some(source) = source {
            annotations = annotations.source(source);
        }
        if let Some(title) = title {
            annotations = annotations.title(title);
        }
        Ok(self.written(py, |found, out| annotations.write(found, out)))
    }
}
