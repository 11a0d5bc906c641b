import { describe, expect, it } from "vitest";
import { type History, type LostSubmit, matchLost } from "../../../lib/pricing/match-lost";
import type { HistoryItem } from "../../../lib/pricing/request-history";

const endpoint = "fal-ai/flux-lora/image-to-image";
const at = Date.UTC(2026, 10, 26, 12);
const minute = 60_000;
/** Two JPEGs that begin alike, as all of one program do. */
const face = `data:image/jpeg;base64,${"A".repeat(3000)}face${"B".repeat(3000)}`;
const shoe = `data:image/jpeg;base64,${"A".repeat(3000)}shoe${"B".repeat(3000)}`;

const body = (change: Record<string, unknown> = {}) => ({
  prompt: "a red chair",
  image_url: face,
  num_inference_steps: 7,
  guidance_scale: 3.5,
  strength: 0.65,
  ...change,
});
const lost = (generationId: string, change: Partial<LostSubmit> = {}): LostSubmit => ({
  generationId,
  submittedAt: at,
  body: body(),
  ...change,
});
const item = (requestId: string, change: Partial<HistoryItem> = {}): HistoryItem => ({
  requestId,
  endpoint,
  sentAt: at + 200,
  input: body(),
  ...change,
});
const history = (items: HistoryItem[], change: Partial<History> = {}): History => ({
  endpoint,
  items,
  isWhole: true,
  ...change,
});
const whole = (...items: HistoryItem[]) => history(items);

/** What became of each: an id of fal's, or why not. */
function outcome(submits: LostSubmit[], of: History, taken: string[] = []): Record<string, string> {
  const findings = matchLost(submits, of, new Set(taken));
  return Object.fromEntries(
    [...findings].map(([id, finding]) => [id, finding.kind === "found" ? finding.requestId : finding.kind]),
  );
}

describe("one lost submit", () => {
  it.each<[string, History, string]>([
    ["is found by prompt, numbers and picture", whole(item("r1")), "r1"],
    ["is absent from an empty history", whole(), "absent"],
    ["is not another prompt's", whole(item("r1", { input: body({ prompt: "a red chair " }) })), "absent"],
    ["is not another number's", whole(item("r1", { input: body({ num_inference_steps: 28 }) })), "absent"],
    ["is not another strength's", whole(item("r1", { input: body({ strength: 0.7 }) })), "absent"],
    ["is not another picture's", whole(item("r1", { input: body({ image_url: shoe }) })), "absent"],
    ["is not another endpoint's", whole(item("r1", { endpoint: "fal-ai/flux/schnell" })), "absent"],
    ["is not of several pictures", whole(item("r1", { input: body({ num_images: 4 }) })), "absent"],
    [
      "is not one with a mask",
      whole(item("r1", { input: body({ mask_url: "https://x.test/m.png" }) })),
      "absent",
    ],
    [
      "may be one with fal's defaults filled in",
      whole(item("r1", { input: body({ seed: 4, sync_mode: false }) })),
      "r1",
    ],
    [
      "may be one with fal's defaults empty",
      whole(item("r1", { input: body({ num_images: 1, loras: [] }) })),
      "r1",
    ],
    ["is the nearest of equal ones", whole(item("far", { sentAt: at - 9 * minute }), item("near")), "near"],
  ])("%s", (_, of, id) => expect(outcome([lost("g")], of)).toEqual({ g: id }));
});

describe("clocks", () => {
  it.each<[string, number, number | undefined, string]>([
    ["fal's is 14 minutes ahead", 14 * minute, undefined, "r1"],
    ["fal's is 14 minutes behind", -14 * minute, undefined, "r1"],
    ["an hour ahead, and the answer does not tell", 60 * minute, undefined, "absent"],
    ["an hour ahead, as the answer tells", 60 * minute, 60 * minute, "r1"],
    ["years behind, as the answer tells", -9e10, -9e10 + 3 * minute, "r1"],
    ["ours was wrong only when the answer came", 200, 60 * minute, "r1"],
  ])("%s", (_, off, clockOffset, id) =>
    expect(outcome([lost("g")], history([item("r1", { sentAt: at + off })], { clockOffset }))).toEqual({
      g: id,
    }),
  );
});

describe("equal submits of one batch", () => {
  const batch = [lost("g1"), lost("g2", { submittedAt: at + 5 }), lost("g3", { submittedAt: at + 9 })];

  it("each get an id of their own", () => {
    const found = outcome(batch, whole(item("r3"), item("r1"), item("r2")));
    expect(Object.values(found).sort()).toEqual(["r1", "r2", "r3"]);
  });

  it("two were accepted: one is absent, and no id is given twice", () => {
    const found = Object.values(outcome(batch, whole(item("r1"), item("r2"))));
    expect(found.sort()).toEqual(["absent", "r1", "r2"]);
  });

  it("what is taken is left out", () =>
    expect(outcome([lost("g1")], whole(item("r1"), item("r2")), ["r1"])).toEqual({ g1: "r2" }));

  it("all are taken", () =>
    expect(outcome([lost("g1")], whole(item("r1"), item("r2")), ["r1", "r2"])).toEqual({ g1: "absent" }));

  it("a request that only one of them can be is not given to the other", () => {
    const late = lost("late", { submittedAt: at + 20 * minute });
    const early = lost("early", { submittedAt: at });
    // Both could be the one in between; only the early one could be the first.
    const items = [
      item("between", { sentAt: at + 10 * minute }),
      item("first", { sentAt: at - 10 * minute }),
    ];
    expect(outcome([early, late], whole(...items))).toEqual({ early: "first", late: "between" });
  });

  it("300 of them", () => {
    const many = Array.from({ length: 300 }, (_, i) => lost(`g${i}`, { submittedAt: at + i * 1000 }));
    const items = Array.from({ length: 300 }, (_, i) => item(`request-${i}`, { sentAt: at + i * 1000 + 90 }));
    const found = Object.values(outcome(many, whole(...items.reverse())));
    expect(new Set(found).size).toBe(300);
    expect(found).not.toContain("absent");
  });
});

const hidden: [string, unknown][] = [
  ["an address of fal's", "https://v3.fal.media/files/x/face.jpeg"],
  ["cut off", face.slice(0, 2000)],
  ["cut off with a word about it", `${face.slice(0, 200)}... (truncated)`],
  ["a word", "[image]"],
  ["null", null],
  ["missing", undefined],
  ["an object", { file: "x" }],
];

describe.each(hidden)("a picture that comes back as %s", (_, image_url) => {
  const input = body({ image_url });
  it("is found where there is only one", () =>
    expect(outcome([lost("g")], whole(item("r1", { input })))).toEqual({ g: "r1" }));

  it("equal submits each get one", () => {
    const found = outcome([lost("g1"), lost("g2")], whole(item("r1", { input }), item("r2", { input })));
    expect(Object.values(found).sort()).toEqual(["r1", "r2"]);
  });

  it("more requests than submits: another program's may be among them", () =>
    expect(outcome([lost("g")], whole(item("r1", { input }), item("r2", { input })))).toEqual({
      g: "doubtful",
    }));

  it("submits of different pictures and one prompt are not told apart", () => {
    const other = lost("shoe", { body: body({ image_url: shoe }) });
    const found = outcome([lost("face"), other], whole(item("r1", { input }), item("r2", { input })));
    expect(found).toEqual({ face: "doubtful", shoe: "doubtful" });
  });

  it("is not believed before the whole history is read", () =>
    expect(outcome([lost("g")], history([item("r1", { input })], { isWhole: false }))).toEqual({
      g: "doubtful",
    }));

  it("a visible one goes first, and leaves the hidden one to the other", () => {
    const other = lost("shoe", { body: body({ image_url: shoe }) });
    const seen = item("r2", { input: body({ image_url: shoe }) });
    expect(outcome([lost("face"), other], whole(item("r1", { input }), seen))).toEqual({
      face: "r1",
      shoe: "r2",
    });
  });
});

it("a picture cut after its half is told apart", () => {
  const cut = (picture: string) => `${picture.slice(0, 4000)}…`;
  const items = [
    item("r1", { input: body({ image_url: cut(shoe) }) }),
    item("r2", { input: body({ image_url: cut(face) }) }),
  ];
  const other = lost("shoe", { body: body({ image_url: shoe }) });
  expect(outcome([lost("face"), other], whole(...items))).toEqual({ face: "r2", shoe: "r1" });
});

describe("payloads that fal does not keep", () => {
  const bare = (id: string, change: Partial<HistoryItem> = {}) => item(id, { input: undefined, ...change });
  it("leave it in doubt", () => expect(outcome([lost("g")], whole(bare("r1")))).toEqual({ g: "doubtful" }));
  it("but not when they are of another time", () =>
    expect(outcome([lost("g")], whole(bare("r1", { sentAt: at - 60 * minute })))).toEqual({ g: "absent" }));
  it("nor when they belong to others", () =>
    expect(outcome([lost("g")], whole(bare("r1")), ["r1"])).toEqual({ g: "absent" }));
  it("nor when it is found beside them", () =>
    expect(outcome([lost("g")], whole(bare("r1"), item("r2")))).toEqual({ g: "r2" }));
});

describe("a history that was not read to its end", () => {
  it("has found what it has found", () =>
    expect(outcome([lost("g")], history([item("r1")], { isWhole: false }))).toEqual({ g: "r1" }));
  it("says nothing of what it has not", () =>
    expect(outcome([lost("g")], history([], { isWhole: false }))).toEqual({ g: "doubtful" }));
});

it("an item that is told twice is one", () =>
  expect(Object.values(outcome([lost("g1"), lost("g2")], whole(item("r1"), item("r1")))).sort()).toEqual([
    "absent",
    "r1",
  ]));

describe("Combine", () => {
  const pictures = (image_urls: unknown) => ({
    ...body({ image_url: undefined, strength: undefined }),
    image_urls,
    image_size: { width: 1024, height: 1024 },
  });
  const sent = lost("g", { body: pictures([face, shoe]) });
  it.each<[string, Record<string, unknown>, string]>([
    ["the same pictures", pictures([face, shoe]), "r1"],
    [
      "the keys of a size in another order",
      { ...pictures([face, shoe]), image_size: { height: 1024, width: 1024 } },
      "r1",
    ],
    ["another order of pictures", pictures([shoe, face]), "absent"],
    ["one picture less", pictures([face]), "absent"],
    ["another size", { ...pictures([face, shoe]), image_size: { width: 1024, height: 1040 } }, "absent"],
    ["pictures as addresses", pictures(["https://v3.fal.media/a", "https://v3.fal.media/b"]), "r1"],
    ["pictures left out", pictures(undefined), "r1"],
  ])("%s", (_, input, id) => expect(outcome([sent], whole(item("r1", { input })))).toEqual({ g: id }));
});

it("text-to-image has no picture to compare, and takes no request that has one", () => {
  const text = { prompt: "a red chair", num_inference_steps: 7, guidance_scale: 3.5 };
  const sent = lost("g", { body: text });
  expect(outcome([sent], whole(item("r1", { input: text })))).toEqual({ g: "r1" });
  expect(outcome([sent], whole(item("r1", { input: { ...text, image_url: face } })))).toEqual({
    g: "absent",
  });
});
