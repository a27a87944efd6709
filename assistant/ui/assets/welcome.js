// The page around the conversation: header, empty page, what is known of this place.

function header(handlers) {
  const names = { "zh-Hans": ["简", "简体中文"], "zh-Hant": ["繁", "繁體中文"], en: ["EN", "English"] };
  const night = root.dataset.theme === "dark";
  return h("header", { class: "cva-top" },
    h("div", { class: "cva-brand" }, h("span", { class: "cva-logo" }, icon("door")),
      h("h1", {}, say("name"))),
    h("div", { class: "cva-tools" },
      h("div", { class: "cva-languages", role: "group", "aria-label": say("language") },
        LANGUAGES.map((language) => h("button", {
          type: "button", lang: language, title: names[language][1], "aria-label": names[language].join(" "),
          "aria-pressed": String(language === reader.language), "data-language": language,
          onclick: () => handlers.language(language),
        }, names[language][0]))),
      button(say(night ? "theme_to_light" : "theme_to_dark"), night ? "sun" : "moon", handlers.theme,
        { quiet: true, class: "cva-round", "data-tool": "theme" })));
}

function welcome(handlers) {
  const page = offered();
  if (start.problem) {
    return h("section", { class: "cva-welcome" },
      h("h2", {}, say("name")), h("p", { class: "cva-notice" }, say("errors.stale")));
  }
  return h("section", { class: "cva-welcome" },
    h("h2", {}, say("welcome")),
    h("p", { class: "cva-intro" }, say("welcome_text", page)),
    page.front.length ? h("h3", {}, say("examples")) : null,
    h("ul", { class: "cva-front" }, page.front.slice(0, 6).map((question) => h("li", {}, chip(question, handlers)))),
    page.topics.length ? h("h3", {}, say("topics")) : null,
    h("div", { class: "cva-topics" }, page.topics.map(({ topic, questions }) => topicBox(topic, questions, handlers))));
}

function topicBox(topic, questions, handlers) {
  const named = say("topic." + topic);
  return h("details", { class: "cva-topic", name: "cva-topic" },
    h("summary", {}, h("span", {}, named.startsWith("topic.") ? topic : named),
      h("span", { class: "cva-small" }, say("topic_count", { count: questions.length }))),
    h("ul", {}, questions.map((question) => h("li", {}, chip(question, handlers)))));
}

function aboutBox() {
  const box = h("dialog", { class: "cva-about", "aria-label": say("about") },
    h("div", { class: "cva-source-top" }, h("h2", {}, say("about")),
      button(say("close"), "close", () => box.close(), { quiet: true, class: "cva-close" })),
    props.labels[reader.language].about_text.map((text) => h("p", {}, line(fill(text, offered())))));
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  box.addEventListener("close", () => box.remove());
  return box;
}

function composer(handlers) {
  const input = h("textarea", {
    id: "cva-input", rows: "1", "aria-label": say("input"), placeholder: say("placeholder"),
    enterkeyhint: "send", autocomplete: "off", "aria-describedby": "cva-standing cva-keys",
    oninput: () => { fit(input); handlers.typed(input); },
    onkeydown: (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
        event.preventDefault();
        handlers.send();
      }
    },
  });
  return h("form", { class: "cva-ask", onsubmit: (event) => { event.preventDefault(); handlers.send(); } },
    h("p", { class: "cva-problem", role: "alert" }),
    h("div", { class: "cva-box" }, input,
      h("button", { type: "submit", class: "cva-send", "aria-label": say("send") }, icon("send"),
        h("span", {}, say("send")))),
    h("p", { class: "cva-standing" }, h("span", { id: "cva-standing" }, say("standing")), " ",
      button(say("about"), null, handlers.about, { class: "cva-link", "data-tool": "about", "aria-haspopup": "dialog" }), " ",
      h("span", { id: "cva-keys", class: "cva-keys" }, say("keys"))));
}

/** The box grows with its text, up to a third of the screen. */
function fit(input) {
  input.style.blockSize = "auto";
  input.style.blockSize = Math.min(input.scrollHeight + 2, innerHeight / 3) + "px";
}
