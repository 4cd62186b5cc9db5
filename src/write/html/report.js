"use strict";
// The page is complete without this script, which adds the filter, the details and the keys.
//
// The text is never copied into markup: everything is made of text nodes. One listener serves all quotations.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const text = find(".text");
  const panel = find(".details");
  const strip = find(".filter");
  const legend = all(".legend button");
  const states = all(".key button");
  const reviews = all(".review a");
  // Live, hence cheap: the blocks of the text by number.
  const blocks = text.getElementsByTagName("p");

  // Columns of a quotation; the writer documents them.
  const [SPEAKER, EVIDENCE, CONFIDENCE, STATE, UTTERANCE, MENTION, CUE, ADDRESSEES, OTHERS] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const quotes = JSON.parse(find("#data").textContent);
  const names = new Map(all("[data-s]").map((item) => [+item.dataset.s, find("bdi", item) ?? item]));
  const evidence = new Map(all(".evidence [data-e]").map((item) => [+item.dataset.e, item]));
  const notes = new Map(states.map((button) => [+button.dataset.bit, find(".note", button).textContent]));

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const nameOf = (speaker) => make("bdi", {}, names.get(speaker)?.textContent ?? "no speaker");
  const share = (thousandths) => (thousandths / 1000).toFixed(2);

  const numberOf = (element) => +(element.dataset.q ?? element.id.slice(1));
  const elementOf = (number) => document.getElementById(`q${number}`);
  const pieces = (number) => [elementOf(number), ...text.querySelectorAll(`[data-q="${number}"]`)];

  // Which quotation is open, or was the last one; whether one was ever opened.
  let current = -1;
  let open = false;
  let started = false;

  // --- The filter -------------------------------------------------------------------------------------------------

  const sheet = document.head.appendChild(make("style")).sheet;
  const pressed = (buttons) => buttons.filter((button) => button.getAttribute("aria-pressed") === "true");
  let shown = quotes.map((_, number) => number);

  const applyFilter = () => {
    const speakers = pressed(legend).map((button) => +button.dataset.s);
    const bits = pressed(states).map((button) => +button.dataset.bit);
    while (sheet.cssRules.length > 0) sheet.deleteRule(0);
    const active = speakers.length > 0 || bits.length > 0;
    root.classList.toggle("filtered", active);
    const wanted = new Set(speakers);
    const mask = bits.reduce((sum, bit) => sum | bit, 0);
    const matches = (quote) =>
      (wanted.size === 0 || wanted.has(quote[SPEAKER])) && (mask === 0 || (quote[STATE] & mask) !== 0);
    shown = [];
    quotes.forEach((quote, number) => matches(quote) && shown.push(number));
    strip.hidden = !active;
    if (!active) return;

    // What any of the two groups leaves out steps back, but not a quotation within one that stays.
    const groups = [speakers.map((speaker) => `.s${speaker}`), pressed(states).map((button) => `.${button.dataset.state}`)];
    for (const group of groups.filter((group) => group.length > 0)) {
      const kept = `:is(${group.join()})`;
      sheet.insertRule(
        `.text .q:not(${kept}):not(${kept} .q) { --c: var(--faint) !important; color: var(--faint); background: none; font-weight: 400 }`,
      );
      // What stays within one that does not.
      sheet.insertRule(`.text .q .q:is(${kept}) { color: var(--ink) }`);
      sheet.insertRule(`.text .q:not(${kept}):not(${kept} .q)::before { opacity: .55; font-weight: 400 }`);
    }
    const labels = [...speakers.map((speaker) => names.get(speaker).textContent), ...pressed(states).map((button) => find(".state", button).textContent)];
    const count = `${shown.length} ${shown.length === 1 ? "quotation" : "quotations"}`;
    find("output", strip).replaceChildren(make("bdi", {}, labels.join(", ")), ` – ${count}`);
  };

  const toggle = (button) => {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
    applyFilter();
  };
  const clearFilter = () => {
    pressed([...legend, ...states]).forEach((button) => button.setAttribute("aria-pressed", "false"));
    applyFilter();
  };

  const search = find(".find");
  const narrow = () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    for (const button of legend) {
      const called = `${button.textContent} ${button.title}`.toLocaleLowerCase();
      button.parentElement.hidden = !called.includes(wanted);
    }
  };

  // --- Details ----------------------------------------------------------------------------------------------------

  // The range of [block, start, end], in UTF-16 units of the block.
  const rangeOf = ([block, start, end]) => {
    const range = document.createRange();
    const walker = document.createTreeWalker(blocks[block], NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = at + node.length;
      if (start >= at && start < next) range.setStart(node, start - at);
      if (end > at && end <= next) {
        range.setEnd(node, end - at);
        return range;
      }
      at = next;
    }
    return null;
  };

  // Puts marks around the text nodes of a range, which may lie in several elements.
  const highlight = (place, kind) => {
    const range = place && rangeOf(place);
    if (!range) return "";
    const said = range.toString();
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE && range.intersectsNode(node)) nodes.push(node);
    }
    const { startContainer, startOffset, endContainer, endOffset } = range;
    for (const node of nodes) {
      const piece = document.createRange();
      piece.setStart(node, node === startContainer ? startOffset : 0);
      piece.setEnd(node, node === endContainer ? endOffset : node.length);
      if (!piece.collapsed) piece.surroundContents(make("mark", { class: kind }));
    }
    return said;
  };
  const removeHighlights = () => {
    for (const mark of all("mark", text)) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  };

  const inWords = (confidence) =>
    confidence >= 950 ? "almost certain" : confidence >= 800 ? "likely" : confidence >= 500 ? "uncertain" : "a guess";

  const meter = (thousandths) => make("span", { class: "meter", style: `--w: ${thousandths / 10}%` });

  const row = (list, term, ...children) => list.append(make("dt", {}, term), make("dd", {}, ...children));

  const fill = (quote, mention, cue) => {
    const speaker = quote[SPEAKER];
    const list = make("dl");
    const reason = evidence.get(quote[EVIDENCE]);
    const [name, , explanation] = reason.children;
    row(list, "Evidence", make("b", {}, name.textContent), make("br"), explanation.textContent);
    if (mention) row(list, "Mention", make("mark", { class: "mention" }, make("bdi", {}, mention)));
    if (cue) row(list, "Cue", make("mark", { class: "cue" }, make("bdi", {}, cue)));
    row(list, "Confidence", make("b", {}, share(quote[CONFIDENCE])), `, ${inWords(quote[CONFIDENCE])}`, meter(quote[CONFIDENCE]));
    const addressees = (quote[ADDRESSEES] ?? []).flatMap((person, index) => [index ? " and " : "", nameOf(person)]);
    row(list, "Addressee", ...(addressees.length ? addressees : ["The text does not tell."]));
    const others = [];
    for (let i = 0; i < (quote[OTHERS]?.length ?? 0); i += 2) {
      const [person, posterior] = [quote[OTHERS][i], quote[OTHERS][i + 1]];
      others.push(make("div", { class: `other s${person}` }, nameOf(person), meter(posterior), make("span", { class: "number" }, share(posterior))));
    }
    row(list, "Next best", ...(others.length ? others : ["Nobody else comes into question."]));
    const remarks = [...notes].filter(([bit]) => quote[STATE] & bit).map(([, note]) => make("div", {}, note));
    if (remarks.length) row(list, "Note", ...remarks);

    const about = names.get(speaker)?.closest("[data-about]")?.dataset.about ?? "The text does not tell who says this.";
    const title = quote[STATE] & 16 ? "Not speech" : speaker < 0 ? "No speaker" : nameOf(speaker);
    const heading = make("h2", {}, title);
    const what = make("p", { class: "what" }, quote[STATE] & 16 ? "A quotation that nobody says." : about);
    const buttons = make("div", { class: "bar-of-buttons" });
    const button = (label, action) => buttons.append(make("button", { type: "button", "data-do": action }, label));
    button("← Previous", "previous");
    button("Next →", "next");
    if (speaker >= 0) button("Only this speaker", "only");
    const close = make("button", { type: "button", class: "close", "data-do": "close", "aria-label": "Close" }, "×");
    panel.className = speaker >= 0 ? `details s${speaker}` : "details";
    panel.replaceChildren(close, heading, what, list, buttons);
    panel.scrollTop = 0;
  };

  const leave = () => {
    removeHighlights();
    for (const piece of all(".q.on, .q.same", text)) {
      piece.classList.remove("on", "same");
      piece.removeAttribute("aria-expanded");
    }
  };

  // Only one quotation is in the order of Tab: the current one.
  const roving = (number) => {
    const before = elementOf(current);
    for (const name of ["tabindex", "role", "aria-expanded", "aria-controls"]) before?.removeAttribute(name);
    current = number;
    const element = elementOf(number);
    element?.setAttribute("tabindex", "0");
    element?.setAttribute("role", "button");
    element?.setAttribute("aria-controls", panel.id);
    element?.setAttribute("aria-expanded", "false");
    return element;
  };

  const show = (number, { focus = true } = {}) => {
    const quote = quotes[number];
    if (!quote) return;
    leave();
    const element = roving(number);
    open = started = true;
    pieces(number).forEach((piece) => piece.classList.add("on"));
    element.setAttribute("aria-expanded", "true");
    // Stretches of the same utterance stand side by side.
    for (const step of [-1, 1]) {
      for (let i = number + step; quotes[i] && quote[UTTERANCE] >= 0; i += step) {
        if (quotes[i][UTTERANCE] >= 0 && quotes[i][UTTERANCE] !== quote[UTTERANCE]) break;
        if (quotes[i][UTTERANCE] === quote[UTTERANCE]) pieces(i).forEach((piece) => piece.classList.add("same"));
      }
    }
    const mention = highlight(quote[MENTION], "mention");
    const cue = highlight(quote[CUE], "cue");
    fill(quote, mention, cue);
    panel.hidden = false;
    reviews.forEach((link) => link.removeAttribute("aria-current"));
    reviews.find((link) => link.hash === `#q${number}`)?.setAttribute("aria-current", "true");
    if (focus) element.focus({ preventScroll: true });
    reveal(element);
  };

  // Into the part of the window that neither the legend nor the details cover. Blocks that come into view get their true
  // heights in the frames after, which moves the element once more.
  const reveal = (element, frames = 4) => {
    const box = element.getBoundingClientRect();
    const bottom = window.innerWidth <= 768 ? panel.getBoundingClientRect().top : window.innerHeight;
    if (box.top < 70 || box.bottom > bottom - 24) element.scrollIntoView({ block: box.height > bottom / 2 ? "start" : "center" });
    if (frames > 0) requestAnimationFrame(() => open && element === elementOf(current) && reveal(element, frames - 1));
    if (window.innerWidth <= 768) {
      const over = element.getBoundingClientRect().bottom - (bottom - 24);
      if (over > 0) window.scrollBy(0, over);
    }
  };

  const close = () => {
    leave();
    open = false;
    panel.hidden = true;
    const element = elementOf(current);
    element?.setAttribute("aria-expanded", "false");
    if (panel.contains(document.activeElement)) element?.focus({ preventScroll: true });
  };

  // The next quotation that the filter shows; before the first step, the first one in view.
  const step = (by) => {
    if (shown.length === 0) return;
    let number;
    if (!started) {
      number = shown.find((candidate) => elementOf(candidate)?.getBoundingClientRect().bottom > 0) ?? shown[0];
    } else if (by > 0) {
      number = shown.find((candidate) => candidate > current) ?? shown[0];
    } else {
      number = shown.findLast((candidate) => candidate < current) ?? shown[shown.length - 1];
    }
    show(number);
  };

  const review = (by) => {
    if (reviews.length === 0) return;
    const at = reviews.findIndex((link) => link.hasAttribute("aria-current"));
    const next = at < 0 ? (by > 0 ? 0 : reviews.length - 1) : (at + by + reviews.length) % reviews.length;
    show(+reviews[next].hash.slice(2));
  };

  // --- Colour scheme ----------------------------------------------------------------------------------------------

  const theme = find(".theme");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const nameTheme = () => (theme.textContent = isDark() ? "Light" : "Dark");
  const switchTheme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  };
  dark.addEventListener("change", nameTheme);
  nameTheme();

  // --- Events -----------------------------------------------------------------------------------------------------

  text.addEventListener("click", (event) => {
    const selection = window.getSelection();
    if (selection && !selection.isCollapsed) return;
    const quote = event.target.closest(".q");
    if (!quote) close();
    else if (open && numberOf(quote) === current) close();
    else show(numberOf(quote));
  });
  const side = find(".side");
  side.addEventListener("click", (event) => {
    const button = event.target.closest("button[aria-pressed]");
    const link = event.target.closest(".review a");
    if (button) toggle(button);
    if (link) {
      event.preventDefault();
      show(+link.hash.slice(2));
    }
  });
  const actions = {
    close,
    previous: () => step(-1),
    next: () => step(1),
    only: () => {
      const speaker = quotes[current][SPEAKER];
      [...legend, ...states].forEach((button) => button.setAttribute("aria-pressed", +(button.dataset.s ?? -1) === speaker));
      applyFilter();
    },
    clear: clearFilter,
    theme: switchTheme,
  };
  document.addEventListener("click", (event) => actions[event.target.closest("[data-do]")?.dataset.do]?.());
  search.addEventListener("input", narrow);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const first = legend.find((button) => !button.parentElement.hidden);
    if (first) toggle(first);
  });

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape") {
      if (target === search && search.value) {
        search.value = "";
        narrow();
      } else if (open) close();
      else clearFilter();
      if (target === search) search.blur();
      return;
    }
    if (target.closest("input, textarea")) return;
    const onQuote = target.classList.contains("q");
    const keys = {
      j: () => step(1),
      k: () => step(-1),
      n: () => review(1),
      p: () => review(-1),
      t: switchTheme,
      "/": () => search.focus(),
    };
    if (onQuote || open) {
      Object.assign(keys, { ArrowRight: keys.j, ArrowLeft: keys.k });
    }
    if (onQuote) {
      const act = () => (open ? close() : show(current));
      Object.assign(keys, { ArrowDown: keys.j, ArrowUp: keys.k, Enter: act, " ": act });
    }
    if (keys[key]) {
      event.preventDefault();
      keys[key]();
    }
  });

  // An address with the number of a quotation opens it.
  const follow = () => {
    if (/^#q\d+$/.test(location.hash)) show(+location.hash.slice(2), { focus: false });
  };
  window.addEventListener("hashchange", follow);
  roving(0);
  follow();
})();
