import { useLiveQuery } from "dexie-react-hooks";
import { useRef } from "react";
import { type CellPictures, readRowPictures } from "../../../lib/storage/cell-pictures";
import { db } from "../../database";
import { readThumbnails, type StoredThumbnail } from "../../picture/read-thumbnails";

/** What a cell with pictures shows. The thumbnail is the same object as long as the picture is the same. */
export interface ShownPictures extends CellPictures {
  thumbnail: StoredThumbnail;
}

/** What the cells of a product show, by the cell's key; undefined until it is read. Without pictures nothing is read. */
export function useRowPictures(
  shootId: string,
  productId: string,
  hasPictures: boolean,
): ReadonlyMap<string, ShownPictures> | undefined {
  const known = useRef(new Map<string, StoredThumbnail>());
  return useLiveQuery(
    () => (hasPictures ? readRow(shootId, productId, known.current) : undefined),
    [shootId, productId, hasPictures],
  );
}

async function readRow(
  shootId: string,
  productId: string,
  known: Map<string, StoredThumbnail>,
): Promise<Map<string, ShownPictures>> {
  // Not as one transaction: it would hold every move of a generation until the thumbnails are read.
  const cells = [...(await readRowPictures(db, shootId, productId))];
  const unread = cells.flatMap(([, { id }]) => (known.get(id) ? [] : [id]));
  for (const [id, thumbnail] of await readThumbnails(db, unread)) known.set(id, thumbnail);
  return new Map(cells.map(([cell, shown]) => [cell, { ...shown, thumbnail: known.get(shown.id) ?? null }]));
}
