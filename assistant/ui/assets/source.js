// The source of a quote: the repaired article, the quoted characters marked.

const wide = matchMedia("(min-width: 70rem)");

function sourcePanel() {
  const panel = h("dialog", { class: "cva-source" });
  let opener = null;

  const show = () => {
    if (panel.open) panel.close();
    root.classList.toggle("cva-beside", wide.matches);
    if (wide.matches) panel.show(); else panel.showModal();
  };
  const hide = () => {
    if (panel.open) panel.close();
    root.classList.remove("cva-beside");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };
  panel.addEventListener("cancel", (event) => { event.preventDefault(); hide(); });
  panel.addEventListener("click", (event) => { if (event.target === panel) hide(); });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open && !event.defaultPrevented) hide();
  });
  wide.addEventListener("change", () => { if (panel.open) show(); });

  const load = async (quote, language, from) => {
    const words = (path, values) => say(path, values, language);
    const view = await call("source", {
      passage: quote.passage, start: quote.start, end: quote.end, language,
    });
    if (view.error) return words("errors." + (view.error === "gone" ? "gone" : "source"));
    opener = from;
    panel.setAttribute("lang", language);
    panel.setAttribute("aria-label", words("source"));
    panel.replaceChildren(sourceHead(view, words, hide), sourceText(view, words));
    show();
    panel.querySelector(".cva-close").focus({ preventScroll: true });
    toQuote(panel);
    return "";
  };
  return { panel, load, hide };
}

function toQuote(panel) {
  const target = panel.querySelector(".cva-mark") || panel.querySelector(".cva-chosen");
  const text = panel.querySelector(".cva-article");
  if (!target) return;
  const shift = target.getBoundingClientRect().top - text.getBoundingClientRect().top;
  text.scrollTo({ top: text.scrollTop + shift - 0.25 * text.clientHeight });
}

function sourceHead(view, words, hide) {
  const facts = [["source_date", view.date], ["source_author", view.author]];
  return h("header", { class: "cva-source-head" },
    h("div", { class: "cva-source-top" }, h("p", { class: "cva-kind" }, words("source")),
      button(words("close"), "close", hide, { quiet: true, class: "cva-close" })),
    h("h2", { lang: view.translated_title ? "zh-Hans" : null }, view.title),
    view.translated_title ? h("p", { class: "cva-translated", lang: "en" }, view.translated_title) : null,
    h("p", { class: "cva-facts" }, facts.map(([name, value], place) =>
      [place ? " · " : null, words(name) + " ", value || words("unknown")])));
}

function sourceText(view, words) {
  return h("div", { class: "cva-article", tabindex: "0", role: "region", "aria-label": words("source_title") },
    h("p", { class: "cva-small" }, words("source_repaired")),
    view.sections.map((section, place) =>
      sourceSection(section, view, words, view.sections[place - 1])));
}

function sourceSection(section, view, words, before) {
  const chosen = section.id === view.chosen;
  const newChapter = section.chapter && (!before || before.chapter !== section.chapter);
  const box = h("section", { class: chosen ? "cva-section cva-chosen" : "cva-section" },
    newChapter ? h("h3", {}, section.chapter) : null,
    newChapter && section.translated_chapter
      ? h("p", { class: "cva-translated", lang: "en" }, section.translated_chapter) : null,
    h("h4", {}, pieces(section.heading)),
    section.translated_heading
      ? h("p", { class: "cva-translated", lang: "en" }, section.translated_heading) : null,
    textBlock(section.pieces),
    section.translated.length
      ? h("p", { class: "cva-translated", lang: "en" },
        section.translated.map((one) => [one.q ? h("span", { class: "cva-soft" }, one.t) : one.t, " "]))
      : null,
    chosen && section.pieces.some((piece) => piece.s) ? original(section, words) : null,
    chosen && view.raw ? rawSwitch(section, words) : null);
  for (const restored of box.querySelectorAll(".cva-restored")) explainable(restored, words);
  return box;
}

/** The text as it stands, beside its conversion to traditional script. */
function original(section, words) {
  return h("details", { class: "cva-original" }, h("summary", {}, words("original")),
    h("p", { class: "cva-text", lang: "zh-Hans" }, pieces(section.pieces, true)));
}

/** Paragraphs of a section; the line breaks stay where they are in the text. */
function textBlock(list) {
  return h("p", { class: "cva-text", lang: list.some((piece) => piece.s) ? "zh-Hant" : "zh-Hans" }, pieces(list));
}

/** A restored word: tap it, or press Enter on it, and read why. */
function explainable(restored, words) {
  const toggle = () => {
    const shown = restored.nextElementSibling;
    if (shown && shown.classList.contains("cva-reason")) {
      shown.remove();
      restored.setAttribute("aria-expanded", "false");
      return;
    }
    restored.after(h("span", { class: "cva-reason", role: "note" }, words("restored_why"),
      h("span", { lang: words("reason_language") }, restored.dataset.why)));
    restored.setAttribute("aria-expanded", "true");
  };
  restored.setAttribute("role", "button");
  restored.setAttribute("tabindex", "0");
  restored.setAttribute("aria-expanded", "false");
  restored.title = restored.dataset.why;
  restored.addEventListener("click", toggle);
  restored.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toggle(); }
  });
}

function rawSwitch(section, words) {
  const box = h("div", { class: "cva-raw" });
  const opener = button(words("raw_show"), null, async () => {
    const label = opener.querySelector("span");
    if (opener.getAttribute("aria-expanded") === "true") {
      box.replaceChildren();
      opener.setAttribute("aria-expanded", "false");
      label.textContent = words("raw_show");
      return;
    }
    const raw = await call("raw", { passage: section.id });
    box.replaceChildren(raw.text
      ? h("figure", {}, h("figcaption", { class: "cva-small" }, words(raw.first === raw.last ? "raw_title_line" : "raw_title", raw)),
        h("pre", { tabindex: "0", lang: "zh" }, raw.text))
      : h("p", { class: "cva-small" }, words(raw.error === "gone" ? "errors.gone" : "raw_none")));
    opener.setAttribute("aria-expanded", "true");
    label.textContent = words("raw_hide");
  }, { class: "cva-link", "aria-expanded": "false" });
  return h("div", {}, opener, box);
}
