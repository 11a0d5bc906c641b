import { expect, it } from "vitest";
import { panned, wholeView, zoomed } from "../../../lib/image/zoom-view";

it.each([
  ["nearer, at the middle", zoomed(wholeView, 2), { scale: 2, x: 0, y: 0 }],
  ["a corner stays a corner", zoomed(wholeView, 2, { x: 0.5, y: -0.5 }), { scale: 2, x: -0.5, y: 0.5 }],
  ["never nearer than 8", zoomed({ scale: 8, x: 1, y: 1 }, 2), { scale: 8, x: 1, y: 1 }],
  ["never farther than the whole", zoomed({ scale: 2, x: 0.5, y: 0.5 }, 0.1), wholeView],
  [
    "moves to its edge and no farther",
    panned({ scale: 2, x: 0, y: 0 }, 3, -0.25),
    { scale: 2, x: 0.5, y: -0.25 },
  ],
  ["a whole picture stays where it is", panned(wholeView, 0.3, 0.3), wholeView],
])("%s", (_, view, expected) => expect(view).toEqual(expected));
