// What of the chrome needs a script: the choice between light and dark, and where one is in the table of contents.
// Pages are whole without it. It is loaded in the head and blocks, so that a page never flashes in other colours.
{
  const KEY = "onrecord-scheme";
  const root = document.documentElement;
  const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const canChoose = document.querySelector("meta[name=color-scheme]")?.getAttribute("content") === "light dark";
  /** @type {string | null} */
  let chosen = null; // "light", "dark", or null: as the system has it

  const other = () => (root.dataset.scheme === "dark" ? "light" : "dark");

  const show = () => {
    root.dataset.scheme = chosen ?? (system.matches ? "dark" : "light");
    const button = document.querySelector(".or-scheme");
    if (button instanceof HTMLElement) button.title = button.ariaLabel = button.dataset[other()] ?? "";
  };

  /** What the reader chose on an earlier page. A browser may forbid to keep anything: then a choice holds for its page. */
  const recall = () => {
    try {
      const kept = localStorage.getItem(KEY);
      if (kept === "dark" || kept === "light") chosen = kept;
    } catch {}
    show();
  };

  const turn = () => {
    chosen = other();
    try {
      localStorage.setItem(KEY, chosen);
    } catch {}
    show();
  };

  /** Marks the entry of the part that is read, and keeps it in sight. @param {HTMLElement} toc */
  const follow = (toc) => {
    const links = [...toc.querySelectorAll("a")];
    /** @type {Map<Element | null, HTMLAnchorElement>} */
    const linkOf = new Map(links.map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
    const passed = new Set();
    // What begins above the line was passed, however far up it lies: no leap down the page misses one.
    const watcher = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting } of seen) passed[isIntersecting ? "add" : "delete"](linkOf.get(target));
      const now = links.findLast((link) => passed.has(link));
      for (const link of links) link.toggleAttribute("data-here", link === now);
      if (now && toc.scrollHeight > toc.clientHeight) toc.scrollTop = now.offsetTop - toc.clientHeight / 2;
    }, { rootMargin: "1000000px 0px -80% 0px" });
    for (const part of linkOf.keys()) if (part) watcher.observe(part);
  };

  root.classList.replace("no-js", "js");
  if (canChoose) {
    recall();
    system.addEventListener("change", show);
    addEventListener("pageshow", recall); // back from another page, where it may have been changed
  }
  addEventListener("DOMContentLoaded", () => {
    if (canChoose) show();
    document.querySelector(".or-scheme")?.addEventListener("click", turn);
    const toc = document.querySelector(".or-toc");
    if (toc instanceof HTMLElement) follow(toc);
    const sections = document.getElementById("__sections");
    // A window that was made wide shows tabs: an open drawer would lie over them.
    matchMedia("(min-width: 76.25em)").addEventListener("change", () => sections?.hidePopover?.());
    if (document.querySelector("[data-timeline]")) import(new URL("timeline.js", here).href);
    if (document.querySelector("[data-matrix], [data-atlas]")) import(new URL("positions.js", here).href);
    if (document.querySelector("[data-search]")) import(new URL("search.js", here).href);
    if (document.querySelector("q, .cite")) import(new URL("words.js", here).href);
    if (document.querySelector("[data-copy]")) import(new URL("cite.js", here).href);
  });
}
