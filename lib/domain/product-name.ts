import type { Reference } from "./reference";
import type { TraySlot } from "./tray";

/** What a reference is called by itself: the name that the user gave it, else the page's words for it. */
export function ownName({ name, receipt }: Pick<Reference, "name" | "receipt">): string | undefined {
  return name?.trim() || receipt.alt?.trim() || undefined;
}

/** What a product is called: its own name, else its place: `product 3`. */
export function productName({ name, position }: Pick<TraySlot, "name" | "position">): string {
  return name || `product ${position ?? 1}`;
}

const placeholder = "{product}";

/**
 * What `{product}` in a prompt stands for: the product that is sent, else the first one; of a combined request all
 * of them, in their order. Without a product it is "the product", so that no bracket reaches the model.
 */
export function productWords(slots: readonly TraySlot[], combined: boolean, sent?: TraySlot): string {
  const products = slots.filter(({ role }) => role === "product");
  const [first] = combined ? [] : sent?.role === "product" ? [sent] : products;
  const named = first ? [first] : products;
  return named.map(productName).join(", ") || "the product";
}

/** The prompt with the name, to the letter, wherever `{product}` stands. A name that holds it is not looked into. */
export function fillProductName(prompt: string, name: string): string {
  return prompt.replaceAll(placeholder, () => name);
}
