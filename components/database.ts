import { Db } from "../lib/storage/db";
import { keepSettings, requireKnownSettings } from "../lib/storage/settings";

/** The page's one door to the database. */
export const db = new Db();

/** Opens what is stored, and keeps the settings at hand. Throws an error whose failure is `data_newer` when a newer Refshot wrote it. */
export async function openData(): Promise<void> {
  keepSettings();
  await Promise.all([db.open(), requireKnownSettings()]);
}
