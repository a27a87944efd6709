// The reader's language and theme: the only two things the browser remembers.

const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];
const root = element.querySelector(".cva");
const start = props.start || {};

const memory = {
  read(name) {
    try { return localStorage.getItem("cva-" + name); } catch { return null; }
  },
  write(name, value) {
    try { localStorage.setItem("cva-" + name, value); } catch { /* private window */ }
  },
};

function fromBrowser() {
  for (const tag of navigator.languages || [navigator.language || ""]) {
    if (/^zh-(hant|tw|hk|mo)/i.test(tag)) return "zh-Hant";
    if (/^zh/i.test(tag)) return "zh-Hans";
    if (/^en/i.test(tag)) return "en";
  }
  return navigator.language ? "en" : "zh-Hans";
}

const asked = new URLSearchParams(location.search).get("lang");
const remembered = [asked, memory.read("language")].find((one) => LANGUAGES.includes(one));

const reader = {
  language: remembered || fromBrowser(),
  /** Whether the reader chose: then answers keep to it, whatever a question is written in. */
  chosen: Boolean(remembered),
};

/** A label by its path ("errors.gone"), with {names} filled in. */
function say(path, values = {}, language = reader.language) {
  let found = props.labels[language];
  for (const step of path.split(".")) found = found && found[step];
  return fill(found ?? path, values);
}

function fill(text, values) {
  return String(text).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const offered = () => (start.languages || {})[reader.language] || { front: [], topics: [] };

const dark = matchMedia("(prefers-color-scheme: dark)");

function currentTheme() {
  const asked = new URLSearchParams(location.search).get("__theme");
  const kept = memory.read("theme") || asked;
  return kept === "dark" || kept === "light" ? kept : dark.matches ? "dark" : "light";
}

function showTheme(theme) {
  root.dataset.theme = theme;
  document.body.classList.toggle("dark", theme === "dark");
  document.documentElement.style.colorScheme = theme;
}

/** Calls the server; never throws, and says by a code what went wrong. */
async function call(name, request) {
  let reply;
  const patience = new Promise((resolve) => setTimeout(resolve, 30000));
  try {
    reply = await Promise.race([server[name](request), patience]);
  } catch {
    reply = undefined;
  }
  if (reply && typeof reply === "object" && !reply.detail) return reply;
  return { error: reply && reply.detail ? "failed" : "gone" };
}
