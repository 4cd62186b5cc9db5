export type Gender = "male" | "female" | "unknown";
export type Genre = "fiction" | "news";
export type Marks = "double" | "single" | "dash" | "labels";
export type Kind = "direct" | "partial" | "not-speech";
export type SpeakerKind = "person" | "described" | "organisation" | "narrator" | "group";
export type Evidence =
  | "label" | "explicit" | "anaphoric" | "nominal" | "inherited" | "beat" | "vocative" | "alternation" | "recency"
  | "unresolved" | "not-speech";

export interface Character {
  name: string;
  aliases?: string[];
  gender?: Gender;
}

export interface Options {
  /** The people of the text: names, characters, or an object as in a cast file. */
  cast?: (string | Character)[] | { characters: (string | Character)[]; narrator?: string };
  /** The "I" of the narration: a name of the cast. */
  narrator?: string;
  genre?: Genre;
  marks?: Marks;
  /** Additional reporting verbs, in the form in which the text uses them. */
  cueVerbs?: string[];
  /** Speakers below this confidence are omitted. */
  threshold?: number;
  /** Fiction is read faster and less accurately. */
  singlePass?: boolean;
}

/** Offsets count UTF-16 code units: `text.slice(start, end)`. */
export interface Range {
  start: number;
  end: number;
}

export interface Words extends Range {
  text: string;
}

export interface Name {
  id: number;
  name: string;
}

export interface Quote extends Range {
  content: Range;
  text: string;
  kind: Kind;
  style: string;
  depth: number;
  closed: boolean;
  doubtful: boolean;
  speaker: Name | null;
  mention: Words | null;
  cue: Words | null;
  evidence: Evidence;
  confidence: number;
  addressees: Name[];
  utterance: number;
}

export interface Speaker extends Name {
  aliases: string[];
  title: string | null;
  gender: Gender;
  mentions: number;
}

export interface Result {
  version: number;
  offsets: "utf-16";
  marks: { style: Marks; share: number };
  quotes: Quote[];
  speakers: Speaker[];
}

export interface Segment extends Range {
  content: Range;
  text: string;
  kind: "narration" | "speech" | "space";
  /** Index of the quotation. */
  quote: number | null;
  /** Id of the speaker. */
  speaker: number | null;
  utterance: number | null;
  paragraph: number | null;
  children: Segment[];
}

export interface Tally {
  quotations: number;
  words: number;
}

export interface Statistics {
  documents: number;
  narration_words: number;
  speech: Tally;
  unattributed: Tally;
  speakers: { name: string; gender: Gender; kind: SpeakerKind; document: number; documents: number; speech: Tally }[];
  genders: { gender: Gender; speech: Tally }[];
  kinds: { kind: SpeakerKind; speech: Tally }[];
  exchanges: { speaker: number; addressee: number; speech: Tally }[];
  longest_speech: { document: number; span: Range; speaker: number | null; speech: Tally } | null;
}
