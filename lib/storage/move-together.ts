import { Dexie } from "dexie";
import type { Generation } from "../domain/generation";
import type { Db } from "./db";
import { type Moving, moveGenerations } from "./generations";

interface Waiting {
  moving: Moving;
  resolve: (moved: Generation | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Gives the function that moves one generation, as `moveGenerations` does. What comes while others are being written is
 * written after them as one transaction: eight pictures that are here at once would stand in one line, each waiting for
 * the disk. What cannot be written together is tried one by one, so that each has its own outcome.
 */
export function createMover(db: Db): (moving: Moving) => Promise<Generation | undefined> {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const together = waiting;
      waiting = [];
      await write(together);
    }
    isWriting = false;
  }

  /** Never throws: each of them is told. */
  async function write(together: Waiting[]): Promise<void> {
    const movings = together.map(({ moving }) => moving);
    try {
      const moved = await moveGenerations(db, movings, Date.now());
      for (const [i, { resolve }] of together.entries()) resolve(moved[i]);
    } catch (error) {
      const [first] = together;
      if (together.length === 1) first?.reject(error);
      else for (const one of together) await write([one]);
    }
  }

  return async (moving) => {
    // Part of somebody's transaction: it is written with that.
    if (Dexie.currentTransaction) return (await moveGenerations(db, [moving], Date.now()))[0];
    return new Promise((resolve, reject) => {
      waiting.push({ moving, resolve, reject });
      if (!isWriting) void writeAll();
    });
  };
}
