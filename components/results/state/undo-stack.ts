/** Something that was done and can be taken back for a while. */
export interface Undoable {
  onUndo: () => unknown;
  /** Called once it can no longer be taken back. */
  onGone?: () => unknown;
}

export interface UndoStack {
  add: (done: Undoable) => void;
  /** Takes this back, or the newest; false when there is nothing to take back. */
  undo: (done?: Undoable) => boolean;
  /** While it is held its time does not run; let go, it has all of it again. */
  hold: (done: Undoable, held: boolean) => void;
  /** Makes everything final now. */
  finish: () => void;
}

/** What was done, newest last. Each can be taken back for its own `stays` ms, whatever else is done or said. */
export function createUndoStack(stays: number): UndoStack {
  const timers = new Map<Undoable, ReturnType<typeof setTimeout>>();
  /** Stops its clock; false when its time was over. */
  const take = (done: Undoable) => {
    clearTimeout(timers.get(done));
    return timers.delete(done);
  };
  const end = (done: Undoable) => {
    if (take(done)) done.onGone?.();
  };
  const start = (done: Undoable) => timers.set(done, setTimeout(end, stays, done));
  return {
    add: start,
    undo(done = [...timers.keys()].at(-1)) {
      if (!done || !take(done)) return false;
      done.onUndo();
      return true;
    },
    hold(done, held) {
      const timer = timers.get(done);
      if (timer === undefined) return;
      clearTimeout(timer);
      // Set again and not taken out: it keeps its place in the order.
      if (!held) start(done);
    },
    finish() {
      for (const done of [...timers.keys()]) end(done);
    },
  };
}
