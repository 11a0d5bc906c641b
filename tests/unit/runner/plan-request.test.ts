import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import type { RequestPlan } from "../../../lib/domain/sent-request";
import type { Role } from "../../../lib/domain/tray";
import { traySlots } from "../../../lib/domain/tray";
import { planRequest } from "../../../lib/runner/plan-request";
import { Db } from "../../../lib/storage/db";
import { addReference, nameSlots, readTray } from "../../../lib/storage/references";
import { createCommandParts } from "../support/command-parts";
import { edit, loraEdit, prepared } from "../support/records";

let db: Db;
let parts: ReturnType<typeof createCommandParts>;

beforeEach(() => {
  db = new Db(crypto.randomUUID());
  parts = createCommandParts(db);
});

const set = (role: Role, content: string) =>
  addReference(db, role, prepared(content), { rung: "file", source: `${content}.jpg` });

/** A combined request of what is set now. */
async function wanted(changes: Partial<RequestPlan> = {}): Promise<RequestPlan> {
  const { slots: places } = await nameSlots(db, traySlots(await readTray(db)));
  return { mode: "multi-reference", prompt: "a cup", places, sentences: false, steps: 7, ...changes };
}
const lengthOf = (content: string) => `data:image/jpeg;base64,${btoa(content)}`.length;

describe("a combined request", () => {
  it("face, product and background: the pictures themselves, in the background's shape", async () => {
    await set("background", "background");
    await set("product", "cup");
    await set("face", "face");
    const { plan, route, lines, sheet } = await planRequest(parts, await wanted());
    expect(route).toEqual({ mode: "multi-reference", endpoint: edit, fallback: loraEdit });
    expect(plan.imageSize).toEqual({ width: 912, height: 1136 });
    expect(sheet).toBeUndefined();
    expect(lines.slice(0, 2)).toEqual([
      "Combining 3 references: face, product 1, background",
      `Multi-reference mode: 3 images provided (lengths: ${["face", "cup", "background"].map(lengthOf).join(", ")} characters)`,
    ]);
    expect(parts.makeSheet).not.toHaveBeenCalled();
  });

  it("more than four: the products on one sheet, which is made once and used again", async () => {
    for (const content of ["one", "two", "three", "four"]) await set("product", content);
    await set("face", "face");
    const first = await planRequest(parts, await wanted());
    const given = await Promise.all(parts.makeSheet.mock.calls[0]![0].map((blob) => blob.text()));
    expect(given).toEqual(["one", "two", "three", "four"]);
    expect(first.sheet?.reference).toMatchObject({ role: "product", receipt: { rung: "sheet", source: "" } });
    expect(first.plan.sheetId).toBe(first.sheet?.reference.id);
    expect(first.lines).toContain("  Images: 2 (face, sheet of products 1 to 4)");
    await db.pixels.put({ id: first.plan.sheetId!, blob: first.sheet!.picture.jpeg });
    const again = await planRequest(parts, first.plan);
    expect(again.sheet).toBeUndefined();
    expect(again.plan).toEqual(first.plan);
    expect(again.lines).toEqual(first.lines);
    expect(parts.makeSheet).toHaveBeenCalledTimes(1);
  });

  it("the first endpoint is known not to be offered: the log says so", async () => {
    parts.missingEndpoints.mockResolvedValue([edit]);
    await set("face", "face");
    await set("background", "background");
    const { route, lines } = await planRequest(parts, await wanted());
    expect(route).toEqual({ mode: "multi-reference", endpoint: loraEdit });
    expect(lines).toContain(`fal does not offer ${edit}: using ${loraEdit} with the same parameters`);
  });

  it("a picture that a foreign backup brought too large is made smaller, once", async () => {
    const { id } = await set("face", "face");
    await set("background", "background");
    await db.pixels.put({ id, blob: new Blob(["x".repeat(440_001)], { type: "image/jpeg" }) });
    const { lines } = await planRequest(parts, await wanted());
    expect(lines[1]).toContain(`(lengths: ${lengthOf("made smaller")}, `);
    expect(await (await db.pixels.get(id))?.blob.text()).toBe("made smaller");
    await planRequest(parts, await wanted());
    expect(parts.prepare).toHaveBeenCalledTimes(1);
  });
});

it("Restyle, too, makes a picture smaller that is more than may leave", async () => {
  const { id } = await set("face", "face");
  const large = new Blob(["x".repeat(440_001)], { type: "image/jpeg" });
  await db.pixels.put({ id, blob: large });
  await db.references.update(id, { bytes: large.size });
  const request = await wanted({ mode: "image-to-image" });
  const { lines } = await planRequest(parts, request);
  expect(lines[1]).toBe(
    `Image-to-image mode: init image provided (length: ${lengthOf("made smaller")} characters)`,
  );
  expect(await (await db.pixels.get(id))?.blob.text()).toBe("made smaller");
  await planRequest(parts, request);
  expect(parts.prepare).toHaveBeenCalledTimes(1);
});

describe("refused before anything is stored", () => {
  const refusal = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

  it.each(["pixels", "references"] as const)("%s that are gone", async (table) => {
    await set("face", "face");
    const background = await set("background", "background");
    const request = await wanted();
    await db.table(table).delete(background.id);
    await expect(planRequest(parts, request)).rejects.toEqual(refusal("reference_lost"));
  });

  it("more than 2.6 MB together", async () => {
    await set("face", "f".repeat(440_000));
    await set("background", "b".repeat(440_000));
    for (const letter of ["p", "q"]) await set("product", letter.repeat(440_000));
    const request = await wanted({ prompt: "鞋".repeat(150_000) });
    await expect(planRequest(parts, request)).rejects.toEqual(refusal("request_too_large"));
    expect((await planRequest(parts, { ...request, prompt: "a cup" })).route.endpoint).toBe(edit);
  });
});
