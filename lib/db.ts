import { Dexie, type EntityTable } from "dexie";
import type { Generation } from "./generation";
import type { LogLine } from "./log";

import type { Reference } from "./reference";
import type { Tray } from "./roles";
import type { SavedPrompt } from "./saved-prompt";

/** Everything that lasts, in one database. Pixels are only ever read by id, never with a list. */
export class Db extends Dexie {
  references!: EntityTable<Reference, "id">;
  generations!: EntityTable<Generation, "id">;
  logs!: EntityTable<LogLine & { order: number; generationId: string }, "order">;
  /** One row, `tray`: which references are set now. */
  trays!: EntityTable<Tray & { id: "tray" }, "id">;
  /** Small JPEGs as bytes (they read three times faster than Blobs), under the id of what they show. */
  thumbnails!: EntityTable<{ id: string; bytes: Uint8Array }, "id">;
  /** Full pictures: the JPEG of a reference, or the picture of a generation as fal gave it. */
  pixels!: EntityTable<{ id: string; blob: Blob }, "id">;
  /** The user's own prompts, by name. */
  prompts!: EntityTable<SavedPrompt, "id">;

  constructor(name = "refshot") {
    super(name);
    this.version(1).stores({
      references: "id",
      generations: "id, createdAt, status, batchId, *referenceIds",
      logs: "++order, generationId",
      trays: "id",
      thumbnails: "id",
      pixels: "id",
    });
    // `[createdAt+id]` is the order of the history with no ties, for pages that begin after a key.
    this.version(2).stores({
      generations: "id, createdAt, status, batchId, *referenceIds, hiddenAt, [createdAt+id]",
      prompts: "id, order",
    });
  }
}
