// The chat as an element of another page:
//   <script src="https://HOST/embed.js"></script>
//   <collection-visit-chat lang="en" height="640"></collection-visit-chat>
// A frame keeps the two pages apart: neither reads or styles the other.
(() => {
  const home = new URL(".", document.currentScript.src);
  customElements.define("collection-visit-chat", class extends HTMLElement {
    connectedCallback() {
      if (this.firstElementChild) return;
      const address = new URL(this.getAttribute("src") || home, document.baseURI);
      if (this.lang) address.searchParams.set("lang", this.lang);
      const theme = this.getAttribute("theme");
      if (theme) address.searchParams.set("__theme", theme);
      const frame = document.createElement("iframe");
      frame.src = address.href;
      frame.title = this.getAttribute("title") || "催收上门怎么办 · Collectors at the door";
      frame.allow = "clipboard-write";
      frame.referrerPolicy = "no-referrer";
      const height = parseInt(this.getAttribute("height"), 10) || 640;
      frame.style.cssText = `display:block;width:100%;height:${height}px;border:0;border-radius:14px`;
      this.append(frame);
    }
  });
})();
