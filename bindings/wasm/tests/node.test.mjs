// The package in Node.js, by the texts and cases of the crate.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const { attribute, Attributor } = await import(pathToFileURL(join(process.env.PACKAGE, "node.js")).href);
const sample = (name) => readFileSync(join(ROOT, `examples/texts/${name}.txt`), "utf8");
const slices = (text, quotes) => quotes.map((quote) => text.slice(quote.start, quote.end));

test("slices are those of Rust and Python", () => {
  const shared = JSON.parse(readFileSync(join(ROOT, "tests/offsets.json"), "utf8"));
  for (const { name, text, quotes } of shared) {
    const found = attribute(text).toObject();
    assert.equal(found.offsets, "utf-16");
    assert.deepEqual(slices(text, found.quotes), quotes.map((row) => row.quotation), name);
    assert.deepEqual(found.quotes.map((quote) => quote.speaker.name), quotes.map((row) => row.speaker), name);
    assert.deepEqual(found.quotes.map((quote) => [quote.start, quote.end]), quotes.map((row) => row["utf-16"]), name);
  }
});

test("the cases of the crate hold", async () => {
  const { parse } = await import(pathToFileURL(join(process.env.MODULES, "smol-toml/dist/index.js")).href);
  let count = 0;
  for (const file of readdirSync(join(ROOT, "tests/data"))) {
    for (const { name, text, cast, narrator, quotes } of parse(readFileSync(join(ROOT, "tests/data", file), "utf8")).case) {
      const found = attribute(text, { cast, narrator }).toObject().quotes;
      assert.deepEqual(
        found.map((quote) => [quote.text, quote.speaker?.name]),
        quotes.map((row) => [row.text, row.speaker]),
        name,
      );
      found.forEach((quote, index) => {
        const { mention, cue, evidence, kind, depth, closed, to } = quotes[index];
        const facts = { mention: quote.mention?.text, cue: quote.cue?.text, to: quote.addressees.map((person) => person.name) };
        for (const [key, stated] of Object.entries({ mention, cue, evidence, kind, depth, closed, to })) {
          if (stated !== undefined) assert.deepEqual(facts[key] ?? quote[key], stated, `${name}: ${key}`);
        }
      });
      count += 1;
    }
  }
  assert.ok(count > 500);
});

test("segments are the text", () => {
  const text = "🌊 It rained. “He told me, ‘Go!’ and left,” said Orne.\r\n";
  const segments = attribute(text).segments();
  assert.equal(segments.map((segment) => text.slice(segment.start, segment.end)).join(""), text);
  const [speech] = segments.filter((segment) => segment.kind === "speech");
  assert.deepEqual([speech.quote, speech.children.map((child) => child.text).includes("Go!")], [0, true]);
});

test("options, and errors with the message of the library", () => {
  const cast = { characters: [{ name: "Hollis", aliases: ["the captain"] }, "Miriam"], narrator: "Miriam" };
  const engine = new Attributor({ cast, cueVerbs: ["grokked"], genre: "fiction" });
  const { quotes } = engine.attribute('"I see," the captain grokked.\n\n"No," I said.').toObject();
  assert.deepEqual(quotes.map((quote) => quote.speaker.name), ["Hollis", "Miriam"]);
  assert.throws(() => attribute("", { threshold: 1.5 }), { message: "the confidence threshold 1.5 is not within 0.0 and 1.0" });
  assert.throws(() => attribute("", { cast: ["Emma", "Emma"] }), { message: 'the cast has the name "Emma" twice' });
  assert.throws(() => attribute("", { genre: "prose" }), { message: /^unknown Genre "prose", expected one of: / });
  assert.throws(() => attribute("", { verbs: [] }), { message: /unknown field `verbs`/ });
});

test("writers and statistics", () => {
  const text = "🌊 " + sample("harbour");
  const found = attribute(text);
  assert.match(found.toHtml("Salt & Iron"), /<h1><bdi>Salt &amp; Iron<\/bdi><\/h1>/);
  assert.ok(found.toCsv().startsWith("start,end,") && found.toCsv(true).startsWith("\ufeffstart,"));
  assert.equal(found.toJsonl().trim().split("\n").length, found.length);
  assert.deepEqual(JSON.parse(found.toJson()), found.toObject());
  for (const write of ["toTsv", "toTei", "toSsml", "toScript", "toBrat", "toLabelStudio", "toDoccano", "toWebAnnotation"]) {
    assert.ok(found[write]().length > 1000, write);
  }
  const { speech, speakers, longest_speech: longest } = found.statistics();
  assert.ok(speech.words > 100 && speakers.length > 3);
  assert.match(text.slice(longest.span.start, longest.span.end), /^"[^]*"$/);
  assert.equal(found.genre, "news");
});

test("types hold what the package returns", () => {
  const file = join(process.env.MODULES, "..", "types.mts");
  const entry = join(process.env.PACKAGE, "inquit.js").replaceAll("\\", "/");
  writeFileSync(
    file,
    `import { attribute, Attributor, type Evidence, type Options } from ${JSON.stringify(entry)};
    const options: Options = { cast: ["Emma", { name: "Hale", gender: "male" }], genre: "news", threshold: 0.5 };
    const found = attribute("text", options).toObject();
    const names: (string | undefined)[] = found.quotes.map((quote) => quote.speaker?.name);
    const evidence: Evidence[] = found.quotes.map((quote) => quote.evidence);
    const words: number = new Attributor().attribute("text").statistics().speech.words;
    const children: number = attribute("text").segments()[0].children.length;
    // @ts-expect-error
    attribute("text", { genre: "prose" });
    export { names, evidence, words, children };`,
  );
  const tsc = join(process.env.MODULES, "typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "--lib", "es2022,dom,esnext.disposable", file], { stdio: "inherit" });
});

test("time of a novel", () => {
  const novel = sample("inn").repeat(Math.ceil(700_000 / sample("inn").length));
  attribute(novel).free();
  const start = performance.now();
  const found = attribute(novel);
  const milliseconds = performance.now() - start;
  console.log(`    ${novel.length.toLocaleString("en")} characters, ${found.length} quotations: ${milliseconds.toFixed(0)} ms`);
  found.free();
});
