import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../../lib/domain/ledger";
import { csvHeader, csvLine } from "../../../lib/pricing/csv";

const entry: LedgerEntry = {
  generationId: "g",
  at: Date.UTC(2026, 10, 26, 9, 30),
  requestId: "764cabcf-b745-4b3e-ae38-1200304cf45b",
  endpoint: "fal-ai/flux/schnell",
  mode: "text-to-image",
  prompt: "a red chair",
  state: "charged",
  estimateUsd: 0.002359296,
  cautiousUsd: 0.002359296,
  units: 0.79,
  costUsd: 0.00237,
};

it("has PRODUCT's header", () =>
  expect(csvHeader).toBe("time,request_id,endpoint,prompt,product_name,sku,units,cost_usd,is_estimate\r\n"));

it("writes a request that fal told the cost of", () =>
  expect(csvLine(entry)).toBe(
    "2026-11-26T09:30:00.000Z,764cabcf-b745-4b3e-ae38-1200304cf45b,fal-ai/flux/schnell,a red chair,,,0.79,0.00237,false\r\n",
  ));

it("writes an estimate as one, a free one as 0, and an unknown price as nothing", () => {
  const { units: _, costUsd: __, ...open } = entry;
  expect(csvLine({ ...open, state: "unknown" })).toMatch(/,,0\.002359296,true\r\n$/);
  expect(csvLine({ ...open, state: "free", units: 0, costUsd: 0 })).toMatch(/,0,0,false\r\n$/);
  const { estimateUsd: ___, ...unpriced } = open;
  expect(csvLine({ ...unpriced, units: 1.5, state: "charged" })).toMatch(/,1\.5,,true\r\n$/);
});

it("leaves out what fal is not known to have accepted", () => {
  const { requestId: _, ...never } = entry;
  expect(csvLine(never)).toBe("");
});

it("has no exponents, and copes with a time outside the calendar", () => {
  expect(csvLine({ ...entry, costUsd: 0.0000001 })).toContain(",0.0000001,false");
  expect(csvLine({ ...entry, at: Number.NaN })).toMatch(/^,764/);
});

/** A reader that parts cells as a spreadsheet does, by any separator. */
function cellsOf(line: string, separator: string): string[] {
  const cells = [""];
  let quoted = false;
  for (const [i, char] of [...line].entries()) {
    if (char === '"' && (quoted || line[i - 1] === separator || i === 0 || cells.at(-1) === ""))
      quoted = !quoted;
    else if (!quoted && (char === separator || char === "\r" || char === "\n")) cells.push("");
    else cells[cells.length - 1] += char;
  }
  return cells;
}

describe.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  " =1+1",
  '"=1+1',
  "＝1+1",
  "a;=1+1",
  "a; =1+1",
  "a\n=1+1",
  "a\t=1+1",
  "a|=1+1",
  'a";=1+1',
  '=HYPERLINK("http://evil","x")',
])("a prompt %j", (prompt) => {
  it.each([",", ";", "\t", "|"])("is no formula in a program that parts cells by %j", (separator) => {
    for (const field of ["prompt", "productName", "sku", "requestId", "endpoint"] as const)
      for (const cell of cellsOf(csvLine({ ...entry, [field]: prompt }), separator))
        expect(cell.trim()).not.toMatch(/^"*\s*[=+@＝-]/);
  });
});

it("quotes commas, quotes and line breaks, and changes nothing else", () => {
  expect(csvLine({ ...entry, prompt: 'a "red", wide\nchair, 3-legged = good' })).toContain(
    ',"a ""red"", wide\nchair, 3-legged = good",',
  );
});
