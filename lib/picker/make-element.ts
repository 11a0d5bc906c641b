import { createElement } from "../page/safe-dom";

const htmlNamespace = "http://www.w3.org/1999/xhtml";

/** An element of HTML, also where `createElement` makes none: in a drawing or another XML document. Text stays text. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = createElement(htmlNamespace, name) as HTMLElementTagNameMap[Name];
  element.className = className;
  element.append(...children);
  return element;
}

/** A button, with the key that does the same beside its name. */
export function makeButton(name: string, press: () => void, key?: string): HTMLButtonElement {
  const button = make("button", "", name);
  button.type = "button";
  button.addEventListener("click", press);
  if (!key) return button;
  // The key beside the name is not part of the name.
  button.setAttribute("aria-label", name);
  button.setAttribute("aria-keyshortcuts", key);
  button.append(make("kbd", "", key));
  return button;
}
