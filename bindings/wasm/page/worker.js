// Attribution beside the page, so that typing never waits.
//
// A message `{ text, options, title }` is answered with figures and the report; `{ format }` with the last
// answer as a file.
import { attribute } from "./inquit/browser.js";

let found = null;
let name;

const FILES = {
  html: ["text/html", () => found.toHtml(name)],
  csv: ["text/csv", () => found.toCsv(true)],
  json: ["application/json", () => found.toJson()],
};

const file = (format) => {
  const [type, write] = FILES[format];
  return new Blob([write()], { type: `${type};charset=utf-8` });
};

self.onmessage = ({ data: { id, text, options, title, format } }) => {
  try {
    if (format) {
      self.postMessage({ id, file: file(format) });
      return;
    }
    const start = performance.now();
    found?.free();
    found = attribute(text, options);
    name = title || undefined;
    const milliseconds = performance.now() - start;
    const { speech, speakers } = found.statistics();
    const speaking = speakers.filter((speaker) => speaker.speech.quotations > 0).length;
    const { quotations } = speech;
    self.postMessage({ id, report: found.toHtml(name), milliseconds, genre: found.genre, quotations, speaking });
  } catch (error) {
    self.postMessage({ id, error: error.message });
  }
};

// The word lists are read now and not with the first text.
attribute("“No,” said Orne.").free();
self.postMessage({ ready: true });
