// One answer, laid out: lead, quotes as cards with their sources, what to ask next.

const speaks = (view) => (path, values) => say(path, values, view.language);

function answerCard(turn, handlers) {
  const { view } = turn;
  const words = speaks(view);
  const urgent = view.kind === "urgent";
  const card = h("article", {
    class: "cva-answer", "data-kind": view.kind, lang: view.language,
    "aria-label": words("answer"), tabindex: "-1",
  });
  card.append(...[
    kindLine(view, words),
    view.resolved ? h("p", { class: "cva-resolved" }, view.resolved) : null,
    view.notice ? h("p", { class: "cva-notice" }, view.notice) : null,
    urgent ? null : warnings(view, words),
    h("div", { class: "cva-lead" }, prose(view.lead)),
    urgent ? warnings(view, words) : null,
    h("div", { class: "cva-points" }, view.points.map((point) => pointCard(point, view, handlers))),
    view.after ? h("p", { class: "cva-after" }, view.after) : null,
    view.care ? h("div", { class: "cva-after cva-care" }, prose(view.care)) : null,
    actions(turn, handlers),
    following(view, handlers, words),
    view.restored ? h("p", { class: "cva-note" }, view.restored) : null,
    view.points.length ? h("p", { class: "cva-note" }, view.note) : null,
  ].filter(Boolean));
  return card;
}

function kindLine(view, words) {
  const text = words("kind." + (view.kind === "answered" && !view.sure ? "closest" : view.kind));
  if (!text) return null;
  const picture = { urgent: "heart", answered: "page" }[view.kind];
  return h("p", { class: "cva-kind" }, picture ? icon(picture) : null, text);
}

function warnings(view, words) {
  if (!view.warnings.length) return null;
  return h("div", { class: "cva-warning", role: "note", "aria-label": words("warning") },
    icon("alert"), h("div", {}, view.warnings.map((text) => prose(text))));
}

function pointCard(point, view, handlers) {
  const { quote } = point;
  return h("figure", { class: "cva-quote" },
    quoteBody(quote, view),
    h("figcaption", {}, citation(quote, view, handlers)),
    point.agreement ? agreement(point, view, handlers) : null);
}

function quoteBody(quote, view) {
  const words = speaks(view);
  const traditional = quote.pieces.some((piece) => piece.s);
  return [
    h("blockquote", { lang: view.language === "zh-Hant" ? "zh-Hant" : "zh-Hans" },
      h("p", {}, pieces(quote.pieces))),
    quote.translation
      ? h("div", { class: "cva-translation", lang: "en" },
        h("span", { class: "cva-tag" }, words("translation")), h("p", {}, quote.translation))
      : null,
    traditional
      ? h("details", { class: "cva-original" }, h("summary", {}, words("original")),
        h("blockquote", { lang: "zh-Hans" }, h("p", {}, pieces(quote.pieces, true))))
      : null,
  ];
}

function citation(quote, view, handlers) {
  const opener = h("button", {
    type: "button", class: "cva-cite", "aria-haspopup": "dialog",
    "aria-label": say("source_open", { citation: quote.citation }, view.language),
    "data-passage": quote.passage, "data-start": quote.start, "data-end": quote.end,
    onclick: () => handlers.source(quote, view.language, opener),
  }, icon("page"), citationText(quote.citation), icon("next"));
  return opener;
}

/** The article on one line, chapter and section under it. */
function citationText(text) {
  const [title, ...rest] = text.split(" · ");
  return h("span", {}, h("span", { class: "cva-cite-title" }, title),
    rest.length ? h("span", { class: "cva-cite-place" }, rest.join(" · ")) : null);
}

function agreement(point, view, handlers) {
  return h("details", { class: "cva-agree" },
    h("summary", {}, h("span", { class: "cva-count" }, String(point.agreeing.length + 1)),
      h("span", {}, point.agreement)),
    h("ul", {}, point.agreeing.map((quote) => h("li", {},
      quoteBody(quote, view), citation(quote, view, handlers)))));
}

function actions(turn, handlers) {
  const { view } = turn;
  if (view.kind === "smalltalk") return null;
  const words = speaks(view);
  const below = h("div", { class: "cva-below" });
  const row = h("div", { class: "cva-actions" },
    view.kind === "declined" ? null
      : button(words("copy"), "copy", () => handlers.copy(view)),
    whyButton(turn, below, handlers, words),
    feedbackButton(turn, "helpful", "up", below, handlers, words),
    feedbackButton(turn, "not_helpful", "down", below, handlers, words));
  return h("div", {}, row, below);
}

function following(view, handlers, words) {
  if (!view.next.length || view.kind === "urgent") return null;
  const title = view.kind === "declined" || view.kind === "smalltalk" ? "examples" : "next";
  return h("nav", { class: "cva-next", "aria-label": words(title) },
    h("p", {}, words(title)),
    h("ul", {}, view.next.map((question) => h("li", {}, chip(question, handlers)))));
}

function chip(question, handlers) {
  return h("button", { type: "button", class: "cva-chip", onclick: () => handlers.ask(question) },
    h("span", {}, question), icon("next"));
}

/** The answer as plain text, quotes in quotation marks and each with its source. */
function asText(view) {
  const english = view.language === "en";
  const quoted = (quote) => {
    const text = english ? `“${quote.pieces.map((p) => p.t).join("")}”` : `「${plain(quote.pieces)}」`;
    return [text, quote.translation, "— " + quote.citation].filter(Boolean).join("\n");
  };
  const points = view.points.map((point) => {
    const others = point.agreeing.map((quote) => "— " + quote.citation);
    return [quoted(point.quote), point.agreement, ...others].filter(Boolean).join("\n");
  });
  return [...view.warnings, view.lead, ...points, view.after, view.care, view.points.length ? view.note : ""]
    .filter(Boolean).map(unescape).join("\n\n").replace(/\*\*/g, "");
}
