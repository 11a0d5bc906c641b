import { useEffect, useRef, useState } from "react";
import type { Failure } from "../../lib/errors";

/** How long (ms) a toast stays, and with it the chance to undo. */
const stays = 8000;

interface Message {
  words?: string;
  failure?: Failure;
  /** A step that suggests itself now. */
  action?: { name: string; run: () => void } | undefined;
  /** Shows Undo, which takes back what was just done. */
  onUndo?: () => void;
  /** Called when the toast has gone and nothing was taken back. */
  onGone?: () => void;
}

export interface Toast {
  message: Message | undefined;
  show: (message: Message) => void;
  undo: () => void;
  dismiss: () => void;
  /** While somebody reads or reaches for it, it stays. */
  hold: (held: boolean) => void;
}

/** One message at the foot of the page; a new one ends the one before. */
export function useToast(): Toast {
  const [message, setMessage] = useState<Message>();
  const [held, hold] = useState(false);
  const current = useRef<Message>(undefined);
  const replace = (next: Message | undefined) => {
    current.current = next;
    setMessage(next);
  };
  const dismiss = () => {
    const gone = current.current;
    replace(undefined);
    gone?.onGone?.();
  };
  useEffect(() => {
    if (!message || held) return;
    const timer = setTimeout(() => {
      current.current = undefined;
      setMessage(undefined);
      message.onGone?.();
    }, stays);
    return () => clearTimeout(timer);
  }, [message, held]);
  const show = (next: Message) => {
    current.current?.onGone?.();
    hold(false);
    replace(next);
  };
  const undo = () => {
    const undone = current.current;
    replace(undefined);
    undone?.onUndo?.();
  };
  return { message, show, undo, dismiss, hold };
}
