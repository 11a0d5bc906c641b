import "fake-indexeddb/auto";
import { downloadZip } from "client-zip";
import sharp from "sharp";
import { unzipRaw } from "unzipit";
import { beforeEach, describe, expect, it } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import { planRoute } from "../../../lib/domain/request";
import { makeBackup } from "../../../lib/export/backup";
import { backupVersion } from "../../../lib/export/backup-format";
import { readBackup } from "../../../lib/export/read-backup";
import { restoreBackup } from "../../../lib/export/restore";
import { countEntries, makeZip } from "../../../lib/export/zip";
import { toFailure } from "../../../lib/failure/failure";
import { sha256Of } from "../../../lib/image/sha256";
import { readCellStates } from "../../../lib/storage/cell-states";
import { Db } from "../../../lib/storage/db";
import { addGenerations } from "../../../lib/storage/generations";
import { linesIn } from "../../../lib/storage/logs";
import { saveModel } from "../../../lib/storage/models";
import { savePrompt } from "../../../lib/storage/prompts";
import { addReference, makeReference, storeReference } from "../../../lib/storage/references";
import { saveLook } from "../../../lib/storage/shoot-looks";
import { fromPicture, generationIn, prepared } from "../support/records";
import { look, product, shootOf } from "../support/shoots";

let db: Db;
let jpeg: Uint8Array<ArrayBuffer>;
beforeEach(async () => {
  db = new Db(crypto.randomUUID());
  const made = await sharp({ create: { width: 20, height: 10, channels: 3, background: "#369" } })
    .jpeg()
    .toBuffer();
  jpeg = new Uint8Array(made);
});

/** A history with everything in it. */
async function fill(into: Db, prompt = "<b>قهوة ☕️</b>"): Promise<string> {
  const picture = { ...prepared(), jpeg: new Blob([jpeg], { type: "image/jpeg" }), thumbnail: jpeg };
  const face = await addReference(into, "face", picture, { rung: "file", source: "me.jpg" });
  const place = { referenceId: face.id, role: "face" } as const;
  const worn = look("a", { faceId: face.id, prompt: "{product} قهوة", images: 3 });
  const plan = shootOf({ looks: [worn], products: [product("p1", { sku: "<b>" })] });
  const shoot = { ...plan, skipped: ["p1:a"] };
  await into.shoots.add(shoot);
  const ofShoot = { shootId: shoot.id, cell: "p1:a", review: "accepted" };
  const words = { ...fromPicture(place), prompt, note: "for Ani", favourite: true };
  const done = generationIn("done", { ...words, ...ofShoot });
  const others = [generationIn("failed", ofShoot), generationIn("running")];
  await addGenerations(into, [done, ...others], () => ["one", "two"], 5);
  await into.pixels.put({ id: done.id, blob: new Blob([jpeg], { type: "image/jpeg" }) });
  await into.thumbnails.put({ id: done.id, bytes: jpeg });
  await savePrompt(into, { name: "Cup", text: "a cup" });
  await saveModel(into, face.id, { name: "Sari", ground: "release" });
  await saveLook(into, worn);
  return done.id;
}

/** Every row of every table, pictures as their bytes; logs without the number that the database gives them. */
async function dump(from: Db): Promise<Record<string, unknown[]>> {
  const pixels = await from.pixels.toArray();
  return {
    generations: (await from.generations.toArray()).filter(({ status }) => status !== "running"),
    references: await from.references.toArray(),
    logs: (await from.logs.orderBy("order").toArray())
      .flatMap((row) => linesIn(row).map((line) => ({ ...line, generationId: row.generationId })))
      .sort((a, b) => a.generationId.localeCompare(b.generationId)),
    prompts: await from.prompts.toArray(),
    models: await from.models.toArray(),
    shoots: await from.shoots.toArray(),
    looks: await from.looks.toArray(),
    trays: await from.trays.toArray(),
    thumbnails: await from.thumbnails.toArray(),
    pixels: await Promise.all(
      pixels.map(async ({ id, blob }) => [id, blob.type, new Uint8Array(await blob.arrayBuffer())]),
    ),
  };
}

describe("a round trip", () => {
  it("export, wipe, restore: every byte", async () => {
    await fill(db);
    const [running] = await db.generations.where("status").equals("running").primaryKeys();
    await db.logs.where("generationId").equals(running!).delete();
    const before = await dump(db);
    const other = new Db(crypto.randomUUID());
    expect(await restoreBackup(other, await readBackup(await makeBackup(db)))).toEqual({
      added: 2,
      there: 0,
    });
    expect(await dump(other)).toEqual(before);
    expect(before.pixels).toHaveLength(2);
  });

  it.each([
    [1, "saved faces and shoots", ["models", "shoots", "looks"]],
    [2, "shoots", ["shoots", "looks"]],
  ] as const)("one of version %i, which knew no %s", async (version, _, unknown) => {
    await fill(db);
    const old = await repack(await makeBackup(db), (files) => {
      files.set("refshot-backup.json", json({ format: "refshot-backup", version, createdAt: 1 }));
      for (const name of unknown) files.delete(`${name}.json`);
    });
    const other = new Db(crypto.randomUUID());
    expect(await restoreBackup(other, await readBackup(old))).toEqual({ added: 2, there: 0 });
    for (const name of unknown) expect(await other.table(name).count()).toBe(0);
  });

  it("a shoot that runs is at rest where it is restored, and nothing is tried again there", async () => {
    await fill(db);
    await db.shoots.toCollection().modify({ state: "running", making: true, presses: ["1"], startedAt: 1 });
    await db.generations.where("status").equals("failed").modify({ awaitsRetry: true });
    const other = new Db(crypto.randomUUID());
    await restoreBackup(other, await readBackup(await makeBackup(db)));
    const [shoot] = await other.shoots.toArray();
    expect(shoot).toMatchObject({ state: "stopped", skipped: ["p1:a"] });
    expect(Object.keys(shoot!)).not.toEqual(expect.arrayContaining(["making"]));
    expect((await other.generations.toArray()).some(({ awaitsRetry }) => awaitsRetry)).toBe(false);
    expect(await readCellStates(other, shoot!.id)).toEqual(new Map([["p1:a", { done: 1, failed: 1 }]]));
  });

  it("a combined request: mode, sentences, steps, size, and the sheet with its pixels", async () => {
    const picture = { ...prepared(), jpeg: new Blob([jpeg], { type: "image/jpeg" }), thumbnail: jpeg };
    const sheet = makeReference("product", picture, { rung: "sheet", source: "" });
    await storeReference(db, sheet, picture);
    const face = await addReference(db, "face", picture, { rung: "file", source: "me.jpg" });
    const places = [{ referenceId: face.id, role: "face" as const, name: "Sari", ground: "own" as const }];
    const combined = { ...planRoute("multi-reference", "auto"), places, sentences: false, steps: 28 };
    const referenceIds = [face.id, sheet.id];
    const size = { imageSize: { width: 1024, height: 1024 }, sheetId: sheet.id, chosen: face.id };
    await db.generations.add(generationIn("done", { ...combined, ...size, referenceIds }));
    const before = await dump(db);
    const other = new Db(crypto.randomUUID());
    await restoreBackup(other, await readBackup(await makeBackup(db)));
    expect(await dump(other)).toEqual(before);
    expect(await other.pixels.get(sheet.id)).toBeDefined();
  });

  it("what is under way, keys and settings are not in it", async () => {
    await fill(db);
    const { generations } = (await readBackup(await makeBackup(db))).lists;
    expect(generations.map(({ status }) => status).sort()).toEqual(["done", "failed"]);
  });

  it("adds to what is there, and changes none of it", async () => {
    const id = await fill(db);
    const backup = await makeBackup(db);
    await db.generations.update(id, { note: "changed since", favourite: false });
    await fill(db, "a later one");
    const before = await dump(db);
    expect(await restoreBackup(db, await readBackup(backup))).toEqual({ added: 0, there: 2 });
    expect(await dump(db)).toEqual(before);
  });

  it("when a disk is full on the way, what was there is there and nothing else", async () => {
    await fill(db);
    const backup = await readBackup(await makeBackup(db));
    const other = new Db(crypto.randomUUID());
    await fill(other, "mine");
    const before = await dump(other);
    other.prompts.bulkAdd = () => Promise.reject(new Error("QuotaExceededError")) as never;
    await expect(restoreBackup(other, backup)).rejects.toThrow("Quota");
    expect(await dump(other)).toEqual(before);
  });
});

/** The files of a zip, to be changed and packed again with right checksums. */
async function repack(
  file: Blob,
  change: (files: Map<string, Uint8Array<ArrayBuffer>>) => void,
  withChecksums = true,
): Promise<Blob> {
  const { entries } = await unzipRaw(file);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of entries) files.set(entry.name, new Uint8Array(await entry.arrayBuffer()));
  change(files);
  if (withChecksums) {
    files.delete("checksums.json");
    const sums: Record<string, string> = {};
    for (const [name, bytes] of files) sums[name] = await sha256Of(bytes);
    files.set("checksums.json", new TextEncoder().encode(JSON.stringify(sums)));
  }
  return downloadZip([...files].map(([name, input]) => ({ name, input }))).blob();
}

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>;
type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** Changes the finished generation in the backup. */
const withGeneration = (changes: object) => (files: Files) => {
  const list = JSON.parse(new TextDecoder().decode(files.get("generations.json")));
  const at = list.findIndex(({ status }: { status: string }) => status === "done");
  list[at] = { ...list[at], ...changes };
  files.set("generations.json", json(list));
};

const model = { id: "face-1", name: "Sari", ground: "own", createdAt: 1 };

const hostile: [string, (files: Files) => void, string][] = [
  [
    "newer",
    (files) =>
      files.set(
        "refshot-backup.json",
        json({ format: "refshot-backup", version: backupVersion + 1, createdAt: 1 }),
      ),
    "backup_newer",
  ],
  [
    "another program's",
    (files) => files.set("refshot-backup.json", json({ format: "other", version: 1 })),
    "backup_foreign",
  ],
  ["any other zip", (files) => files.delete("refshot-backup.json"), "backup_foreign"],
  ["a path out of the zip", (files) => files.set("../../evil.jpg", jpeg), "backup_damaged"],
  ["a file that is not ours", (files) => files.set("pixels/a/b", jpeg), "backup_damaged"],
  ["a huge name", (files) => files.set(`pixels/${"a".repeat(5000)}`, jpeg), "backup_damaged"],
  ["a picture of nobody", (files) => files.set("pixels/nobody", jpeg), "backup_damaged"],
  [
    "a picture that is none",
    (files) => files.set([...files.keys()].find((name) => name.startsWith("pixels/"))!, json("<script>")),
    "backup_damaged",
  ],
  ["a list is missing", (files) => files.delete("logs.json"), "backup_damaged"],
  ["a list that is no JSON", (files) => files.set("logs.json", jpeg), "backup_damaged"],
  ["one that would be sent again", withGeneration({ status: "queued" }), "backup_damaged"],
  ["an id that is markup", withGeneration({ id: "<img onerror=alert(1)>" }), "backup_damaged"],
  ["a date out of all calendars", withGeneration({ createdAt: 9e15 }), "backup_damaged"],
  ["an endless prompt", withGeneration({ prompt: "x".repeat(200_001) }), "backup_damaged"],
  ["a sheet of somebody else's", withGeneration({ sheetId: "other" }), "backup_damaged"],
  ["a choice of what was not there", withGeneration({ chosen: "other" }), "backup_damaged"],
  ["another model to go on to", withGeneration({ fallback: "fal-ai/flux-pro/edit" }), "backup_damaged"],
  [
    "a saved face of nobody",
    (files) => files.set("models.json", json([{ ...model, id: "no" }])),
    "backup_damaged",
  ],
  [
    "a saved face on no ground",
    (files) => files.set("models.json", json([{ ...model, ground: "found" }])),
    "backup_damaged",
  ],
  ["a wrong field", withGeneration({ favourite: "yes" }), "backup_damaged"],
  [
    "an unknown failure",
    withGeneration({ status: "failed", failure: { code: "constructor" } }),
    "backup_damaged",
  ],
];

describe("a bad backup is refused whole", () => {
  it.each(hostile)("%s", async (_, change, code) => {
    await fill(db);
    const file = await repack(await makeBackup(db), change);
    const error = await readBackup(file).catch((thrown) => thrown);
    expect(toFailure(error).code).toBe(code);
  });

  it("a byte that was changed, in any file", async () => {
    await fill(db);
    const backup = await makeBackup(db);
    const { entries } = await unzipRaw(backup);
    for (const { name } of entries.filter(({ name }) => name !== "checksums.json")) {
      const file = await repack(
        backup,
        (files) => files.set(name, new Uint8Array([...files.get(name)!, 32])),
        false,
      );
      const error = await readBackup(file).catch((thrown) => thrown);
      expect(toFailure(error).code, name).toBe("backup_damaged");
    }
  });

  it("cut off anywhere", async () => {
    await fill(db);
    const backup = await makeBackup(db);
    for (let length = 0; length < backup.size; length += Math.ceil(backup.size / 25)) {
      const error = await readBackup(backup.slice(0, length)).catch((thrown) => thrown);
      expect(toFailure(error).code).toMatch(/^backup_(foreign|damaged)$/);
    }
  });

  it.each([
    ["text", "hello"],
    ["nothing", ""],
    ["a picture", "\xff\xd8\xff"],
  ])("%s", async (_, content) => {
    const error = await readBackup(new Blob([content])).catch((thrown) => thrown);
    expect(toFailure(error)).toEqual({ code: "backup_foreign" });
  });
});

/** A history that is read as a database is: the one for tests needs minutes to hold so many. */
function historyOf(results: Generation[]): Db {
  const none = { toArray: async () => [], filter: () => none };
  const filter = (keep: (one: Generation) => boolean) => ({ toArray: async () => results.filter(keep) });
  const blob = new Blob([jpeg], { type: "image/jpeg" });
  return {
    ...{ logs: none, references: none, prompts: none, models: none, shoots: none, looks: none, trays: none },
    generations: { orderBy: () => ({ filter }) },
    thumbnails: { get: async (id: string) => ({ id, bytes: jpeg }) },
    pixels: { get: async (id: string) => ({ id, blob }) },
  } as unknown as Db;
}

describe("whatever can be stored can be backed up and restored", () => {
  it.each<[string, object]>([
    ["a request id of another form", { request: { requestId: "job:1/2 é" } }],
    ["an address elsewhere", { request: { requestId: "a", statusUrl: "https://elsewhere.test/" } }],
    ["an endpoint of another form", { endpoint: "x y" }],
    ["a seed of 64 bits", { seed: "15860307465884635512" }],
    ["a prompt with half a letter", { prompt: "a cup \ud83d" }],
    ["a side of 0", { width: 0 }],
    [
      "more timings than anybody reads",
      { timings: Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`t${i}`, i])) },
    ],
  ])("%s", async (_name, changes) => {
    await fill(db);
    const odd = generationIn("done", changes);
    await db.generations.add(odd);
    const other = new Db(crypto.randomUUID());
    await restoreBackup(other, await readBackup(await makeBackup(db)));
    // The others come back in any case, and this one unless nothing of it can be shown.
    expect(await other.generations.count()).toBeGreaterThanOrEqual(2);
    const back = await other.generations.get(odd.id);
    if (back?.status === "done") expect(Object.keys(back.timings ?? {}).length).toBeLessThanOrEqual(20);
  });

  it("40,000 results", { timeout: 600_000 }, async () => {
    const results = Array.from({ length: 40_000 }, (_, i) => generationIn("done", { createdAt: i + 1 }));
    const { lists, picture } = await readBackup(await makeBackup(historyOf(results)));
    expect(lists.generations).toHaveLength(40_000);
    expect((await picture("pixels", results.at(-1)?.id ?? ""))?.size).toBe(jpeg.length);
  });

  it.each([65_534, 65_535, 65_536, 70_001])(
    "a zip of %i files is read by another program",
    { timeout: 120_000 },
    async (count) => {
      const files = Array.from({ length: count }, (_, i) => ({ name: `${i}`, input: "" }));
      const { entries } = await unzipRaw(await makeZip(files));
      expect(entries).toHaveLength(count);
      // Also one that was saved without its count.
      const saved = await downloadZip(files).blob();
      expect((await unzipRaw(await countEntries(saved))).entries).toHaveLength(count);
    },
  );
});

describe("a backup brings nothing but what it says", () => {
  it("files that lie within each other are refused before they are read", async () => {
    await fill(db);
    const bytes = new Uint8Array(await (await makeBackup(db)).arrayBuffer());
    const view = new DataView(bytes.buffer);
    // Every directory entry but the first now says that it is as large as the file.
    const from = view.getUint32(bytes.length - 6, true);
    for (let at = from, i = 0; view.getUint32(at, true) === 0x02014b50; i++) {
      if (i > 0) for (const field of [20, 24]) view.setUint32(at + field, bytes.length, true);
      at += 46 + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
    }
    const error = await readBackup(new Blob([bytes])).catch((thrown) => thrown);
    expect(toFailure(error)).toEqual({ code: "backup_damaged" });
  });

  it.each<[string, () => Promise<Uint8Array>]>([
    ["a PNG", () => sharp(jpeg).png().toBuffer()],
    [
      "a JPEG with a place in its EXIF",
      () =>
        sharp(jpeg)
          .withExif({ IFD3: { GPSLatitude: "6/1 12/1 0/1" } })
          .jpeg()
          .toBuffer(),
    ],
    [
      "a JPEG with more after its end",
      async () => Buffer.concat([jpeg, Buffer.from("6.2 S, 106.8 E\xff\xd9", "latin1")]),
    ],
    [
      "a JPEG with a comment in the middle",
      async () => Buffer.concat([jpeg.subarray(0, -2), Buffer.from([0xff, 0xfe, 0, 4, 65, 66, 0xff, 0xd9])]),
    ],
  ])("%s as a reference's pixels is made anew before it can be sent", async (_name, make) => {
    await fill(db);
    const [face] = await db.references.toArray();
    const odd = new Uint8Array(await make());
    const file = await repack(await makeBackup(db), (files) => files.set(`pixels/${face?.id}`, odd));
    const other = new Db(crypto.randomUUID());
    await restoreBackup(other, await readBackup(file), async () => prepared("made here"));
    expect(await (await other.pixels.get(face?.id ?? ""))?.blob.text()).toBe("made here");
    expect(await other.references.get(face?.id ?? "")).toMatchObject({ width: 912, height: 1136, bytes: 9 });
  });

  it("no flood of places, and of a log only so much as is read", async () => {
    const id = await fill(db);
    const places = Array.from({ length: 60_000 }, () => ({ referenceId: id, role: "face" }));
    const swollen = await repack(await makeBackup(db), withGeneration({ places, referenceIds: [id] }));
    expect(toFailure(await readBackup(swollen).catch((thrown) => thrown)).code).toBe("backup_damaged");
    const flood = await repack(await makeBackup(db), (files) => {
      const lines = Array.from({ length: 60_000 }, (_, at) => ({ generationId: id, at, text: "x" }));
      files.set("logs.json", json(lines));
    });
    expect((await readBackup(flood)).lists.logs).toHaveLength(1_000);
  });

  it("no wish to ask an address, whatever page it is said to be on", async () => {
    await fill(db);
    const receipt = {
      ...{ rung: "screen", source: "shop.test", pageUrl: "http://192.168.0.1/" },
      unread: [{ url: "http://192.168.0.1/admin", from: "img" }],
    };
    const file = await repack(await makeBackup(db), (files) => {
      const list = JSON.parse(new TextDecoder().decode(files.get("references.json")));
      list[0].receipt = { ...list[0].receipt, ...receipt };
      files.set("references.json", json(list));
    });
    const other = new Db(crypto.randomUUID());
    await restoreBackup(other, await readBackup(file));
    const [face] = await other.references.toArray();
    expect(face?.receipt).toMatchObject({ rung: "screen" });
    expect(face?.receipt).not.toHaveProperty("unread");
  });
});
