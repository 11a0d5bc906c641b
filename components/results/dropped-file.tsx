import { Dialog } from "radix-ui";
import { useState } from "react";
import { text } from "../../lib/browser/i18n";
import type { Parameters } from "../../lib/export/parameters";
import { db } from "../database";
import { fullTime } from "../format/dates";
import { formatNumber } from "../format/numbers";
import { modeText } from "../status/generation-facts";
import { Button } from "../ui/button";
import { type ResultActions, useActions } from "./actions/use-result-actions";

/** A picture file that was dropped anywhere in the panel or chosen, and what it says of how it was made. */
export function useDroppedFile(actions: ResultActions) {
  const [found, setFound] = useState<Parameters>();
  const [isHere, setHere] = useState(false);
  const read = async (file: File) => {
    const parameters = await actions.readDropped(file);
    if (!parameters) return;
    setHere((await db.generations.get(parameters.id)) !== undefined);
    setFound(parameters);
  };
  const take = (file: File) => void read(file);
  return { found, isHere, take, close: () => setFound(undefined) };
}

interface DroppedFileProps {
  dropped: ReturnType<typeof useDroppedFile>;
}

/** How the picture in a file was made, and what can be done with that. */
export function DroppedFile({ dropped: { found, isHere, close } }: DroppedFileProps) {
  const actions = useActions();
  return (
    <Dialog.Root open={found !== undefined} onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-dialog bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-1/2 z-dialog mx-auto max-h-[90vh] max-w-105 -translate-y-1/2 space-y-3 overflow-y-auto rounded-card border border-line bg-raised p-4 shadow-float outline-none"
        >
          <Dialog.Title className="text-15 font-semibold">{text("droppedTitle")}</Dialog.Title>
          {found && <Facts parameters={found} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={close}>{text("close")}</Button>
            {found && isHere && (
              <Button
                onClick={() => {
                  close();
                  actions.openDetails(found.id);
                }}
              >
                {text("droppedOpen")}
              </Button>
            )}
            <Button
              variant="primary"
              onClick={() => {
                if (found) actions.usePrompt(found.prompt);
                close();
              }}
            >
              {text("droppedUse")}
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Facts({ parameters }: { parameters: Parameters }) {
  const { prompt, mode, endpoint, steps, guidance, strength, seed, createdAt, references } = parameters;
  const { imageSize, sentences } = parameters;
  const ground = references.find((one) => one.ground)?.ground;
  const made = Date.parse(createdAt);
  const rows = [
    [text("factMode"), modeText(mode)],
    [text("factModel"), endpoint],
    [text("factSteps"), formatNumber(steps)],
    [text("factCfg"), formatNumber(guidance, 2)],
    [text("factStrength"), strength === undefined ? undefined : formatNumber(strength, 2)],
    [text("factAskedSize"), imageSize && `${imageSize.width}×${imageSize.height}`],
    [text("factSentences"), sentences === undefined ? undefined : text(sentences ? "yes" : "no")],
    [text("factSeed"), seed === undefined ? undefined : String(seed)],
    [text("referencesUsed"), references.map(({ role }) => text(`role_${role}`)).join(", ")],
    [text("groundQuestion"), ground && text(`groundOf_${ground}`)],
    [text("factCreated"), Number.isNaN(made) ? undefined : fullTime(made)],
  ];
  return (
    <>
      <p dir="auto" className="max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {prompt}
      </p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 tight:grid-cols-1 text-12">
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="wrap-anywhere">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}
