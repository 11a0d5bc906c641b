import { watchQuietly } from "../../lib/storage/watch-changes";
import { db } from "../database";
import { useWatched } from "./use-watched";

type Tables = Parameters<typeof watchQuietly>[1];

/**
 * What `query` gives, undefined until then, as by `useLiveQuery`; but it is asked again only a moment after a change of
 * `tables`, and not while nobody sees the page.
 */
export function useQuietQuery<T>(
  tables: Tables,
  query: () => Promise<T>,
  about: unknown[] = [],
): T | undefined {
  return useWatched<T>(
    (show, fail) => watchQuietly(db, tables, async () => show(await query()), fail),
    about,
  );
}
