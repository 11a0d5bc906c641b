import type { Review } from "../domain/generation";
import { type Cell, cellsOf } from "./cells";
import type { Shoot } from "./shoot";

/** A finished picture of a shoot, as the review counts and orders it. */
export interface MadePicture {
  id: string;
  /** The key of its cell. */
  cell: string;
  /** ms since 1970. */
  createdAt: number;
  review?: Review | undefined;
}

/** A picture in its place. */
export interface PlacedPicture extends MadePicture {
  place: Cell;
}

/** The pictures in the order of the matrix: row by row, look by look, the oldest of a cell first. A cell that is gone has none. */
export function orderForReview(
  shoot: Pick<Shoot, "products" | "looks">,
  pictures: readonly MadePicture[],
): PlacedPicture[] {
  const places = new Map(cellsOf(shoot).map((place, order) => [place.key, { place, order }]));
  return pictures
    .flatMap((picture) => {
      const found = places.get(picture.cell);
      return found ? [{ order: found.order, picture: { ...picture, place: found.place } }] : [];
    })
    .sort((a, b) => a.order - b.order || a.picture.createdAt - b.picture.createdAt)
    .map(({ picture }) => picture);
}

/** The next picture that is not reviewed yet, after `id` and then from the beginning, `id` itself left out. */
export function nextToReview<P extends Pick<MadePicture, "id" | "review">>(
  pictures: readonly P[],
  id?: string,
): P | undefined {
  const at = pictures.findIndex((one) => one.id === id);
  const onwards = [...pictures.slice(at + 1), ...pictures.slice(0, Math.max(0, at))];
  return onwards.find(({ review }) => review === undefined);
}

/** How many pictures have which word, and how many none. */
export function countReviews(pictures: readonly Pick<MadePicture, "review">[]) {
  const accepted = pictures.filter(({ review }) => review === "accepted").length;
  const rejected = pictures.filter(({ review }) => review === "rejected").length;
  return { all: pictures.length, accepted, rejected, left: pictures.length - accepted - rejected };
}
