/**
 * Presses for the same thing that are less apart (ms) are one: the halves of a double click, or impatience. Also the first
 * and the last of three clicks, and more than it takes to see that the first was answered.
 */
const samePress = 650;

/** A press of a control that leads to a paid request, as the browser tells it. */
export interface Press {
  /** ms, by the clock of events, which does not jump. */
  at: number;
  /** A key that is held repeats itself: nobody has pressed it again. */
  repeated: boolean;
  /** The second click of a double click is its 2nd, whatever lies under the pointer by then. */
  nth: number;
}

interface Pending {
  lastPress: number;
  /** Under way, or its answer is not on the screen yet. */
  open: boolean;
}

/**
 * The one rule for every control that leads to a paid request: key repeat never counts; a second press of the same
 * `action` counts only when the first has visibly been answered, and not as half of a double click. `carryOut` is
 * given the press's own id, by which the worker too carries it out once; `answerShown` resolves when what it led
 * to is on the screen. The function gives false for a press that did not count.
 */
export function createPressGate(answerShown: () => Promise<void>) {
  const pending = new Map<string, Pending>();

  function counts(action: string, { at, repeated, nth }: Press): boolean {
    if (repeated || nth > 1) return false;
    const before = pending.get(action);
    if (!before) return true;
    const isSame = before.open || at - before.lastPress < samePress;
    before.lastPress = at;
    return !isSame;
  }

  return async function press(
    action: string,
    pressed: Press,
    carryOut: (id: string) => Promise<unknown>,
  ): Promise<boolean> {
    if (!counts(action, pressed)) return false;
    for (const [name, { open, lastPress }] of pending)
      if (!open && pressed.at - lastPress >= samePress) pending.delete(name);
    const state: Pending = { lastPress: pressed.at, open: true };
    pending.set(action, state);
    try {
      await carryOut(crypto.randomUUID());
      await answerShown();
    } finally {
      state.open = false;
    }
    return true;
  };
}
