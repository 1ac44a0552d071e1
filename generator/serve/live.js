// Loads the page again when the site was built anew, and shows the faults of a build that failed over the last good page.
(() => {
  "use strict";
  const shown = document.currentScript?.dataset.print;
  const place = "onrecord-scroll";
  const style = `
    :host { all: initial; color-scheme: light dark }
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 80vh; overflow: auto;
      padding: 1rem 1.25rem; border-top: 4px solid #b3261e; background: #fff; color: #1b1b1b; font: 16px/1.5 system-ui, sans-serif;
      box-shadow: 0 0 0 100vmax #0008 }
    .top { display: flex; gap: 1rem; justify-content: space-between; align-items: start }
    h2 { margin: 0; font-size: 1.125rem }
    p { margin: .25rem 0 0 }
    pre { margin: .75rem 0 0; padding: .75rem; background: #f4f2f1; font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
    button { flex: none; min-height: 2.25rem; padding: 0 .75rem; border: 1px solid #5f5f5f; border-radius: 4px; background: #fff; color: #1b1b1b; font: inherit; cursor: pointer }
    section:focus-visible, button:focus-visible { outline: 3px solid #1a56c4; outline-offset: -3px }
    @media (prefers-color-scheme: dark) {
      section { background: #1e1e1e; color: #f0f0f0; border-top-color: #ff8a80 }
      pre { background: #2b2b2b }
      button { background: #1e1e1e; color: #f0f0f0; border-color: #a8a8a8 }
      section:focus-visible, button:focus-visible { outline-color: #9fc2ff }
    }`;
  /** @type {EventSource | null} */
  let news = null;
  /** @type {HTMLElement | null} what lies over the page while a build has faults, */
  let overlay = null;
  let report = ""; // the faults in it, as text,
  let closed = ""; // those that the reader closed,
  /** @type {Element | null} and what had the focus before */
  let before = null;
  /** @type {[number, number] | null} where the reader was, while a page that was loaded again is still on its way */
  let back = null;

  /** @param {string} name @param {string} text @param {object} [more] properties @returns {HTMLElement} */
  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);

  function hide() {
    if (!overlay) return;
    overlay.remove();
    overlay = null;
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }

  /** @param {string} faults */
  function show(faults) {
    hide();
    report = faults;
    before = document.activeElement;
    overlay = document.createElement("onrecord-report");
    const root = overlay.attachShadow({ mode: "open" });
    const box = element("section", "", { lang: "en", tabIndex: 0 });
    box.setAttribute("role", "alert");
    const header = document.createElement("div"), words = document.createElement("div");
    words.append(element("h2", "The site was not built"), element("p", "This page is the last good one. It is loaded again once the fault is mended."));
    const button = element("button", "Close (Esc)", { type: "button", onclick: dismiss });
    header.className = "top";
    header.append(words, button);
    root.append(element("style", style), box);
    document.body.append(overlay);
    box.append(header, element("pre", faults)); // into the page only now, so that a screen reader tells what came
    box.focus({ preventScroll: true });
  }

  function dismiss() {
    closed = overlay ? report : closed;
    hide();
  }

  /** @param {MessageEvent<string>} event */
  function hear(event) {
    const told = JSON.parse(event.data);
    if (!told.report) { closed = ""; hide(); }
    else if (told.report !== closed && !(overlay && report === told.report)) show(told.report);
    if (told.print !== shown) {
      sessionStorage.setItem(place, JSON.stringify([location.pathname, ...(back ?? [scrollX, scrollY])]));
      history.scrollRestoration = "manual"; // the browser would go where a page without height stood: to its top
      location.reload();
    }
  }

  // A browser opens six connections to a host; only pages that are seen hold one, or the seventh tab would wait for ever.
  function listen() {
    const wanted = document.visibilityState === "visible";
    if (wanted && !news) {
      news = new EventSource("/.onrecord/news?page=" + encodeURIComponent(location.pathname));
      news.onmessage = hear;
    } else if (!wanted && news) silence();
  }

  function silence() {
    if (news) news.close();
    news = null;
  }

  function goBack() {
    const kept = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    const [path, x, y] = kept ? JSON.parse(kept) : [];
    if (path !== location.pathname) return;
    const scroll = () => scrollTo({ left: x, top: y, behavior: "instant" });
    back = [x, y];
    scroll();
    addEventListener("load", () => {
      scroll(); // what came late, a typeface or an image, may have moved the page
      back = null;
      setTimeout(() => { history.scrollRestoration = "auto"; }); // not yet: the browser goes back itself when this event has ended
    }, { once: true });
  }

  addEventListener("keydown", (event) => { if (event.key === "Escape" && overlay) { event.preventDefault(); dismiss(); } });
  addEventListener("visibilitychange", listen);
  addEventListener("pagehide", silence);
  addEventListener("pageshow", listen);
  goBack();
  listen();
})();
