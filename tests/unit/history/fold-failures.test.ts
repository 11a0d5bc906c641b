import { describe, expect, it } from "vitest";
import { packFlags } from "../../../lib/history/filter";
import { foldFailures } from "../../../lib/history/fold-failures";
import { generationIn } from "../support/records";

/** One letter a result of a batch: done, open, cancelled, and two ways to fail. */
const kinds = {
  d: generationIn("done"),
  o: generationIn("running"),
  c: generationIn("cancelled"),
  n: generationIn("failed", { failure: { code: "account_locked" } }),
  b: generationIn("failed", { failure: { code: "blocked" } }),
};

/** What the list shows of batches like `dnn`, as the letters of its rows; a fold as `3n`. */
function shown(batches: string[], unfolded: number[] = []): string {
  const letters = batches.join("") as string;
  const data = {
    batches: batches.flatMap((batch, at) => Array<number>(batch.length).fill(at)),
    facts: [...letters].map((letter) => packFlags(kinds[letter as keyof typeof kinds])),
  };
  const { view, folds } = foldFailures(
    data,
    [...letters].map((_, at) => at),
    new Set(unfolded),
  );
  const row = (at: number) => {
    const fold = folds.get(at);
    return `${fold ? `${fold.members.length}${fold.open ? "(" : ""}` : ""}${letters[at]}`;
  };
  return view.map(row).join(" ");
}

describe("like failures of a batch are one row", () => {
  it.each([
    [["nnnnnnnn"], "8n"],
    [["d", "n", "n"], "d n n"],
    [["ndn", "nn"], "d 2n 2n"],
    [["nbnb"], "2n 2b"],
    [["nbc"], "n b c"],
    [["non"], "n o n"],
    [["cccc", "dddd"], "c c c c d d d d"],
    [[], ""],
  ])("%j: %s", (batches, rows) => expect(shown(batches)).toBe(rows));

  it("until they are shown one by one", () => {
    expect(shown(["ndn", "nn"], [0])).toBe("2(n d n 2n");
  });
});
