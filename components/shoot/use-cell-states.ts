import type { CellStates } from "../../lib/shoot/cells";
import { watchCellStates } from "../../lib/storage/cell-states";
import { db } from "../database";
import { useWatched } from "../hooks/use-watched";

const nothing: CellStates = new Map();

/** What the cells of a shoot hold, whoever changes it; nothing until it is read. Throws what went wrong with reading. */
export function useCellStates(shootId: string): CellStates {
  return (
    useWatched<CellStates>((show, fail) => watchCellStates(db, shootId, show, fail), [shootId]) ?? nothing
  );
}
