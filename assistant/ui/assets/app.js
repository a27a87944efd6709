// The conversation.  It lives in this page only, and goes with it.

const turns = [];
let busy = false;
const source = sourcePanel();
const log = h("ol", { class: "cva-log" });
const status = h("p", { class: "cva-unseen", role: "status" });
const urgentStatus = h("p", { class: "cva-unseen", role: "alert" });
const tail = h("div", { class: "cva-tail" });
/** The language that was chosen, or the one that the browser hints at. */
const tongue = () => ({ language: reader.chosen ? reader.language : null, hint: reader.language });
const input = () => root.querySelector("#cva-input");
const earlier = (turn) => turns.slice(0, turn ? turns.indexOf(turn) : turns.length).map((one) => one.question);

const handlers = {
  ask: (question) => send(question),
  send: () => send(input().value, true),
  typed: (field) => {
    const over = start.limit && field.value.length > start.limit;
    problem(over ? say("errors.too_long", { limit: start.limit }) : "");
  },
  source: async (quote, spoken, opener) => problem(await source.load(quote, spoken, opener)),
  why: (turn) => call("why", { question: turn.question, history: earlier(turn), language: turn.view.language }),
  feedback: (turn, verdict, comment) => call("feedback", {
    question: turn.question, language: turn.view.language, kind: turn.view.kind, verdict, comment,
    cited: turn.view.points.flatMap((point) => [point.quote, ...point.agreeing]).map((quote) => quote.passage),
  }),
  copy: async (view) => toast(say((await copied(asText(view))) ? "copied" : "copy_failed")),
  about: () => { const box = aboutBox(); root.append(box); box.showModal(); },
  theme: () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    memory.write("theme", theme);
    showTheme(theme);
    root.querySelector(".cva-top").replaceWith(header(handlers));
    root.querySelector("[data-tool=theme]").focus();
  },
  language: async (chosen) => {
    Object.assign(reader, { language: chosen, chosen: true });
    memory.write("language", chosen);
    source.hide();
    draw();
    root.querySelector(`[data-language="${chosen}"]`).focus();
    if (turns.length) await again();
  },
};

function draw() {
  const typed = input() ? input().value : "";
  root.lang = reader.language;
  document.documentElement.lang = reader.language;
  document.title = say("name");
  log.setAttribute("aria-label", say("conversation"));
  tail.replaceChildren(
    button(say("save"), "save", save), button(say("clear"), "restart", clear));
  const talk = h("div", { class: "cva-talk" }, welcome(handlers), log, tail);
  root.replaceChildren(
    h("a", { class: "cva-skip", href: "#cva-input", onclick: (event) => { event.preventDefault(); input().focus(); } }, say("skip")),
    header(handlers),
    h("div", { class: "cva-body" }, h("div", { class: "cva-column" }, talk, composer(handlers)), source.panel),
    status, urgentStatus);
  input().value = typed;
  fit(input());
  root.dataset.empty = String(!turns.length);
  root.dataset.ready = "yes";
}

function problem(text) {
  root.querySelector(".cva-ask .cva-problem").textContent = text;
}

function toast(text) {
  const note = h("p", { class: "cva-toast" }, text);
  root.append(note);
  status.textContent = text;
  setTimeout(() => note.remove(), 2600);
}

async function send(typed, fromBox = false) {
  const question = typed.trim();
  if (busy) return;
  if (start.problem) { problem(say("errors.stale")); return; }
  if (!question) { problem(say("errors.empty")); input().focus(); return; }
  busy = true;
  problem("");
  const row = pending(question);
  if (fromBox) { input().value = ""; fit(input()); }
  const view = await call("ask", { question: typed, history: earlier(), ...tongue() });
  busy = false;
  if (view.error) return failed(view, typed, row, fromBox);
  const turn = { question: typed, view, row };
  turns.push(turn);
  fillRow(turn);
  arrived(turn);
}

function pending(question) {
  root.dataset.empty = "false";
  const row = h("li", { class: "cva-turn" },
    h("div", { class: "cva-asked" }, h("span", { class: "cva-unseen" }, say("you") + " "),
      h("h2", {}, question)),
    h("p", { class: "cva-thinking", role: "status" }, say("thinking")));
  log.append(row);
  reveal(row);
  return row;
}

function fillRow(turn) {
  const old = turn.row.querySelector(".cva-thinking, .cva-answer");
  old.replaceWith(answerCard(turn, handlers));
}

function arrived(turn) {
  const { view, row } = turn;
  const spoken = unescape(view.lead).replace(/\*\*/g, "");
  (view.kind === "urgent" ? urgentStatus : status).textContent = spoken;
  if (matchMedia("(pointer: coarse)").matches) input().blur(); else input().focus({ preventScroll: true });
  reveal(row);
}

/** Nothing typed is lost: it goes back into the box, with a sentence that says why. */
function failed(view, typed, row) {
  row.remove();
  root.dataset.empty = String(!turns.length);
  const box = input();
  if (!box.value.trim()) box.value = typed;
  fit(box);
  problem(say("errors." + view.error, view));
  box.focus();
}

/** The whole conversation in another language: the same questions, asked again. */
async function again() {
  const reply = await call("again", { questions: turns.map((turn) => turn.question), ...tongue() });
  if (reply.error) { problem(say("errors." + reply.error, reply)); return; }
  reply.views.forEach((view, place) => {
    const turn = turns[turns.length - reply.views.length + place];
    turn.view = view;
    fillRow(turn);
  });
  turns.forEach((turn) => { turn.row.querySelector(".cva-asked .cva-unseen").textContent = say("you") + " "; });
}

function clear() {
  turns.length = 0;
  log.replaceChildren();
  source.hide();
  draw();
  toast(say("cleared"));
  input().focus();
}

const marked = (text) => text.replace(/[\\`*_{}[\]#|~$<>&]/g, (char) =>
  ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" })[char] || "\\" + char);

function save() {
  const parts = turns.map(({ question, view }) =>
    `## ${marked(question.replace(/\s+/g, " ").trim())}\n\n${view.markdown}`);
  const text = [`# ${say("name")}`, `${say("standing")}`, ...parts].join("\n\n") + "\n";
  const link = h("a", {
    href: URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" })),
    download: say("save_name") + ".md",
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { class: "cva-unseen", "aria-hidden": "true" });
    field.value = text;
    root.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

showTheme(currentTheme());
dark.addEventListener("change", () => { if (!memory.read("theme")) { showTheme(currentTheme()); draw(); } });
draw();
