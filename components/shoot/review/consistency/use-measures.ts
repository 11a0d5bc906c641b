import { useEffect, useState } from "react";
import { type Measures, measurePicture } from "../../../../lib/image/measures/measure-picture";
import { readPixels } from "../../../../lib/image/measures/read-pixels";
import { db } from "../../../database";

/** A stored picture does not change: each is measured once in the life of the page. Undefined cannot be measured. */
const measured = new Map<string, Measures | undefined>();

/** So many are measured before the screen hears of it. */
const portion = 16;

async function measure(id: string): Promise<Measures | undefined> {
  try {
    const stored = await db.thumbnails.get(id);
    if (!stored) return undefined;
    return measurePicture(await readPixels(new Blob([stored.bytes as Uint8Array<ArrayBuffer>])));
  } catch {
    // Bytes that are no picture any more: the board shows it, and has no numbers for it.
    return undefined;
  }
}

/** What is known of each picture, and how many are still to be measured. One at a time, so that the page stays free. */
export function useMeasures(ids: readonly string[], isOn: boolean) {
  const [, show] = useState(0);
  const all = ids.join();
  useEffect(() => {
    let isWanted = isOn;
    const work = async () => {
      const missing = all.split(",").filter((id) => id && !measured.has(id));
      for (const [at, id] of missing.entries()) {
        const found = await measure(id);
        if (!isWanted) return;
        measured.set(id, found);
        if (at % portion === portion - 1 || at === missing.length - 1) show((count) => count + 1);
      }
    };
    void work();
    return () => {
      isWanted = false;
    };
  }, [all, isOn]);
  return {
    measures: ids.map((id) => measured.get(id)),
    left: ids.filter((id) => !measured.has(id)).length,
  };
}
