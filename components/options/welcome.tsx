import { useLiveQuery } from "dexie-react-hooks";
import { CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { failureText, text } from "../../lib/browser/i18n";
import { traySlots } from "../../lib/domain/tray";
import { toFailure } from "../../lib/failure/failure";
import { readTray } from "../../lib/storage/references";
import { writeSetting } from "../../lib/storage/settings";
import { db } from "../database";
import { useIsConnected } from "../hooks/use-setting";
import { Button } from "../ui/button";
import { type Outcome, OutcomeLine } from "./outcome-line";
import { Section } from "./section";
import type { TestAccess } from "./test-key";

/** Where `npm run sandbox` and `npm start` listen. */
const sandbox = "http://127.0.0.1:8642";

async function trySandbox(testAccess: TestAccess): Promise<Outcome> {
  const proxyUrl = `${sandbox}/api/fal/proxy`;
  try {
    await testAccess({ kind: "proxy", proxyUrl });
  } catch {
    return { status: "error", message: text("sandboxAsleep") };
  }
  try {
    await writeSetting("proxyUrl", proxyUrl);
    await writeSetting("isConnected", true);
    return { status: "success", message: text("sandboxSet", `${sandbox}/shop/`) };
  } catch (error) {
    return { status: "error", message: failureText(toFailure(error)) };
  }
}

/** What to do first, in three steps that tick themselves off; gone when all are done. */
export function Welcome({ testAccess }: { testAccess: TestAccess }) {
  const isTested = useIsConnected();
  const hasReference = useLiveQuery(async () => traySlots(await readTray(db)).length > 0);
  const hasResult = useLiveQuery(async () => (await db.generations.limit(1).count()) > 0);
  const hasPicture = useLiveQuery(
    async () => (await db.generations.where("status").equals("done").limit(1).count()) > 0,
  );
  // Whoever has had a picture from fal needs no other word of it.
  const hasAccess = isTested === undefined ? undefined : isTested || hasPicture === true;
  const [outcome, setOutcome] = useState<Outcome>();
  if (hasAccess === undefined || hasResult === undefined || (hasAccess && hasResult)) return null;
  return (
    <Section title={text("welcomeTitle")} hint={text("welcomeHint")}>
      <ol className="space-y-3">
        <Step number={1} done={hasAccess} title={text("welcomeKey")} how={text("welcomeKeyHow")}>
          {!hasAccess && (
            <div className="flex flex-wrap items-center gap-2">
              <Button size="small" onClick={async () => setOutcome(await trySandbox(testAccess))}>
                {text("sandboxTry")}
              </Button>
              <span className="text-12 text-ink-soft">{text("sandboxHint")}</span>
            </div>
          )}
          <OutcomeLine outcome={outcome} />
        </Step>
        <Step
          number={2}
          done={hasReference ?? false}
          title={text("welcomePicture")}
          how={text("welcomePictureHow")}
        />
        <Step number={3} done={hasResult} title={text("welcomePrompt")} how={text("welcomePromptHow")} />
      </ol>
    </Section>
  );
}

interface StepProps {
  number: number;
  done: boolean;
  title: string;
  how: string;
  children?: ReactNode;
}

function Step({ number, done, title, how, children }: StepProps) {
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
        {children}
      </div>
    </li>
  );
}
