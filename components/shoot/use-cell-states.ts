import { useEffect, useState } from "react";
import type { CellStates } from "../../lib/shoot/cells";
import { watchCellStates } from "../../lib/storage/cell-states";
import { db } from "../database";

const nothing: CellStates = new Map();

/** What the cells of a shoot hold, whoever changes it; nothing until it is read. Throws what went wrong with reading. */
export function useCellStates(shootId: string): CellStates {
  const [states, setStates] = useState(nothing);
  useEffect(() => {
    const fail = (error: unknown) =>
      setStates(() => {
        throw error;
      });
    return watchCellStates(db, shootId, setStates, fail);
  }, [shootId]);
  return states;
}
