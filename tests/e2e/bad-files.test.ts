import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp, deleteEverything, openOptions, restore } from "./backup-steps.ts";
import { backupOf, filesOf, type OddFile, withGeneration, zipOf } from "./odd-zip.ts";
import { generate, openStage, photo, results, type Stage, waitForPictures } from "./stage.ts";
import { readTables, type Tables } from "./tables.ts";

const damaged =
  "This backup is damaged or was changed. Choose another copy of it. Nothing was taken from it.";
const foreign =
  "This file is not a Refshot backup. Choose the zip that “Back up to a file” saved. Nothing was changed.";
const newer = "This backup is from a newer Refshot. Update Refshot, then restore it. Nothing was changed.";

let stage: Stage;
let options: Page;
let backup: Buffer;
let files: OddFile[];
let before: Tables;
let asked: number;
const dialogs: string[] = [];

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it("a backup to begin with", async () => {
  await generate(stage.popup, "A lamp on a desk");
  await waitForPictures(stage.panel, "A lamp on a desk");
  options = await openOptions(stage.browser);
  stage.panel.on("dialog", (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
  backup = await backUp(options);
  files = await filesOf(backup);
  // Another history than the backup's: so that everything in the file would be new here.
  await deleteEverything(options);
  await generate(stage.popup, "What is there");
  await waitForPictures(stage.panel, "What is there");
  await options.bringToFront();
  before = await readTables(options);
  asked = stage.sandbox.record.length;
});

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
const swap = (name: string, bytes: Buffer) =>
  files.map((file) => (file.name === name ? { name, bytes } : file));
const more = (...added: OddFile[]) => backupOf([...files, ...added]);
const jpeg = readFileSync(photo("face"));
const request = { requestId: "request-1" };
const open = { status: "running", submittedAt: 5, request, phase: "in-queue" };
const failed = { status: "failed", finishedAt: 5, failure: { code: "fal_down" } };
const place = (name: string) => files.find((file) => file.name.startsWith(name))!.name;

const bad: [string, () => Buffer, string][] = [
  ["a picture", () => jpeg, foreign],
  ["nothing", () => Buffer.alloc(0), foreign],
  ["another zip", () => zipOf([{ name: "holiday.jpg", bytes: jpeg }]), foreign],
  ["cut in the middle", () => backup.subarray(0, backup.length / 2), damaged],
  ["cut at its last byte", () => backup.subarray(0, -1), damaged],
  [
    "newer",
    () =>
      backupOf(swap("refshot-backup.json", bytesOf({ format: "refshot-backup", version: 99, createdAt: 1 }))),
    newer,
  ],
  [
    "a byte changed",
    () =>
      zipOf([...swap("prompts.json", Buffer.from("[ ]")), { name: "checksums.json", bytes: bytesOf({}) }]),
    damaged,
  ],
  ["a path out of the folder", () => more({ name: "../../../.config/autostart/evil", bytes: jpeg }), damaged],
  ["a path of Windows", () => more({ name: "..\\..\\evil.exe", bytes: jpeg }), damaged],
  ["an endless name", () => more({ name: `pixels/${"a".repeat(65_000)}`, bytes: jpeg }), damaged],
  ["the same name twice", () => more(files.find(({ name }) => name.startsWith("pixels/"))!), damaged],
  [
    "packed a thousandfold",
    () =>
      backupOf(
        swap("logs.json", Buffer.alloc(0)).map((file) =>
          file.name === "logs.json"
            ? { ...file, bytes: Buffer.alloc(200_000_000, " "), deflated: true }
            : file,
        ),
      ),
    damaged,
  ],
  [
    "a size that is a lie",
    () =>
      backupOf(
        files.map((file) => (file.name === place("pixels/") ? { ...file, claims: 30_000_000 } : file)),
      ),
    damaged,
  ],
  [
    "a size beyond all bounds",
    () =>
      backupOf(
        files.map((file) => (file.name === place("pixels/") ? { ...file, claims: 0xfffffff0 } : file)),
      ),
    damaged,
  ],
  [
    "a picture that is a page",
    () => backupOf(swap(place("pixels/"), Buffer.from("<svg onload=alert(1)>"))),
    damaged,
  ],
  ["an unknown status", () => backupOf(withGeneration(files, { status: "paid" })), damaged],
  ["one under way", () => backupOf(withGeneration(files, open)), damaged],
  ["one to be sent", () => backupOf(withGeneration(files, { status: "queued" })), damaged],
  [
    "one being sent",
    () => backupOf(withGeneration(files, { status: "submitting", submittedAt: 5 })),
    damaged,
  ],
  [
    "one to be downloaded",
    () =>
      backupOf(
        withGeneration(files, { ...open, status: "saving", remote: { url: "https://evil.example/a.jpg" } }),
      ),
    damaged,
  ],
  [
    "an answer from elsewhere",
    () =>
      backupOf(
        withGeneration(files, {
          ...failed,
          request: { ...request, statusUrl: "https://evil.example/status" },
        }),
      ),
    damaged,
  ],
  [
    "a request id that is a path",
    () => backupOf(withGeneration(files, { ...failed, request: { requestId: "../../../users/me" } })),
    damaged,
  ],
  [
    "another model to fall back on",
    () => backupOf(withGeneration(files, { ...failed, request, fallback: "fal-ai/veo3" })),
    damaged,
  ],
  [
    "a prompt beyond all bounds",
    () => backupOf(withGeneration(files, { prompt: "x".repeat(200_001) })),
    damaged,
  ],
];

describe("a bad backup: a sentence, and what is there stays", () => {
  it.each(bad)("%s", async (_, make, sentence) => {
    expect(await restore(options, make())).toBe(sentence);
    expect(await readTables(options)).toEqual(before);
    expect(stage.sandbox.record.length).toBe(asked);
  });
});

describe("script in a good backup", () => {
  const script = `<img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}}\u202e javascript:alert(3)`;

  it("is words and nothing else, and nothing is asked of fal", async () => {
    const changed = withGeneration(files, { prompt: script, note: script, favourite: true, evil: "<b>" });
    expect(await restore(options, backupOf(changed))).toBe(
      "Results added: 1. Already here and left as they are: 0.",
    );
    const { panel, sandbox } = stage;
    await panel.bringToFront();
    const item = results(panel).filter({ hasText: "<script>alert(2)</script>" });
    await item.getByRole("img").waitFor();
    await item.getByRole("button", { name: "Details" }).click();
    await panel.getByText(script).first().waitFor();
    expect(await panel.locator("script:not([src]), img[src='x']").count()).toBe(0);
    await panel.getByRole("button", { name: "Back" }).click();
    const { generations = [] } = await readTables(options);
    expect(generations).toHaveLength(2);
    expect(generations.every((one) => !("evil" in one))).toBe(true);
    expect(dialogs).toEqual([]);
    expect(sandbox.record.length).toBe(asked);
  });

  it("a failed one asks nothing until its Retry is pressed", async () => {
    await options.bringToFront();
    await deleteEverything(options);
    await restore(
      options,
      backupOf(withGeneration(files, { ...failed, request }).filter(({ name }) => !name.includes("/"))),
    );
    await stage.panel.bringToFront();
    // The two of before are gone, and this one is there.
    await expect.poll(() => results(stage.panel).count()).toBe(1);
    await results(stage.panel).getByRole("button", { name: "Details" }).waitFor();
    await stage.browser.worker.evaluate(() => chrome.runtime.getPlatformInfo());
    expect(stage.sandbox.record.length).toBe(asked);
  });
});
