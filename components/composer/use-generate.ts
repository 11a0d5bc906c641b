import { useState } from "react";
import { sendCommand } from "../../lib/messaging/send-command";
import type { Draft } from "../../lib/storage/draft";
import { useHasAccess } from "../hooks/use-setting";
import { type PressEvent, payPress } from "../paid/pay-press";
import { useReportFailure } from "../status/report-failure";

/** An answer that comes sooner (ms) needs no sign that it is on its way. */
const atOnce = 250;

/** The press of Generate. `pending` is true while its answer is late. */
export function useGenerate() {
  const report = useReportFailure();
  const hasAccess = useHasAccess();
  const [pending, setPending] = useState(false);

  async function generate(draft: Draft, event: PressEvent): Promise<void> {
    if (!draft.prompt.trim()) return report({ code: "prompt_empty" });
    if (hasAccess === false) return report({ code: "no_access" });
    const { replacement: _, ...asked } = draft;
    await payPress(`generate ${JSON.stringify(asked)}`, event, async (press) => {
      const late = setTimeout(() => setPending(true), atOnce);
      report(undefined);
      const failure = await sendCommand("generate", { ...asked, press });
      clearTimeout(late);
      if (failure) report(failure);
      setPending(false);
    });
  }

  return { pending, generate };
}
