import type { Db } from "./db";

/** So many are given. */
const most = 24;

/** The backgrounds of saved looks and of the looks of all shoots, each once, those of the newest shoots first. */
export async function readUsedBackgrounds(db: Db): Promise<string[]> {
  const shoots = await db.shoots.orderBy("createdAt").reverse().toArray();
  const looks = [...shoots.flatMap((shoot) => shoot.looks), ...(await db.looks.toArray())];
  const ids = looks.flatMap(({ backgroundId }) => backgroundId ?? []);
  return [...new Set(ids)].slice(0, most);
}
