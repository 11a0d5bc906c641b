import { CircleCheck } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { traySlots } from "../../lib/domain/tray";
import { readTray } from "../../lib/storage/references";
import { db } from "../database";
import { useQuietQuery } from "../hooks/use-quiet-query";
import { useIsConnected } from "../hooks/use-setting";
import { PinHint, useIsPinned } from "./pin-hint";
import { Section } from "./section";

interface WelcomeSteps {
  hasAccess: boolean;
  hasReference: boolean;
  hasResult: boolean;
  isPinned: boolean;
}

/** Which of the first steps are done; undefined until all of it is known. */
export function useWelcomeSteps(): WelcomeSteps | undefined {
  const isTested = useIsConnected();
  const isPinned = useIsPinned();
  const stored = useQuietQuery(["generations", "trays"], async () => {
    const done = db.generations.where("status").equals("done").limit(1);
    return {
      hasReference: traySlots(await readTray(db)).length > 0,
      hasResult: (await db.generations.limit(1).count()) > 0,
      hasPicture: (await done.count()) > 0,
    };
  });
  if (isTested === undefined || isPinned === undefined || !stored) return undefined;
  const { hasReference, hasResult, hasPicture } = stored;
  // Whoever has had a picture from fal needs no other word of it.
  return { hasAccess: isTested || hasPicture, hasReference, hasResult, isPinned };
}

/** What to do first, in three steps that tick themselves off; gone when all are done. */
export function Welcome({ hasAccess, hasReference, hasResult, isPinned }: WelcomeSteps) {
  if (hasAccess && hasResult) return null;
  return (
    <Section title={text("welcomeTitle")} hint={text("welcomeHint")}>
      <ol className="space-y-3">
        <Step number={1} done={hasAccess} title={text("welcomeKey")} how={text("welcomeKeyHow")} />
        <Step number={2} done={hasReference} title={text("welcomePicture")} how={text("welcomePictureHow")} />
        <Step number={3} done={hasResult} title={text("welcomePrompt")} how={text("welcomePromptHow")} />
      </ol>
      {!isPinned && <PinHint />}
    </Section>
  );
}

interface StepProps {
  number: number;
  done: boolean;
  title: string;
  how: string;
}

function Step({ number, done, title, how }: StepProps) {
  return (
    <li className="flex gap-3">
      {done ? (
        <CircleCheck size={20} aria-label={text("stepDone")} role="img" className="shrink-0 text-success" />
      ) : (
        <span
          aria-hidden="true"
          className="flex size-5 shrink-0 items-center justify-center rounded-full bg-sunken text-12 font-semibold text-ink-soft"
        >
          {number}
        </span>
      )}
      <div className="min-w-0 flex-1 space-y-3">
        <div className="space-y-0.5">
          <h3 className="font-semibold">{title}</h3>
          <p className="text-ink-soft">{how}</p>
        </div>
      </div>
    </li>
  );
}
