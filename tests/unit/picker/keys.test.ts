import { expect, it } from "vitest";
import { type Act, actOf } from "../../../lib/picker/keys";

it.each<[string, boolean, Act | undefined]>([
  ["Tab", false, { do: "step", by: 1 }],
  ["Tab", true, { do: "step", by: -1 }],
  ["ArrowDown", false, { do: "step", by: 1 }],
  ["ArrowLeft", false, { do: "step", by: -1 }],
  ["1", false, { do: "assign", role: "face" }],
  ["2", false, { do: "assign", role: "product" }],
  ["3", false, { do: "assign", role: "background" }],
  ["Escape", false, { do: "leave" }],
  ["Enter", false, { do: "pin" }],
  [" ", false, { do: "tick" }],
  ["a", false, { do: "alike" }],
  ["A", true, { do: "alike" }],
  ["s", false, { do: "gather", into: "shoot" }],
  ["p", false, { do: "gather", into: "products" }],
  ["4", false, undefined],
  ["toString", false, undefined],
])("%s (shift %s)", (key, shiftKey, expected) => expect(actOf({ key, shiftKey })).toEqual(expected));
