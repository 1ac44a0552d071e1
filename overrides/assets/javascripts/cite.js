// Copies and saves what a page offers for citing. The page reads completely without it: this only adds buttons.

/** The forms of a citation that can be saved, by the value of `data-copy`: a name and a type. @type {Record<string, [string, string]>} */
const FORMS = { bib: ["BibTeX", "application/x-bibtex"], json: ["CSL-JSON", "application/vnd.citationstyles.csl+json"] };
const SHOWN_FOR = 2000; // milliseconds for which a button says that it worked

const told = document.createElement("p");
told.className = "or-unseen";
told.setAttribute("role", "status");

const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copy]"));
all[0]?.closest("article")?.append(told);
for (const one of all) offer(one);

/** Puts the buttons beside an element: a link is copied as its address, all else as its text. @param {HTMLElement} one */
function offer(one) {
  const kind = one.dataset.copy ?? "";
  const text = one instanceof HTMLAnchorElement ? one.href : (one.textContent ?? "");
  /** @type {HTMLButtonElement[]} */
  const buttons = [];
  if (navigator.clipboard) {
    buttons.push(button(one instanceof HTMLAnchorElement ? "Copy link" : "Copy", named(one), async () => navigator.clipboard.writeText(text), "Copied"));
  }
  if (kind in FORMS) buttons.push(button("Save", named(one), async () => save(text, kind), "Saved"));
  if (one.tagName === "DD") one.append(document.createElement("br"), ...buttons);
  else (one.nextElementSibling?.matches(".note") ? one.nextElementSibling : one).after(...buttons); // nothing that is seen moves
}

/** What a button is about, for those who hear it. @param {HTMLElement} one */
function named(one) {
  return FORMS[one.dataset.copy ?? ""]?.[0] ?? one.parentElement?.querySelector("dt")?.textContent ?? one.textContent ?? "";
}

/** @param {string} label @param {string} about @param {() => Promise<void>} act @param {string} done */
function button(label, about, act, done) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = label;
  made.setAttribute("aria-label", `${label}: ${about}`);
  made.addEventListener("click", async () => {
    let outcome = done;
    try {
      await act();
    } catch {
      outcome = "Not allowed"; // the reader's browser refused: the text is there to be selected
    }
    made.textContent = outcome;
    told.textContent = `${outcome}: ${about}`;
    setTimeout(() => {
      made.textContent = label;
    }, SHOWN_FOR);
  });
  return made;
}

/** Saves a text under the name of the page's address. @param {string} text @param {string} kind */
function save(text, kind) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: FORMS[kind]?.[1] }));
  link.download = `${location.pathname.split("/").filter(Boolean).pop() ?? "statement"}.${kind}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
