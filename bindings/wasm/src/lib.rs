//! The npm package: records and writers of the library, with offsets in UTF-16 code units as JavaScript counts them.

mod options;
mod segment;

use inquit::statistics::Statistics;
use inquit::write::{Brat, Csv, Doccano, Html, LabelStudio, Script, Ssml, Tei, WebAnnotation};
use inquit::{OffsetUnit, Offsets, OwnedAttributions};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::options::Options;

/// The types of plain objects, and those of the methods that return them.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(json: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn stringify(value: &JsValue) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(typescript_type = "Options")]
    pub type OptionsObject;

    #[wasm_bindgen(typescript_type = "Result")]
    pub type ResultObject;

    #[wasm_bindgen(typescript_type = "Segment[]")]
    pub type SegmentsObject;

    #[wasm_bindgen(typescript_type = "Statistics")]
    pub type StatisticsObject;
}

/// A value as a plain object of JavaScript.
fn object<T: JsCast>(value: &impl Serialize) -> Result<T, JsValue> {
    let json = serde_json::to_string(value).map_err(|error| JsError::new(&error.to_string()))?;
    parse(&json).map(JsCast::unchecked_into)
}

/// The options of a call as the library wants them.
fn engine(options: Option<OptionsObject>) -> Result<inquit::Attributor, JsValue> {
    let json = options.map(|options| stringify(&options)).transpose()?.flatten();
    let options = json.map_or_else(|| Ok(Options::default()), |json| Options::read(&json));
    Ok(options.and_then(|options| options.build()).map_err(|message| JsError::new(&message))?)
}

/// The engine with its options; built once, used for any number of texts.
#[wasm_bindgen]
pub struct Attributor {
    engine: inquit::Attributor,
    scratch: inquit::Scratch,
}

#[wasm_bindgen]
impl Attributor {
    #[wasm_bindgen(constructor)]
    pub fn new(options: Option<OptionsObject>) -> Result<Attributor, JsValue> {
        Ok(Self { engine: engine(options)?, scratch: inquit::Scratch::default() })
    }

    /// Finds every quotation of a text and who said it.
    pub fn attribute(&mut self, text: &str) -> Attributions {
        Attributions { found: self.engine.attribute_with(&mut self.scratch, text).into_owned() }
    }
}

/// Finds every quotation of a text and who said it.
#[wasm_bindgen]
pub fn attribute(text: &str, options: Option<OptionsObject>) -> Result<Attributions, JsValue> {
    Ok(Attributions { found: engine(options)?.attribute(text).into_owned() })
}

/// The quotations of a text and who said them. All offsets count UTF-16 code units: `text.slice(start, end)`.
#[wasm_bindgen]
pub struct Attributions {
    found: OwnedAttributions,
}

impl Attributions {
    /// What a writer writes.
    fn written(&self, write: impl FnOnce(&inquit::Attributions<'_>, &mut Vec<u8>) -> std::io::Result<()>) -> String {
        let mut out = Vec::new();
        // OK because a vector takes all bytes, and the writers write UTF-8.
        write(&self.found.as_attributions(), &mut out).expect("a vector takes all bytes");
        String::from_utf8(out).expect("UTF-8")
    }
}

#[wasm_bindgen]
impl Attributions {
    /// The genre in which the text was read.
    #[wasm_bindgen(getter)]
    pub fn genre(&self) -> String {
        self.found.as_attributions().genre().to_string()
    }

    /// The number of quotations.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.found.as_attributions().len()
    }

    /// The whole result as a plain object.
    #[wasm_bindgen(js_name = toObject)]
    pub fn to_object(&self) -> Result<ResultObject, JsValue> {
        object(&self.found.as_attributions().in_unit(OffsetUnit::Utf16))
    }

    /// The same as JSON.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        let found = self.found.as_attributions();
        // OK because the keys are strings and no value fails.
        serde_json::to_string(&found.in_unit(OffsetUnit::Utf16)).expect("plain data")
    }

    /// A quotation a line.
    #[wasm_bindgen(js_name = toJsonl)]
    pub fn to_jsonl(&self) -> String {
        let (found, mut lines) = (self.found.as_attributions(), String::new());
        for quote in found.in_unit(OffsetUnit::Utf16).quotes() {
            // OK because the keys are strings and no value fails.
            lines += &serde_json::to_string(&quote).expect("plain data");
            lines.push('\n');
        }
        lines
    }

    /// The whole text as narration and speech.
    pub fn segments(&self) -> Result<SegmentsObject, JsValue> {
        object(&segment::all(&self.found.as_attributions()))
    }

    /// Counts by speaker, gender and kind.
    pub fn statistics(&self) -> Result<StatisticsObject, JsValue> {
        let counted = Statistics::of(&self.found.as_attributions());
        // OK because the keys are strings and no value fails.
        let mut value = serde_json::to_value(&counted).expect("plain data");
        if let Some(longest) = counted.longest_speech() {
            let range = Offsets::new(self.found.text()).utf16(longest.span);
            value["longest_speech"]["span"] = serde_json::json!({ "start": range.start, "end": range.end });
        }
        object(&value)
    }

    /// The report: one page that needs no network.
    #[wasm_bindgen(js_name = toHtml)]
    pub fn to_html(&self, title: Option<String>) -> String {
        let html = title.map_or_else(Html::new, |title| Html::new().title(title));
        self.written(|found, out| html.write(found, out))
    }

    /// A row for each quotation. For a spreadsheet, no cell runs as a formula.
    #[wasm_bindgen(js_name = toCsv)]
    pub fn to_csv(&self, spreadsheet: Option<bool>) -> String {
        let csv = Csv::new().offsets(OffsetUnit::Utf16);
        let csv = if spreadsheet.unwrap_or_default() { csv.for_spreadsheet() } else { csv };
        self.written(|found, out| csv.write(found, out))
    }

    /// The same with tabs.
    #[wasm_bindgen(js_name = toTsv)]
    pub fn to_tsv(&self) -> String {
        self.written(|found, out| Csv::tsv().offsets(OffsetUnit::Utf16).write(found, out))
    }

    /// TEI P5.
    #[wasm_bindgen(js_name = toTei)]
    pub fn to_tei(&self, title: Option<String>) -> String {
        let tei = title.map_or_else(Tei::new, |title| Tei::new().title(title));
        self.written(|found, out| tei.write(found, out))
    }

    /// SSML with a voice for each speaker.
    #[wasm_bindgen(js_name = toSsml)]
    pub fn to_ssml(&self) -> String {
        self.written(|found, out| Ssml::new().write(found, out))
    }

    /// A script in Fountain.
    #[wasm_bindgen(js_name = toScript)]
    pub fn to_script(&self, title: Option<String>) -> String {
        let script = title.map_or_else(Script::new, |title| Script::new().title(title));
        self.written(|found, out| script.write(found, out))
    }

    /// brat stand-off; its offsets count characters.
    #[wasm_bindgen(js_name = toBrat)]
    pub fn to_brat(&self) -> String {
        self.written(|found, out| Brat::new().write(found, out))
    }

    /// Tasks for Label Studio.
    #[wasm_bindgen(js_name = toLabelStudio)]
    pub fn to_label_studio(&self) -> String {
        self.written(|found, out| LabelStudio::new().write(found, out))
    }

    /// A document for doccano; its offsets count characters.
    #[wasm_bindgen(js_name = toDoccano)]
    pub fn to_doccano(&self) -> String {
        self.written(|found, out| Doccano::new().write(found, out))
    }

    /// W3C Web Annotation.
    #[wasm_bindgen(js_name = toWebAnnotation)]
    pub fn to_web_annotation(&self, source: Option<String>) -> String {
        let annotations = WebAnnotation::new().offsets(OffsetUnit::Utf16);
        let annotations = match source {
            Some(source) => annotations.source(source),
            None => annotations,
        };
        self.written(|found, out| annotations.write(found, out))
    }
}
