/**
 * A page can put its own elements in the place of a form's properties (`<form><input name="parentElement">`) and of a
 * document's (`<img name="querySelectorAll">`). What is read of these is read by the browser's own getters.
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
const readView = reader<Window | null>(() => Document.prototype, "defaultView");
const readShadow = reader<ShadowRoot | null>(() => Element.prototype, "shadowRoot");

/** An element's name, such as `img`. */
export const nameOf = (element: Element): string => readName(element) ?? "";

/** The parent as it is drawn: through slots and shadow roots, and not out of the document. */
export function drawnParent(element: Element): Element | null {
  const parent = readSlot(element) ?? readParent(element);
  if (parent) return parent;
  return hostOf(rootOf(element));
}

type Root = Document | ShadowRoot;

const readType = reader<number>(() => Node.prototype, "nodeType");
const isDocument = (root: Node) => readType(root) === 9;

/** All elements in `root` that a selector names. */
export const allIn = (root: Root, selector: string): Iterable<Element> =>
  (isDocument(root) ? Document : DocumentFragment).prototype.querySelectorAll.call(root, selector);

/** What is drawn at a point of the root's window, the topmost first. */
export const elementsAt = (root: Root, x: number, y: number): Element[] =>
  (isDocument(root) ? Document : ShadowRoot).prototype.elementsFromPoint.call(root, x, y);

/** The document's root element. */
export const rootElement = reader<Element | null>(() => Document.prototype, "documentElement");

/** A new element of the document that our script stands in. */
export const createElement = (namespace: string, name: string): Element =>
  Document.prototype.createElementNS.call(document, namespace, name);

/** The element of a document that has the focus. */
export const focusedIn = reader<Element | null>(() => Document.prototype, "activeElement");

/** What holds a shadow tree; null for the document, and for what stands in none. */
export const hostOf = (root: Node): Element | null =>
  isDocument(root) ? null : ((root as ShadowRoot).host ?? null);

export const rootOf = (element: Element): Node => Node.prototype.getRootNode.call(element);

export const rectOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);

/** The window that the element's document is shown in. */
export const viewOf = (element: Element): Window | null => {
  const document = readDocument(element);
  return (document && readView(document)) ?? null;
};

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
