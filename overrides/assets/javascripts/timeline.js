// What of the timeline needs a script: filters, the words of a mark, and the keyboard within the drawing. The page is whole without it.

import { filterList } from "./timeline-filters.js";
import { startDrawing } from "./timeline-lanes.js";

const form = document.querySelector("[data-timeline-filters]");
const list = document.querySelector("ol[data-timeline]");
const figure = document.querySelector("[data-lanes]");

const drawing = figure instanceof HTMLElement ? startDrawing(figure) : null;
if (form instanceof HTMLFormElement) {
  if (list instanceof HTMLElement) filterList(form, list, (left, question) => drawing?.choose(left, question));
  else void import("./timeline-whole.js").then(({ filterWhole }) => filterWhole(form));
}
