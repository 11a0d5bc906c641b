import { toName } from "../domain/name";

/** So far up from a picture its heading is looked for: a card of a shop is not deeper. */
const maxSteps = 8;
const headings = "h1, h2, h3, h4, h5, h6, [role=heading]";
/** A file's name says nothing to a seller. */
const fileName = /^\S+\.(?:jpe?g|png|webp|avif|gif|svg|bmp)$/i;

/** What the page calls a picture: its alternative text, its title, or the nearest heading. One bounded line of text. */
export function nameImage(element: Element): string | undefined {
  const attributes = ["alt", "aria-label", "title"].map((name) => element.getAttribute(name));
  const around = element.closest("a[title], a[aria-label]");
  const words = [
    ...attributes,
    element.querySelector(":scope > title")?.textContent,
    around?.getAttribute("title") ?? around?.getAttribute("aria-label"),
    nearestHeading(element)?.textContent,
  ];
  return words.map((text) => toName(text ?? "")).find((name) => name !== "" && !fileName.test(name));
}

/** The heading in the smallest part of the page that has one beside the picture: the last above it, else the first. */
function nearestHeading(element: Element): Element | undefined {
  let part = element.parentElement;
  // The page as a whole has no parent, and no heading for one picture.
  for (let step = 0; part?.parentElement && step < maxSteps; step++) {
    const found = [...part.querySelectorAll(headings)].filter((heading) => !heading.contains(element));
    const isAbove = (heading: Element) =>
      (element.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    // A picture stands over its own heading where a part has but one; else the last before it is its section's.
    if (found.length > 0) return found.length === 1 ? found[0] : (found.findLast(isAbove) ?? found[0]);
    part = part.parentElement;
  }
  return undefined;
}
