import { useState } from "react";
import { type FoldName, readFold, writeFold } from "../../lib/storage/folds";

/** Whether something is unfolded, as it was left last, and the way to change that. */
export function useFold(name: FoldName, byDefault: boolean): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(() => readFold(name, byDefault));
  const change = (next: boolean) => {
    setOpen(next);
    writeFold(name, next);
  };
  return [open, change];
}
