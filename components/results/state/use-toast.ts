import { useCallback, useEffect, useMemo, useState } from "react";
import { type Failure, toFailure } from "../../../lib/failure/failure";
import { createUndoStack, type Undoable } from "./undo-stack";

/** How long (ms) a toast stays, and from when it was shown something can be undone. */
const stays = 8000;

interface Message extends Partial<Undoable> {
  text?: string;
  failure?: Failure;
}

export interface Toast {
  message: Message | undefined;
  show: (message: Message) => void;
  /** The same function at every render. */
  report: (failure: Failure | undefined) => void;
  /** Takes back what the message on screen tells of. */
  undo: () => void;
  /** Takes back the newest that still can be, whatever is on screen; false when there is nothing. */
  undoNewest: () => boolean;
  dismiss: () => void;
  /** While somebody reads or reaches for it, it stays. */
  hold: (held: boolean) => void;
}

const isUndoable = (message: Message): message is Message & Undoable => message.onUndo !== undefined;

/** The same message, whose later steps tell when they fail. */
function withAnswer(message: Message, report: (failure: Failure) => void): Message {
  const attempt = (step: () => unknown) => async () => {
    try {
      await step();
    } catch (error) {
      report(toFailure(error));
    }
  };
  const { onUndo, onGone } = message;
  return {
    ...message,
    ...(onUndo && { onUndo: attempt(onUndo) }),
    ...(onGone && { onGone: attempt(onGone) }),
  };
}

/** One message at the foot of the page. What it offers to undo can be undone after it too, in its own time. */
export function useToast(): Toast {
  const [message, setMessage] = useState<Message>();
  const [held, hold] = useState(false);
  const stack = useMemo(() => createUndoStack(stays), []);
  useEffect(() => {
    addEventListener("pagehide", stack.finish);
    return () => removeEventListener("pagehide", stack.finish);
  }, [stack]);
  useEffect(() => {
    if (!message) return;
    if (!held) {
      const timer = setTimeout(setMessage, stays, undefined);
      return () => clearTimeout(timer);
    }
    if (!isUndoable(message)) return;
    stack.hold(message, true);
    return () => stack.hold(message, false);
  }, [message, held, stack]);
  const report = useCallback((failure: Failure | undefined) => setMessage(failure && { failure }), []);
  const show = (next: Message) => {
    hold(false);
    const answered = withAnswer(next, report);
    setMessage(answered);
    if (isUndoable(answered)) stack.add(answered);
  };
  const dismiss = () => {
    hold(false);
    setMessage(undefined);
  };
  const undo = () => {
    if (message && isUndoable(message)) stack.undo(message);
    dismiss();
  };
  const undoNewest = () => {
    const isDone = stack.undo();
    // What it said is no longer true.
    if (isDone && message?.onUndo) dismiss();
    return isDone;
  };
  return { message, show, report, undo, undoNewest, dismiss, hold };
}
