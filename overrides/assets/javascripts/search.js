// Opens the search. The link in the header leads to the list of statements; with this it opens a dialog
// instead, and so does the key "/". What the dialog needs is loaded when it is first opened.

const link = document.querySelector("a[data-search]");
if (link instanceof HTMLAnchorElement) start(link);

/** @param {HTMLAnchorElement} link */
function start(link) {
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-keyshortcuts", "/");

  /** @param {{ text?: string, filters?: string[], focus?: string }} [wanted] */
  const open = async (wanted) => {
    try {
      (await import("./search-dialog.js")).open(link, wanted);
    } catch {
      location.assign(link.href); // the search did not load: the list of statements is there
    }
  };

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a new tab for those who want one
    event.preventDefault();
    void open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTypedInto(event.target)) return;
    event.preventDefault();
    void open();
  });

  // A reader who comes back from a result finds the search as it was; an address that asks for one opens it.
  const address = new URLSearchParams(location.search);
  const asked = address.get("search") ?? address.get("q");
  if (history.state?.search) void open(history.state.search);
  else if (asked !== null) void open({ text: asked });
}

/** @param {EventTarget | null} target @returns {boolean} */
function isTypedInto(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, select, textarea, dialog[open]") !== null);
}
