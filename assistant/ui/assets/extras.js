// What stands under an answer: why it was found, and the reader's verdict.

function whyButton(turn, below, handlers, words) {
  const opener = button(words("why"), "why", async () => {
    if (toggled(opener, below, "why")) return;
    const box = h("section", { class: "cva-why", "aria-label": words("why") },
      h("p", {}, words("why_loading")));
    open(opener, below, box, "why");
    const found = await handlers.why(turn);
    box.replaceChildren(...(found.error
      ? [h("p", {}, words("errors." + (found.error === "gone" ? "gone" : "failed")))]
      : whyContent(turn.view, found, words)));
  }, { "aria-expanded": "false" });
  return opener;
}

/** Close what this button opened; true if it was open. */
function toggled(opener, below, name) {
  const was = opener.getAttribute("aria-expanded") === "true";
  for (const other of opener.parentElement.querySelectorAll("[aria-expanded]")) {
    other.setAttribute("aria-expanded", "false");
  }
  below.replaceChildren();
  return was;
}

function open(opener, below, box) {
  opener.setAttribute("aria-expanded", "true");
  below.replaceChildren(box);
}

const percent = (number) => Math.round(100 * number) + "%";

function whyContent(view, found, words) {
  if (view.kind === "urgent") return [h("p", {}, words("why_urgent"))];
  const word = words("why_confidence_words." + found.confidence_word);
  const rows = [
    [words("why_confidence"), [word, " ", h("span", { class: "cva-number" }, percent(found.confidence)),
      h("span", { class: "cva-bar", "aria-hidden": "true" },
        h("span", { style: `inline-size:${percent(found.confidence)}` }))]],
  ];
  if (found.known) {
    rows.push([words("why_known"), [h("q", { lang: found.known_language }, found.known), " ",
      h("span", { class: "cva-number" }, `${words("why_similarity")} ${percent(found.known_similarity)}`)]]);
  }
  const list = h("dl", {}, rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  if (!found.matches.length) return [list, h("p", {}, words("why_none"))];
  return [list, h("ol", {}, found.matches.map((match) => matchRow(match, words)))];
}

function matchRow(match, words) {
  return h("li", {}, h("span", { class: "cva-match" }, match.heading), " ",
    h("span", { class: "cva-number" }, `${words("why_similarity")} ${percent(match.similarity)}`),
    h("p", { class: "cva-small" }, match.words.length
      ? [words("why_words") + " ", match.words.map((word) => [h("span", { class: "cva-word" }, word), " "])]
      : words("why_no_words")));
}

function feedbackButton(turn, verdict, picture, below, handlers, words) {
  const opener = button(words(verdict), picture, () => {
    if (turn.sent || toggled(opener, below)) return;
    open(opener, below, feedbackForm(turn, verdict, opener, below, handlers, words));
    below.querySelector("textarea").focus();
  }, { "aria-expanded": "false", class: "cva-verdict", "data-verdict": verdict });
  return opener;
}

function feedbackForm(turn, verdict, opener, below, handlers, words) {
  const comment = h("textarea", { rows: "2", maxlength: "1000", "aria-label": words("feedback_comment"),
    placeholder: words("feedback_comment") });
  const problem = h("p", { class: "cva-problem", role: "alert" });
  const done = async (event) => {
    event.preventDefault();
    const reply = await handlers.feedback(turn, verdict, comment.value);
    if (reply.error) {
      problem.textContent = words("errors." + (reply.error === "gone" ? "gone" : "feedback"));
      return;
    }
    turn.sent = true;
    opener.setAttribute("aria-pressed", "true");
    toggled(opener, below);
    below.replaceChildren(h("p", { class: "cva-thanks", role: "status" }, words("feedback_thanks")));
    opener.focus();
  };
  const cancel = () => { toggled(opener, below); opener.focus(); };
  return h("form", { class: "cva-feedback", "aria-label": words("feedback_title"), onsubmit: done,
    onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); cancel(); } } },
  h("p", { class: "cva-ask-title" }, words("feedback_title")),
  h("p", { class: "cva-small" }, words("feedback_kept")),
  comment, problem,
  h("div", { class: "cva-actions" },
    h("button", { type: "submit", class: "cva-primary" }, words("feedback_send")),
    button(words("cancel"), null, cancel)));
}
