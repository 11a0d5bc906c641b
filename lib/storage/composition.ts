import type { Reference } from "../domain/reference";
import { type TraySlot, traySlots } from "../domain/tray";
import type { Db } from "./db";
import { readTray } from "./references";

/** What is set in the tray, for the screen: its slots in their order, each with its reference. */
export interface SetReferences {
  slots: TraySlot[];
  references: Reference[];
  /** The reference that the user wants sent in place of the first by the rule. */
  chosen?: string | undefined;
}

/** Reads no pixels. A reference whose record is gone is left out. */
export async function readComposition(db: Db): Promise<SetReferences> {
  const tray = await readTray(db);
  const all = traySlots(tray);
  const found = await db.references.bulkGet(all.map(({ referenceId }) => referenceId));
  return {
    slots: all.filter((_, i) => found[i]),
    references: found.filter((reference) => reference !== undefined),
    ...(tray.chosen !== undefined && { chosen: tray.chosen }),
  };
}
