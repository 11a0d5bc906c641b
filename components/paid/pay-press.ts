import { createPressGate, type Press } from "./press-gate";

/** What React or the browser hands to a listener of a press. */
export type PressEvent = Pick<Event, "timeStamp"> & { detail?: number; repeat?: boolean };

/**
 * Every press in this page that leads to a paid request goes through here: Generate, Run again, Retry and their
 * like. `action` names what is asked for, so that two presses for different things do not stand in each other's way.
 */
export function payPress(
  action: string,
  event: PressEvent,
  carryOut: (id: string) => Promise<unknown>,
): Promise<boolean> {
  return gate(action, pressOf(event), carryOut);
}

/** A page that is not in front draws nothing: its answer counts as shown after so long (ms). */
const longestFrame = 250;

/** Resolves when what is stored by now has been drawn. */
function answerShown(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, longestFrame);
  });
}

const gate = createPressGate(answerShown);

/** Whether the last key that went down is being held: a button then is clicked at every repeat. */
let isHeld = false;
function watchKeys(): void {
  window.addEventListener("keydown", ({ repeat }) => (isHeld = repeat), { capture: true });
  // Space presses when it is let go.
  window.addEventListener("keyup", () => (isHeld = false), { capture: true });
}
if (typeof window !== "undefined") watchKeys();

function pressOf({ timeStamp, detail = 0, repeat }: PressEvent): Press {
  // A click that a key made has no `detail`, and does not say that the key repeats.
  return { at: timeStamp, repeated: repeat ?? (detail === 0 && isHeld), nth: detail };
}
