// Elements are built with textContent only: nothing typed or quoted becomes markup.

/** An element: h("p", {class: "x", onclick: f}, "text", child, [children], null). */
function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "html") throw new Error("markup is never set");
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== ""));
  return made;
}

const ICONS = {
  door: "M7 21V4.6c0-.5.3-.9.8-1L15.4 2c.3 0 .6.2.6.5V21M4 21h16M13 11.4v1.4",
  send: "M4.5 12h14M12.5 6l6 6-6 6",
  copy: "M9 9h10v11H9zM5.5 15H5V4h10v1.5",
  why: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9.7 9.6c.2-1.3 1.1-2 2.4-2 1.3 0 2.3.8 2.3 2 0 1.7-2.4 1.9-2.4 3.700M12 16.300v.2",
  up: "M8 10.500V20H4.500v-9.500zM8 10.5 11.5 4c1.4 0 2.2 1 1.9 2.400l-.6 3h5.200c1.2 0 2 1.1 1.7 2.200l-1.7 6.800c-.2 1-1 1.6-2 1.600H8",
  down: "M8 13.500V4H4.500v9.500zM8 13.5 11.5 20c1.4 0 2.2-1 1.9-2.400l-.6-3h5.200c1.2 0 2-1.1 1.7-2.200L18 5.600C17.8 4.6 17 4 16 4H8",
  page: "M6.5 3h7l4 4v14h-11zM13.5 3v4h4M9 12h6M9 15.500h6",
  close: "M6 6l12 12M18 6 6 18",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 3v1.500M12 19.500V21M3 12h1.500M19.5 12H21M5.6 5.600l1.1 1.100M17.3 17.300l1.1 1.100M18.4 5.600l-1.1 1.100M6.7 17.300l-1.1 1.1",
  moon: "M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z",
  info: "M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5M12 8v.2",
  heart: "M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.3 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z",
  alert: "M12 4 3.5 19h17zM12 10v4.500M12 16.800v.2",
  next: "M9 6l6 6-6 6",
  save: "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.500h14",
  restart: "M5 12a7 7 0 1 0 2.3-5.200M7 3.500v3.800h3.8",
};

/** A line drawing that screen readers pass over. */
function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "cva-icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with a picture and words; `quiet` hides the words from sight only. */
function button(words, picture, onclick, options = {}) {
  const { quiet, ...attributes } = options;
  const text = h("span", { class: quiet ? "cva-unseen" : null }, words);
  const title = quiet ? { title: words } : {};
  return h("button", { type: "button", onclick, ...title, ...attributes },
    picture ? icon(picture) : null, text);
}

/** Pieces of a text: quoted characters marked, restored ones dotted. */
function pieces(list, original = false) {
  return list.map((piece) => {
    const text = original ? piece.t : piece.s ?? piece.t;
    const inner = piece.c ? h("span", { class: "cva-restored", "data-why": piece.c }, text) : text;
    return piece.q ? h("mark", { class: "cva-mark" }, inner) : inner;
  });
}

const plain = (list) => list.map((piece) => piece.s ?? piece.t).join("");

/** What Markdown escapes stand for; the page shows characters, not markup. */
function unescape(text) {
  return text
    .replace(/\\([\\`*_{}[\]#|~$+\-=>.)])/g, "$1")
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** A line with **bold** parts; a number in bold can be tapped and called. */
function line(text) {
  return text.split(/\*\*(.+?)\*\*/).map((part, place) => {
    const shown = unescape(part);
    if (place % 2 === 0) return shown;
    return /^\+?[\d -]{3,}$/.test(shown)
      ? h("a", { class: "cva-call", href: "tel:" + shown.replace(/[ -]/g, "") }, shown)
      : h("strong", {}, shown);
  });
}

/** Paragraphs and lists of a text that our own files hold. */
function prose(text) {
  return text.split(/\n\s*\n/).filter((block) => block.trim()).map((block) => {
    if (/^-{3,}$/.test(block.trim())) return h("hr");
    const rows = block.trim().split("\n");
    if (rows.every((row) => /^[-*] /.test(row))) {
      return h("ul", {}, rows.map((row) => h("li", {}, line(row.slice(2)))));
    }
    return h("p", {}, rows.map((row, place) => [place ? h("br") : null, line(row)]));
  });
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Bring an element under the header. */
function reveal(target, block = "start") {
  target.scrollIntoView({ block, behavior: still() ? "auto" : "smooth" });
}
