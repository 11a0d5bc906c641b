import type { Receipt } from "./reference";

/** A source with a side under this many pixels leaves FLUX little to work from. */
const smallSide = 512;

/** What is worth saying about a reference before money is spent on it. */
export type Warning = "crop" | "small";

/** The warning about a reference, by its receipt; undefined when all is well. A drawing has any size. */
export function warningFor({ rung, original }: Receipt): Warning | undefined {
  if (rung === "screen") return "crop";
  if (original.format === "svg") return undefined;
  return Math.min(original.width, original.height) < smallSide ? "small" : undefined;
}

/** The address whose site would have to be allowed to read a crop's original; undefined for all others. */
export function originalOf({ rung, pictureUrl, unread }: Receipt): string | undefined {
  if (rung !== "screen") return undefined;
  // The one on the screen stands last: that it exists is certain.
  return pictureUrl ?? unread?.at(-1)?.url;
}

const names: Record<string, string | undefined> = { jpg: "JPEG", webp: "WebP" };

/** A format's name as people write it. */
export function formatName(format: string): string {
  return names[format] ?? format.toUpperCase();
}
