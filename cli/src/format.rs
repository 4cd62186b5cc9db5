//! The formats of the output.

use clap::ValueEnum;

/// What is printed of each text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Format {
    /// The table of speakers, then the text with speakers in colour and doubtful ones marked
    #[default]
    Report,
    /// The table of speakers alone, all of them; for several texts also of all together
    Table,
    /// Each quotation with its line, speaker, evidence, confidence and the next best speaker
    List,
    /// The text as it is read, in which offsets count
    Text,
    /// An object with "quotes" and "speakers"; for several texts a line each, with the file as "id"
    Json,
    /// A quotation a line, in JSON; for several texts with the file as "id"
    Jsonl,
    /// A row for each quotation, with commas; for several texts with the file as "document"
    Csv,
    /// The same with tabs
    Tsv,
    /// A page to look at in a browser: text in colours, figures, answers to review
    Html,
    /// TEI P5, for editions
    Tei,
    /// SSML, for speech synthesis: a voice for each speaker, see --voice
    Ssml,
    /// A script in Fountain, for actors
    Script,
    /// Stand-off annotation for brat
    Brat,
    /// W3C Web Annotation in JSON-LD
    Webanno,
    /// Predictions for Label Studio; for several texts a task a line
    Labelstudio,
    /// Documents for doccano, one a line
    Doccano,
}

impl Format {
    /// The extension of files in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Report => "report.txt",
            Self::Table => "table.txt",
            Self::List => "list.txt",
            Self::Text => "txt",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Html => "html",
            Self::Tei => "tei.xml",
            Self::Ssml => "ssml",
            Self::Script => "fountain",
            Self::Brat => "ann",
            Self::Webanno => "jsonld",
            Self::Labelstudio => "labelstudio.json",
            Self::Doccano => "doccano.jsonl",
        }
    }

    /// Whether it has offsets into a text that it does not hold itself.
    pub fn has_offsets(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Csv | Self::Tsv | Self::Brat | Self::Webanno)
    }

    /// Whether its files are useless without a file of the text beside each.
    pub fn needs_text(self) -> bool {
        self == Self::Brat
    }

    /// Whether the unit of its offsets can be chosen.
    pub fn has_unit(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Csv | Self::Tsv | Self::Webanno | Self::Labelstudio)
    }

    /// Whether a file of it holds one text only.
    pub fn is_of_one_text(self) -> bool {
        matches!(self, Self::Html | Self::Tei | Self::Ssml | Self::Script | Self::Brat | Self::Webanno)
    }

    /// Whether the output needs counts of the whole answer.
    pub fn has_table(self) -> bool {
        matches!(self, Self::Report | Self::Table)
    }

    /// Whether an answer begins with a heading, so that several ones are told apart.
    pub fn has_heading(self) -> bool {
        matches!(self, Self::Report | Self::Table | Self::List)
    }

    /// The name as users give it.
    pub fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}
