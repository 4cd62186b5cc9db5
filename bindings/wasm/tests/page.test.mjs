// The page in a real browser, from a file server of this machine.
//
// Each page is checked for script errors, and for requests to anything but its own files.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const { CHROMIUM, MODULES, PAGE, PICTURES } = process.env;
const { chromium } = createRequire(join(MODULES, "package.json"))("playwright-core");
const TEXTS = join(dirname(fileURLToPath(import.meta.url)), "../../../examples/texts");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };
const DESK = { viewport: { width: 1380, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

// Milliseconds from a text to its report, for 5 KB and for 700 KB.
const ARTICLE = 50;
const NOVEL = 1000;
// Maximum number of attempts at a time: a machine that does something else makes no page slower.
const ATTEMPTS = 8;

const bundled = (name) => readFileSync(join(TEXTS, `${name}.txt`), "utf8");

let server;
let address;
let browser;
const folder = mkdtempSync(join(tmpdir(), "inquit-page-"));

before(async () => {
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname).replace(/\/$/, "/index.html");
    try {
      const body = readFileSync(join(PAGE, path));
      response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${server.address().port}/`;
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `look` on the page after its first answer; from then on no request goes to anywhere. */
async function onPage(options, look) {
  const context = await browser.newContext({ ...options, acceptDownloads: true });
  const page = await context.newPage();
  const [errors, strangers, later] = [[], [], []];
  let loaded = false;
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && errors.push(message.text()));
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("blob:") || url.startsWith("data:")) return;
    (url.startsWith(address) ? (loaded ? later : []) : strangers).push(url);
  });
  try {
    await page.goto(address);
    await answer(page, /21 quotations by 8 speakers, news/);
    loaded = true;
    await look(page, context);
    assert.deepEqual({ errors, strangers, later }, { errors: [], strangers: [], later: [] });
  } finally {
    await context.close();
  }
}

/** Waits for an answer, and returns the frame of its report. */
async function answer(page, status) {
  await page.locator(".status").filter({ hasText: status }).waitFor({ state: "attached" });
  const frame = page.frameLocator(".answer iframe:not(.next)");
  await frame.locator("main").waitFor();
  return frame;
}

const picture = async (page, name) => PICTURES && (await page.screenshot({ path: join(PICTURES, `${name}.png`) }));

/** The shortest time in milliseconds between a text and its report, laid out. */
async function time(page, text, limit) {
  let best = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && best > limit; attempt += 1) {
    const milliseconds = await page.evaluate(async (text) => {
      performance.clearMarks("answer");
      const seen = new Promise((done) => new PerformanceObserver(done).observe({ entryTypes: ["mark"] }));
      const area = document.querySelector("textarea");
      const start = performance.now();
      area.value = text;
      area.dispatchEvent(new Event("change"));
      document.querySelector("select").dispatchEvent(new Event("change"));
      await seen;
      // It is in view when it is laid out.
      document.querySelector(".answer iframe:not(.next)").contentDocument.body.getBoundingClientRect();
      return performance.now() - start;
    }, text);
    best = Math.min(best, milliseconds);
  }
  return best;
}

test("a visitor sees an answer at once, and both samples", async () => {
  await onPage(DESK, async (page) => {
    const article = await answer(page, /21 quotations/);
    assert.equal(await article.locator("h1").innerText(), "A closed harbour");
    assert.match(await page.locator("textarea").inputValue(), /^Floodwater/);
    await picture(page, "article");
    await page.getByRole("button", { name: "Sample scene" }).click();
    const scene = await answer(page, /42 quotations by 5 speakers, fiction/);
    assert.equal(await scene.locator("h1").innerText(), "The Three Pigeons");
    await scene.getByText("There is a second road").click();
    await scene.locator(".details").waitFor();
    await picture(page, "scene");
  });
});

test("typing is answered, with the theme and the place kept", async () => {
  await onPage(DESK, async (page) => {
    await page.getByRole("button", { name: "Clear" }).click();
    await answer(page, /^0 quotations/);
    await picture(page, "empty");
    await page.locator("textarea").pressSequentially('"No," said Orne. "Not today."');
    let report = await answer(page, /2 quotations by 1 speaker,/);
    await report.getByRole("button", { name: "Dark or light" }).click();
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
    await page.locator("textarea").press("End");
    await page.locator("textarea").pressSequentially('\n\n"Why?" asked Ida Hale.');
    report = await answer(page, /3 quotations by 2 speakers,/);
    assert.equal(await report.locator("html").getAttribute("data-theme"), "dark");
    const button = report.getByRole("button", { name: "Dark or light" });
    assert.equal(await button.textContent(), "Light");
    await picture(page, "dark");
    await button.click();
    await page.locator("select").selectOption("news");
    report = await answer(page, /, news,/);
    assert.equal(await report.locator("html").getAttribute("data-theme"), "light");
    assert.equal(await report.getByRole("button", { name: "Dark or light" }).textContent(), "Dark");
    // The report, and the frame of the next one.
    assert.equal(await page.locator("iframe").count(), 2);
  });
});

test("files are dropped and answers are downloaded", async () => {
  await onPage(DESK, async (page) => {
    const [text, binary] = ["lamp.txt", "lamp.docx"].map((name) => join(folder, name));
    writeFileSync(text, Buffer.from('\x93It is late,\x94 said Zo\xe9 Orne.', "latin1"));
    writeFileSync(binary, "PK\x03\x04\0");
    await page.locator("input[type=file]").setInputFiles(text);
    const report = await answer(page, /1 quotation by 1 speaker/);
    assert.equal(await report.locator("h1").innerText(), "lamp");
    for (const [format, start] of [["html", "<!DOCTYPE html>"], ["csv", "\ufeffstart,end"], ["json", '{"version":1,"offsets":"utf-16"']]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: format.toUpperCase() }).click()]);
      assert.equal(download.suggestedFilename(), `lamp.${format}`);
      const written = readFileSync(await download.path(), "utf8");
      assert.ok(written.startsWith(start) && written.includes("Zoé Orne"), written.slice(0, 100));
    }
    await page.locator("input[type=file]").setInputFiles(binary);
    await page.locator(".status.error").filter({ hasText: "lamp.docx is no plain text" }).waitFor();

    const drop = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["“No,” said Ida.\n\n“Why?” asked Ben."], "dropped.txt"));
      return transfer;
    });
    await page.dispatchEvent("body", "dragover", { dataTransfer: drop });
    assert.ok(await page.locator(".drop").isVisible());
    await page.dispatchEvent("body", "drop", { dataTransfer: drop });
    await answer(page, /2 quotations by 2 speakers/);
    assert.ok(!(await page.locator(".drop").isVisible()));
  });
});

test("it works without a network, and has room on a phone", async () => {
  await onPage(PHONE, async (page, context) => {
    await context.setOffline(true);
    assert.ok(!(await page.locator("textarea").isVisible()));
    await picture(page, "phone");
    await page.getByRole("tab", { name: "Text" }).click();
    await page.getByRole("button", { name: "Sample scene" }).click();
    await picture(page, "phone-text");
    await page.getByRole("tab", { name: "Answer" }).click();
    await answer(page, /42 quotations/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});

test("an answer takes no time", async () => {
  await onPage(DESK, async (page) => {
    const article = (bundled("harbour") + bundled("harbour")).slice(0, 5000);
    const short = await time(page, article, ARTICLE);
    const novel = bundled("inn").repeat(Math.ceil(700_000 / bundled("inn").length));
    const long = await time(page, novel, NOVEL);
    console.log(`    from text to report: ${short.toFixed(0)} ms for 5 KB, ${long.toFixed(0)} ms for ${(novel.length / 1000).toFixed(0)} KB`);
    assert.ok(short < ARTICLE && long < NOVEL, `${short} ms, ${long} ms`);
  });
});
