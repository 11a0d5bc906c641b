/**
 * A page can put its own elements in the place of an element's properties (`<form><input name="parentElement">`).
 * What is read of an element that may be a form is read by the browser's own getters.
 */
function reader<T>(prototype: () => object, name: string): (node: Node) => T | undefined {
  let get: ((this: Node) => T) | undefined;
  return (node) => {
    get ??= Object.getOwnPropertyDescriptor(prototype(), name)?.get;
    return get?.call(node);
  };
}

const readName = reader<string>(() => Element.prototype, "localName");
const readParent = reader<Element | null>(() => Node.prototype, "parentElement");
const readSlot = reader<Element | null>(() => Element.prototype, "assignedSlot");
const readDocument = reader<Document | null>(() => Node.prototype, "ownerDocument");
const readShadow = reader<ShadowRoot | null>(() => Element.prototype, "shadowRoot");

/** An element's name, such as `img`. */
export const nameOf = (element: Element): string => readName(element) ?? "";

/** The parent as it is drawn: through slots and shadow roots, and not out of the document. */
export function drawnParent(element: Element): Element | null {
  const parent = readSlot(element) ?? readParent(element);
  if (parent) return parent;
  const root = rootOf(element);
  return "host" in root ? (root as ShadowRoot).host : null;
}

export const rootOf = (element: Element): Node => Node.prototype.getRootNode.call(element);

export const rectOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);

/** The window that the element's document is shown in. */
export const viewOf = (element: Element): Window | null => readDocument(element)?.defaultView ?? null;

/** Whether the element takes part in what is drawn: not hidden, not empty. */
export function isDrawn(element: Element): boolean {
  const { width, height } = rectOf(element);
  if (width < 1 || height < 1) return false;
  return Element.prototype.checkVisibility.call(element, { visibilityProperty: true });
}

interface ChromeDom {
  dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null };
}

/** An element's shadow root, closed ones too: the browsers show those to extensions alone. */
export function shadowOf(element: Element): ShadowRoot | null {
  const open = readShadow(element);
  if (open) return open;
  const inFirefox = (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  if (inFirefox && "host" in inFirefox) return inFirefox;
  const { dom } = (globalThis as { chrome?: ChromeDom }).chrome ?? {};
  try {
    return dom?.openOrClosedShadowRoot?.(element) ?? null;
  } catch {
    // It takes HTML elements only.
    return null;
  }
}

/** A value of ours on this world's global object. An element of the page with such an id is none. */
export function ownGlobal<T>(name: string): T | undefined {
  return Object.hasOwn(globalThis, name) ? ((globalThis as Record<string, unknown>)[name] as T) : undefined;
}

/** Sets a value of ours, whatever the page calls its elements. */
export function setOwnGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
}
