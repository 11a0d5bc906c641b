import { expect, it } from "vitest";
import { placeAfter } from "../../../../../components/shoot/matrix/matrix-keys";

const reach = { lastRow: 200, lastColumn: 12, page: 6 };
const press = (key: string, held: object = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

it.each<[string, object, [number, number], [number, number] | undefined]>([
  ["ArrowRight", {}, [3, 4], [3, 5]],
  ["ArrowLeft", {}, [3, 1], [3, 0]],
  ["ArrowLeft", {}, [3, 0], [3, 0]],
  ["ArrowUp", {}, [1, 4], [0, 4]],
  ["ArrowUp", {}, [0, 4], [0, 4]],
  ["ArrowDown", {}, [200, 4], [200, 4]],
  ["PageDown", {}, [3, 4], [9, 4]],
  ["PageDown", {}, [198, 4], [200, 4]],
  ["PageUp", {}, [3, 4], [0, 4]],
  ["Home", {}, [3, 4], [3, 0]],
  ["End", {}, [3, 4], [3, 12]],
  ["Home", { ctrlKey: true }, [3, 4], [0, 0]],
  ["End", { metaKey: true }, [3, 4], [200, 12]],
  ["ArrowDown", { ctrlKey: true }, [3, 4], undefined],
  ["ArrowDown", { altKey: true }, [3, 4], undefined],
  [" ", {}, [3, 4], undefined],
  ["Enter", {}, [3, 4], undefined],
])("%s %j leads from %j to %j", (key, held, [row, column], to) => {
  const place = placeAfter({ row, column }, press(key, held), reach);
  expect(place && [place.row, place.column]).toEqual(to);
});
