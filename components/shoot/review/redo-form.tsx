import { LoaderCircle } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { maxPrompt } from "../../../lib/domain/request";
import { sendCommand } from "../../../lib/messaging/send-command";
import { type PressEvent, payPress } from "../../paid/pay-press";
import { ResultCost } from "../../pricing/result-price";
import { useReportFailure } from "../../status/report-failure";
import { Button } from "../../ui/button";

interface RedoFormProps {
  generation: Generation;
  onCancel: () => void;
  /** It is on its way. */
  onSent: () => void;
}

/** The question before one more picture is paid for: with the same prompt, or with another. */
export function RedoForm({ generation, onCancel, onSent }: RedoFormProps) {
  const { id, prompt: before } = generation;
  const [prompt, setPrompt] = useState(before);
  const [isPending, setPending] = useState(false);
  const report = useReportFailure();
  const hint = useId();
  const send = (event: PressEvent) => {
    if (!prompt.trim()) return report({ code: "prompt_empty" });
    const changed = prompt.trim() === before.trim() ? {} : { prompt };
    void payPress(`redo ${id}`, event, async (press) => {
      report(undefined);
      setPending(true);
      const failure = await sendCommand("redo", { press, id, ...changed });
      setPending(false);
      if (failure) report(failure);
      else onSent();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send(event.nativeEvent);
  };
  return (
    <section aria-label={text("reviewRedo")} className="mx-auto max-w-200 space-y-2">
      <p id={hint} className="text-12 text-ink-soft">
        {text("reviewRedoHint")}
      </p>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it is opened to change the prompt
        autoFocus
        aria-label={text("prompt")}
        aria-describedby={hint}
        dir="auto"
        rows={2}
        maxLength={maxPrompt}
        value={prompt}
        onChange={({ target }) => setPrompt(target.value)}
        onKeyDown={onKeyDown}
        className="block max-h-[122px] w-full resize-none rounded-control border border-line-strong bg-raised px-3 py-2 text-13 field-sizing-content focus-visible:outline-offset-0"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button onClick={onCancel}>{text("cancel")}</Button>
        <span className="flex-1" />
        <ResultCost generation={generation} />
        <Button variant="primary" aria-busy={isPending} onClick={send}>
          {isPending && <LoaderCircle size={16} aria-hidden="true" className="animate-spin" />}
          {text("reviewRedo")}
        </Button>
      </div>
    </section>
  );
}
