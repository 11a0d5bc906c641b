import { roleSchema } from "../domain/tray-schema";
import { z } from "../zod";

const schema = z.union([
  /** The composer, and in it the place for this role. */
  z.strictObject({ slot: roleSchema }),
  /** One result, in detail. */
  z.strictObject({ result: z.uuid() }),
]);
/** What the side panel is opened for. */
export type PanelRequest = z.infer<typeof schema>;

const name = "panel-request";

/** Leaves word for the side panel, whether it is open or about to be. */
export function requestPanel(request: PanelRequest): void {
  try {
    // The same request twice would be no change, which is what an open panel hears of.
    localStorage.removeItem(name);
    localStorage.setItem(name, JSON.stringify(request));
  } catch {
    // A full disk: the panel opens as it always does.
  }
}

/** What was asked of the side panel and not yet done; it is then no longer asked. */
export function takePanelRequest(): PanelRequest | undefined {
  try {
    const found = localStorage.getItem(name);
    localStorage.removeItem(name);
    return found === null ? undefined : schema.parse(JSON.parse(found));
  } catch {
    return undefined;
  }
}

/** Calls `listener` when another page asks for something. Returns the way to stop. */
export function watchPanelRequests(listener: () => void): () => void {
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === name && newValue !== null) listener();
  };
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}
