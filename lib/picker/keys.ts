import type { Role } from "../domain/tray";
import type { Gathering } from "../page/picker-protocol";

export type Act =
  | { do: "step"; by: 1 | -1 }
  | { do: "assign"; role: Role }
  | { do: "pin" | "tick" | "alike" | "leave" }
  | { do: "gather"; into: Gathering };

const acts = new Map<string, Act>(
  Object.entries({
    ArrowRight: { do: "step", by: 1 },
    ArrowDown: { do: "step", by: 1 },
    ArrowLeft: { do: "step", by: -1 },
    ArrowUp: { do: "step", by: -1 },
    "1": { do: "assign", role: "face" },
    "2": { do: "assign", role: "product" },
    "3": { do: "assign", role: "background" },
    Enter: { do: "pin" },
    " ": { do: "tick" },
    a: { do: "alike" },
    s: { do: "gather", into: "shoot" },
    p: { do: "gather", into: "products" },
    Escape: { do: "leave" },
  }),
);

/** What a key does in the picker; undefined for a key that means nothing there. */
export function actOf({ key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">): Act | undefined {
  if (key === "Tab") return { do: "step", by: shiftKey ? -1 : 1 };
  return acts.get(key) ?? acts.get(key.toLowerCase());
}
