// Quotations and citations: what is copied keeps its quotation marks, and Escape closes the card of a citation. Nothing is missed without it.

// A style sheet writes the marks, and a browser copies no such thing: while it copies they stand in the text.
document.addEventListener("copy", () => {
  const selection = getSelection();
  if (!selection?.rangeCount) return;
  const range = selection.getRangeAt(0);
  for (const quote of document.querySelectorAll("q")) {
    if (range.intersectsNode(quote) && !quote.contains(range.commonAncestorContainer)) mark(quote, range);
  }
});

/** Words that are cut by the edge of what is selected have their mark there. @param {HTMLQuoteElement} quote @param {Range} range */
function mark(quote, range) {
  const [open, close] = [new Text("“"), new Text("”")];
  if (quote.contains(range.startContainer)) range.insertNode(open);
  else quote.prepend(open);
  if (quote.contains(range.endContainer)) {
    const end = range.cloneRange();
    end.collapse();
    end.insertNode(close);
    range.setEndAfter(close);
  } else quote.append(close);
  quote.style.quotes = "none";
  setTimeout(() => {
    open.remove();
    close.remove();
    quote.normalize();
    quote.removeAttribute("style");
  });
}

// The card shows while its number is pointed at or focused; closed, it stays so until it is left.
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const cite of document.querySelectorAll(".cite:is(:hover, :focus-within)")) {
    cite.setAttribute("data-closed", "");
    for (const event of ["pointerleave", "focusout"]) cite.addEventListener(event, reopen);
  }
});

/** @param {Event} event */
function reopen({ currentTarget }) {
  if (currentTarget instanceof Element && !currentTarget.matches(":hover, :focus-within")) currentTarget.removeAttribute("data-closed");
}
