import { describe, expect, it } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import {
  amountOf,
  costOfGeneration,
  entriesAfter,
  type LedgerEntry,
  openEntry,
} from "../../../lib/domain/ledger";
import type { FailureCode } from "../../../lib/failure/failure";

const common: Omit<Extract<Generation, { status: "queued" }>, "status"> = {
  id: "g",
  batchId: "b",
  number: 1,
  batchSize: 1,
  createdAt: 1000,
  prompt: "a red chair",
  mode: "image-to-image",
  endpoint: "e",
  places: [],
  referenceIds: [],
  favourite: false,
};
const request = { requestId: "r1" };
const sent = { submittedAt: 2000 };
const remote = { url: "https://v3.fal.media/x.png" };
const cost = { units: 1.05, usd: 0.03675 };

const queued: Generation = { ...common, status: "queued" };
const submitting: Generation = { ...common, ...sent, status: "submitting" };
const running: Generation = { ...common, ...sent, status: "running", request, phase: "in-queue" };
const saving: Generation = { ...common, ...sent, status: "saving", request, remote };
const failed = (code: FailureCode, more: object = {}): Generation =>
  ({ ...common, status: "failed", finishedAt: 9, failure: { code }, ...more }) as Generation;
const cancelled: Generation = { ...common, status: "cancelled", finishedAt: 9 };

const asked = openEntry(queued, 1000, { estimateUsd: 0.0367, cautiousUsd: 0.0367 });
const accepted: LedgerEntry = { ...asked, at: 2000, requestId: "r1" };
const charged: LedgerEntry = { ...accepted, state: "charged", units: 1.05, costUsd: 0.03675 };
const unknown: LedgerEntry = { ...asked, at: 2000, state: "unknown" };
const free: LedgerEntry = { ...accepted, state: "free", units: 0, costUsd: 0 };

describe("an entry after its generation's move", () => {
  it.each<[string, LedgerEntry, Generation, LedgerEntry[]]>([
    ["is sent", asked, submitting, [{ ...asked, at: 2000 }]],
    ["is sent elsewhere", asked, { ...submitting, endpoint: "f" }, [{ ...asked, at: 2000, endpoint: "f" }]],
    ["waits again", { ...asked, at: 2000 }, queued, [{ ...asked, at: 2000 }]],
    ["is accepted", { ...asked, at: 2000 }, running, [accepted]],
    ["is made, with units", accepted, { ...saving, cost }, [charged]],
    ["is made, without", accepted, saving, [{ ...accepted, state: "charged" }]],
    [
      "units without a price",
      accepted,
      { ...saving, cost: { units: 2 } },
      [{ ...accepted, state: "charged", units: 2 }],
    ],
    ["was never accepted", asked, failed("key_refused"), []],
    ["refused at once with a 422", asked, failed("request_refused"), [{ ...asked, state: "unknown" }]],
    ["was never sent", asked, failed("reference_lost"), []],
    ["was cancelled unsent", asked, cancelled, []],
    ["may have been accepted: the worker died", { ...asked, at: 2000 }, failed("interrupted"), [unknown]],
    ["may have been accepted: no answer", { ...asked, at: 2000 }, failed("submit_unanswered"), [unknown]],
    ["fal's own fault", accepted, failed("fal_down"), [free]],
    ["fal's own fault, told by the status", accepted, failed("fal_failed"), [free]],
    ["a 422", accepted, failed("request_refused"), [{ ...accepted, state: "unknown" }]],
    ["refused content", accepted, failed("content_refused"), [{ ...accepted, state: "unknown" }]],
    ["fal has forgotten it", accepted, failed("request_lost"), [{ ...accepted, state: "unknown" }]],
    ["blocked, with units", accepted, { ...failed("blocked"), cost }, [charged]],
    ["blocked, without", accepted, failed("blocked"), [{ ...accepted, state: "unknown" }]],
    ["made, and then the disk was full", charged, failed("storage_full"), [charged]],
    ["cancelled at fal", accepted, cancelled, [free]],
    ["looked at again after fal's fault", free, running, [accepted]],
    ["looked at again after it was made", charged, running, [charged]],
    ["downloaded again", charged, { ...saving, cost }, [charged]],
    ["found at last", unknown, running, [accepted]],
    [
      "Retry pays: the old one stays",
      { ...accepted, state: "unknown" },
      queued,
      [{ ...accepted, state: "unknown" }],
    ],
    [
      "accepted for an endpoint that is missing: free, and one more attempt",
      accepted,
      { ...queued, endpoint: "f" },
      [free, { ...asked, at: 2000, endpoint: "f" }],
    ],
  ])("%s", (_, entry, generation, after) => expect(entriesAfter(entry, generation)).toEqual(after));
});

it("names the products that are sent, and only these", () => {
  const face = { referenceId: "f", role: "face" } as const;
  const product = (position: number) =>
    ({
      referenceId: `p${position}`,
      role: "product",
      position,
      name: `Chair ${position}`,
      sku: `C-${position}`,
    }) as const;
  const places = [face, product(1), product(2)];
  const estimate = { cautiousUsd: 0 };
  const combined: Generation = { ...queued, mode: "multi-reference", places };
  expect(openEntry(combined, 1, estimate)).toMatchObject({
    productName: "Chair 1, Chair 2",
    sku: "C-1, C-2",
  });
  expect(openEntry({ ...queued, places }, 1, estimate)).not.toHaveProperty("productName");
  expect(openEntry({ ...queued, places, chosen: "p2" }, 1, estimate)).toMatchObject({
    productName: "Chair 2",
    sku: "C-2",
  });
});

describe("what a generation's own request came to", () => {
  const priced = { estimateUsd: 0.0367 };
  it.each<[string, Generation, object | undefined]>([
    [
      "exact",
      { ...saving, ...priced, cost },
      { usd: 0.03675, units: 1.05, isEstimate: false, isUnknown: false },
    ],
    ["estimated", { ...saving, ...priced }, { usd: 0.0367, isEstimate: true, isUnknown: false }],
    ["units without a price", { ...saving, cost: { units: 2 } }, { units: 2, isUnknown: false }],
    [
      "fal's own fault",
      failed("fal_down", { ...priced, request }),
      { usd: 0, units: 0, isEstimate: false, isUnknown: false },
    ],
    [
      "a 422",
      failed("request_refused", { ...priced, request }),
      { usd: 0.0367, isEstimate: true, isUnknown: true },
    ],
    ["fate unknown", failed("interrupted", priced), { usd: 0.0367, isEstimate: true, isUnknown: true }],
    ["no trace at fal", failed("interrupted_untraced", priced), undefined],
    ["never accepted", failed("key_refused", priced), undefined],
    ["under way", { ...running, ...priced }, undefined],
    ["made by an older Refshot", saving, undefined],
  ])("%s", (_, generation, charge) => expect(costOfGeneration(generation)).toEqual(charge));
});

it("counts its cost, else its estimate, else nothing that could be shown", () => {
  expect(amountOf(charged)).toEqual({ usd: 0.03675, isEstimate: false });
  expect(amountOf(accepted)).toEqual({ usd: 0.0367, isEstimate: true });
  expect(amountOf(free)).toEqual({ usd: 0, isEstimate: false });
  const { estimateUsd: _, ...unpriced } = accepted;
  expect(amountOf(unpriced)).toBeUndefined();
});
