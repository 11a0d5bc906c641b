import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { db } from "../database";
import { useObjectUrl } from "./use-object-url";

/** A stored picture for the screen: `url` is the thumbnail until the full one is read. */
export interface Picture {
  url: string | undefined;
  /** The bytes of the full picture are not there, though they should be. */
  missing: boolean;
}

/** The full picture of a reference or a generation. Reads nothing without an id. */
export function usePicture(id: string | undefined): Picture {
  const full = useLiveQuery(async () => (id ? ((await db.pixels.get(id)) ?? null) : undefined), [id]);
  const small = useLiveQuery(async () => (id ? await db.thumbnails.get(id) : undefined), [id]);
  const fullUrl = useObjectUrl(full?.blob);
  const smallUrl = useObjectUrl(useThumbnailBlob(small?.bytes));
  return { url: fullUrl ?? smallUrl, missing: full === null };
}

function useThumbnailBlob(bytes: Uint8Array | undefined): Blob | undefined {
  return useMemo(
    () => bytes && new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }),
    [bytes],
  );
}
