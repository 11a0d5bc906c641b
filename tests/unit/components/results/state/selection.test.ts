import { expect, it } from "vitest";
import {
  extended,
  nothingSelected,
  selectAll,
  toggled,
  without,
} from "../../../../../components/results/state/selection";

const all = [..."123456789"];
const order = {
  placeOf: (id: string) => all.indexOf(id),
  idsAt: (place: number) => all.slice(place, place + 1),
};
const ids = (choice: { ids: ReadonlySet<string> }) => [...choice.ids].sort().join("");

it("a range by keyboard grows and shrinks with its end", () => {
  let choice = toggled(nothingSelected, "1");
  for (const [start, to] of ["12", "23", "34", "45", "54", "43"])
    choice = extended(choice, order, to as string, start);
  expect(ids(choice)).toBe("123");
});

it("Shift and a press replace the range from the same anchor, and leave what was chosen before", () => {
  const begun = toggled(toggled(nothingSelected, "9"), "5");
  const longer = extended(begun, order, "7");
  expect(ids(longer)).toBe("5679");
  expect(ids(extended(longer, order, "3"))).toBe("3459");
});

it("where the focus has gone elsewhere a new range begins", () => {
  const choice = extended(toggled(nothingSelected, "1"), order, "3");
  expect(ids(extended(choice, order, "8", "7"))).toBe("12378");
});

it("without anchor in the view it is one more", () => {
  expect(ids(extended(toggled(nothingSelected, "x"), order, "4"))).toBe("4x");
});

it("those that are gone leave it", () => {
  const choice = selectAll(["1", "2", "3"]);
  expect(ids(without(choice, (id) => id !== "2"))).toBe("13");
  expect(without(choice, () => true)).toBe(choice);
});

it("a row that stands for several is chosen and let go as a whole", () => {
  const rows = [["1"], ["2", "3", "4"], ["5"]];
  const folded = {
    placeOf: (id: string) => rows.findIndex((row) => row.includes(id)),
    idsAt: (place: number) => rows[place] ?? [],
  };
  const choice = toggled(nothingSelected, "2", ["2", "3", "4"]);
  expect(ids(choice)).toBe("234");
  expect(ids(toggled(choice, "2", ["2", "3", "4"]))).toBe("");
  expect(ids(extended(toggled(nothingSelected, "1"), folded, "5"))).toBe("12345");
});
