import { describe, expect, it } from "vitest";
import type { Review } from "../../../lib/domain/generation";
import { countReviews, nextToReview, orderForReview } from "../../../lib/shoot/review";

const product = (id: string) => ({ id, referenceId: `r-${id}` });
const look = (id: string) => ({ id, name: id, prompt: "p", combine: false, images: 2 });
const shoot = { products: [product("p1"), product("p2")], looks: [look("a"), look("b")] };
const made = (id: string, cell: string, createdAt: number) => ({ id, cell, createdAt });

describe("the order of the review", () => {
  it("is the matrix's, whatever was made first", () => {
    const pictures = [
      made("3", "p2:a", 1),
      made("2", "p1:b", 2),
      made("1b", "p1:a", 4),
      made("1a", "p1:a", 3),
    ];
    const order = orderForReview(shoot, pictures);
    expect(order.map(({ id }) => id)).toEqual(["1a", "1b", "2", "3"]);
    expect(order.map(({ place }) => [place.row, place.look.name])).toEqual([
      [0, "a"],
      [0, "a"],
      [0, "b"],
      [1, "a"],
    ]);
  });

  it("leaves out what has no cell any more", () => {
    expect(orderForReview(shoot, [made("1", "gone:a", 1), made("2", "p1:gone", 2)])).toEqual([]);
  });
});

const row = (...reviews: (Review | undefined)[]) => reviews.map((review, at) => ({ id: `${at}`, review }));
const [yes, no] = ["accepted", "rejected"] as const;

describe("the next picture", () => {
  it.each<[string, ReturnType<typeof row>, string | undefined, string | undefined]>([
    ["the first, at the beginning", row(undefined, undefined), undefined, "0"],
    ["the first without a word", row(yes, no, undefined), undefined, "2"],
    ["the one after", row(undefined, undefined, undefined), "0", "1"],
    ["over those that have a word", row(yes, no, yes, undefined), "0", "3"],
    ["from the beginning after the last", row(undefined, yes, undefined), "2", "0"],
    ["none where only this one is left", row(yes, undefined, no), "1", undefined],
    ["none where all have a word", row(yes, no), "0", undefined],
    ["the first, after one that is gone", row(undefined, yes), "9", "0"],
    ["none of none", row(), undefined, undefined],
  ])("%s", (_name, pictures, from, expected) => {
    expect(nextToReview(pictures, from)?.id).toBe(expected);
  });
});

it.each<[ReturnType<typeof row>, ReturnType<typeof countReviews>]>([
  [row(), { all: 0, accepted: 0, rejected: 0, left: 0 }],
  [row(yes, no, undefined, yes), { all: 4, accepted: 2, rejected: 1, left: 1 }],
])("%j are %j", (pictures, counts) => expect(countReviews(pictures)).toEqual(counts));
