import { describe, expect, it } from "vitest";
import {
  addToTray,
  chooseInTray,
  hasRoom,
  type Role,
  removeFromTray,
  swapInTray,
  type Tray,
  trayFromSlots,
  traySlots,
} from "../../../lib/domain/tray";
import { traySchema } from "../../../lib/domain/tray-schema";

const full: Tray = { face: "f", products: ["p1", "p2", "p3", "p4"], background: "b" };

describe("the init image: the face, else the first product, else the background", () => {
  it.each<[string, Tray, string | undefined]>([
    ["nothing set", { products: [] }, undefined],
    ["all set", full, "f"],
    ["no face", { products: ["p2", "p1"], background: "b" }, "p2"],
    ["face and background", { face: "f", products: [], background: "b" }, "f"],
    ["background alone", { products: [], background: "b" }, "b"],
  ])("%s", (_name, tray, expected) => {
    expect(traySlots(tray)[0]?.referenceId).toBe(expected);
  });
});

it("every place, products counted from 1", () => {
  expect(traySlots(full)).toEqual([
    { referenceId: "f", role: "face" },
    { referenceId: "p1", role: "product", position: 1 },
    { referenceId: "p2", role: "product", position: 2 },
    { referenceId: "p3", role: "product", position: 3 },
    { referenceId: "p4", role: "product", position: 4 },
    { referenceId: "b", role: "background" },
  ]);
});

describe("setting", () => {
  it.each<[Role, Tray, boolean, Tray]>([
    ["face", { products: [] }, true, { products: [], face: "new" }],
    ["face", full, true, { ...full, face: "new" }],
    ["background", full, true, { ...full, background: "new" }],
    ["product", { products: ["p1"] }, true, { products: ["p1", "new"] }],
    ["product", { products: ["a", "b", "c"] }, true, { products: ["a", "b", "c", "new"] }],
    ["product", full, false, full],
  ])("%s in %j: room is %s", (role, tray, room, expected) => {
    const before = structuredClone(tray);
    expect(hasRoom(tray, role)).toBe(room);
    expect(addToTray(tray, role, "new")).toEqual(expected);
    expect(tray).toEqual(before);
  });
});

describe("removing", () => {
  it.each<[string, Tray]>([
    ["f", { products: full.products, background: "b" }],
    ["b", { products: full.products, face: "f" }],
    ["p1", { ...full, products: ["p2", "p3", "p4"] }],
    ["p3", { ...full, products: ["p1", "p2", "p4"] }],
    ["unknown", full],
  ])("%s leaves the others in their order", (id, expected) => {
    expect(removeFromTray(full, id)).toStrictEqual(expected);
    expect(traySchema.safeParse(removeFromTray(full, id)).success).toBe(true);
  });
});

describe("the user's choice of what is sent", () => {
  const chosen = (id: string): Tray => ({ ...full, chosen: id });
  it.each<[string, Tray, string | undefined]>([
    ["is taken", chooseInTray(full, "p2"), "p2"],
    ["is changed", chooseInTray(chosen("p2"), "b"), "b"],
    ["of what is not there is none", chooseInTray(full, "gone"), undefined],
    ["stays when another leaves", removeFromTray(chosen("p2"), "p1"), "p2"],
    ["goes with what was chosen", removeFromTray(chosen("p2"), "p2"), undefined],
    ["goes when what was chosen is replaced", addToTray(chosen("f"), "face", "new"), undefined],
    ["stays when another is replaced", addToTray(chosen("b"), "face", "new"), "b"],
    ["goes along to a better picture of the same", swapInTray(chosen("p2"), "p2", "new"), "new"],
    ["comes back with a generation's references", trayFromSlots(traySlots(full), "p3"), "p3"],
    ["of a generation without one is none", trayFromSlots(traySlots(full)), undefined],
  ])("%s", (_, tray, expected) => {
    expect(tray.chosen).toBe(expected);
    expect("chosen" in tray).toBe(expected !== undefined);
  });
});

it("a stored tray with five products is refused", () => {
  expect(traySchema.safeParse({ products: ["a", "b", "c", "d", "e"] }).success).toBe(false);
});
