// The page: a text on one side, its report on the other.
import samples from "./samples.js";

// Number of characters above which an answer waits until typing pauses, and the milliseconds it waits.
const LONG = 100_000;
const PAUSE = 250;
// Maximum size of a file, in bytes: the textarea is slow beyond.
const LARGEST = 20_000_000;

const $ = (selector) => document.querySelector(selector);
const [area, panes, answer, status, genre] = ["textarea", ".panes", ".answer", ".status", "select"].map($);
const downloads = document.querySelectorAll("[data-format]");

const worker = new Worker("worker.js", { type: "module" });
let title = "";
// The number of the request at hand, 0 while the worker rests, and whether the text has changed since.
let running = 0;
let changed = false;
let ready = false;
let requests = 0;
let timer = 0;
const files = new Map();

/** Asks for an answer now, or as soon as the one at hand is there. */
function ask() {
  clearTimeout(timer);
  if (!ready || running) {
    changed = true;
    return;
  }
  changed = false;
  running = ++requests;
  const options = genre.value ? { genre: genre.value } : undefined;
  worker.postMessage({ id: running, text: area.value, options, title });
}

function typed() {
  clearTimeout(timer);
  if (area.value.length > LONG) timer = setTimeout(ask, PAUSE);
  else ask();
}

/** Shows a text that does not come from typing. */
function show(text, name) {
  title = name;
  area.value = text;
  area.scrollTop = 0;
  area.setSelectionRange(0, 0);
  ask();
}

const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

function tell(message, failed = false) {
  status.textContent = message;
  status.classList.toggle("error", failed);
}

/** A frame below the one in view, for the next report. To write into it is faster than to let it navigate. */
function prepare() {
  const frame = document.createElement("iframe");
  frame.className = "next";
  frame.title = "Report";
  answer.append(frame);
  return frame;
}

let next = prepare();

/** Writes a report into the next frame, and puts that in the place of the one in view. */
function render(report) {
  const to = next.contentWindow;
  to.document.open();
  to.document.write(report);
  to.document.close();
  const before = answer.querySelector("iframe:not(.next)");
  const from = before?.contentWindow;
  const root = to.document.documentElement;
  const theme = from?.document.documentElement.dataset.theme;
  if (theme) {
    // The button switches from what is set and names what it would switch to.
    root.dataset.theme = theme === "dark" ? "light" : "dark";
    to.document.querySelector("[data-do=theme]").click();
  }
  new MutationObserver(() => (document.documentElement.dataset.theme = root.dataset.theme ?? "")).observe(root, {
    attributeFilter: ["data-theme"],
  });
  if (from && before.dataset.title === title) to.scrollTo(0, from.scrollY);
  next.dataset.title = title;
  next.className = "";
  before?.remove();
  next = prepare();
}

worker.onmessage = ({ data }) => {
  if (data.ready) {
    ready = true;
    ask();
    return;
  }
  if (data.file) {
    files.get(data.id)(data.file);
    files.delete(data.id);
    return;
  }
  const settle = () => {
    running = 0;
    answer.setAttribute("aria-busy", "false");
    downloads.forEach((button) => (button.disabled = !area.value));
    if (changed) ask();
  };
  if (data.error) {
    tell(data.error, true);
    settle();
    return;
  }
  const { quotations, speaking, milliseconds } = data;
  render(data.report);
  const time = milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0);
  tell(`${counted(quotations, "quotation")} by ${counted(speaking, "speaker")}, ${data.genre}, ${time} ms`);
  performance.mark("answer");
  settle();
};
worker.onerror = () => tell("This browser cannot run the page: it needs modules in workers and WebAssembly.", true);

/** The text of a file, in UTF-8 or, where that fails, in the encoding of old Windows files. */
async function read(file) {
  if (file.size > LARGEST) throw new Error(`${file.name} is too large for a page; the program reads it.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.subarray(0, 4096).includes(0) || (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0x25 && bytes[1] === 0x50)) {
    throw new Error(`${file.name} is no plain text. The program reads EPUB and DOCX.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

async function open(file) {
  if (!file) return;
  try {
    show(await read(file), file.name.replace(/\.[^.]+$/, ""));
  } catch (error) {
    tell(error.message, true);
  }
}

area.addEventListener("input", () => {
  if (!area.value) title = "";
  typed();
});
genre.addEventListener("change", ask);
for (const button of document.querySelectorAll("[data-sample]")) {
  button.addEventListener("click", () => {
    const sample = samples[button.dataset.sample];
    show(sample.text, sample.title);
  });
}
$(".clear").addEventListener("click", () => {
  show("", "");
  view("text");
  area.focus();
});
$("input[type=file]").addEventListener("change", (event) => {
  open(event.target.files[0]);
  event.target.value = "";
});

function view(name) {
  panes.dataset.view = name;
  for (const tab of document.querySelectorAll("[data-view][role=tab]")) {
    tab.setAttribute("aria-selected", tab.dataset.view === name);
  }
}
for (const tab of document.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => view(tab.dataset.view));

const hasFile = (event) => event.dataTransfer?.types.includes("Files");
const drop = $(".drop");
window.addEventListener("dragover", (event) => {
  if (!hasFile(event)) return;
  event.preventDefault();
  drop.hidden = false;
});
window.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.hidden = true;
});
window.addEventListener("drop", (event) => {
  drop.hidden = true;
  if (!hasFile(event)) return;
  event.preventDefault();
  open(event.dataTransfer.files[0]);
});

for (const button of downloads) {
  button.disabled = true;
  button.addEventListener("click", () => {
    const format = button.dataset.format;
    const id = ++requests;
    files.set(id, (file) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${title.replace(/[^\p{L}\p{N} _-]/gu, "").trim() || "quotations"}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
    worker.postMessage({ id, format });
  });
}

// The first thing a visitor sees is an answer. What the browser kept from the last visit stays.
if (!area.value) show(samples.article.text, samples.article.title);
else ask();
