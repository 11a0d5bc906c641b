import { useLiveQuery } from "dexie-react-hooks";
import { readAtOnce } from "../../lib/storage/db";
import { db } from "../database";
import { readThumbnails } from "./read-thumbnails";
import { useObjectUrl } from "./use-object-url";

/** A stored picture for the screen: `url` is the thumbnail until the full one is read. */
export interface Picture {
  url: string | undefined;
  /** The bytes of the full picture are not there, though they should be. */
  missing: boolean;
}

/** The full picture of a reference or a generation. Reads nothing without an id. */
export function usePicture(id: string | undefined): Picture {
  const full = useLiveQuery(async () => (id ? ((await readFull(id)) ?? null) : undefined), [id]);
  const small = useLiveQuery(async () => (id ? (await readThumbnails(db, [id])).get(id) : undefined), [id]);
  const url = useObjectUrl(full?.blob) ?? small ?? undefined;
  return { url, missing: full === null };
}

const readFull = (id: string) => readAtOnce(db, db.pixels, () => db.pixels.get(id));
