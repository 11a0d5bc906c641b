import { roleSchema } from "../domain/tray-schema";
import { z } from "../zod";

const requestSchema = z.union([
  /** The composer, and in it the place for this role. */
  z.strictObject({ slot: roleSchema }),
  /** One result, in detail. */
  z.strictObject({ result: z.uuid() }),
]);
const schema = z.strictObject({
  request: requestSchema,
  /** The window in which it was asked; each has a side panel of its own. */
  windowId: z.optional(z.int()),
});
/** What the side panel is opened for. */
export type PanelRequest = z.infer<typeof requestSchema>;
/** That, and in which window. */
export type AskedOfPanel = z.infer<typeof schema>;

const name = "panel-request";

/** Leaves word for the side panel of a window, whether it is open or about to be. */
export function requestPanel(asked: AskedOfPanel): void {
  try {
    // The same request twice would be no change, which is what an open panel hears of.
    localStorage.removeItem(name);
    localStorage.setItem(name, JSON.stringify(asked));
  } catch {
    // A full disk: the panel opens as it always does.
  }
}

/** What was asked last and is not yet done, of whichever window's panel. */
export function readPanelRequest(): AskedOfPanel | undefined {
  try {
    return parse(localStorage.getItem(name));
  } catch {
    return undefined;
  }
}

/** It is done; what has been asked since is not. */
export function endPanelRequest(asked: AskedOfPanel): void {
  if (JSON.stringify(readPanelRequest()) === JSON.stringify(asked)) localStorage.removeItem(name);
}

/** Calls `listener` with what another page asks for. Returns the way to stop. */
export function watchPanelRequests(listener: (asked: AskedOfPanel) => void): () => void {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    const asked = key === name ? parse(newValue) : undefined;
    if (asked) listener(asked);
  };
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}

function parse(stored: string | null): AskedOfPanel | undefined {
  try {
    return schema.parse(JSON.parse(stored ?? ""));
  } catch {
    return undefined;
  }
}
