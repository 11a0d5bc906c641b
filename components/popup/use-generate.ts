import { useRef, useState } from "react";
import type { Failure } from "../../lib/failure/failure";
import { sendCommand } from "../../lib/messaging/send-command";
import type { Draft } from "../../lib/storage/draft";
import { useHasAccess } from "../hooks/use-setting";

/**
 * The press of Generate: one message, however often it is pressed while that one is on its way. A second press
 * after the answer is the background's to judge: it knows whether the same batch has just begun.
 */
export function useGenerate(report: (failure: Failure | undefined) => void) {
  const hasAccess = useHasAccess();
  const busy = useRef(false);
  const [pending, setPending] = useState(false);

  async function generate(draft: Draft): Promise<void> {
    if (busy.current) return;
    if (!draft.prompt.trim()) return report({ code: "prompt_empty" });
    if (hasAccess === false) return report({ code: "no_access" });
    busy.current = true;
    setPending(true);
    report(undefined);
    const { replacement: _, ...asked } = draft;
    const failure = await sendCommand("generate", { ...asked, press: crypto.randomUUID() });
    if (failure) report(failure);
    busy.current = false;
    setPending(false);
  }

  return { pending, generate };
}
