import { useLiveQuery } from "dexie-react-hooks";
import { language, text } from "../../../lib/browser/i18n";
import { readLog } from "../../../lib/storage/logs";
import { db } from "../../database";
import { DetailsSection } from "./details-section";

const clock = (at: number) =>
  new Date(at).toLocaleTimeString(language(), {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });

/** What was sent and what came back, line by line. */
export function DetailsLog({ id }: { id: string }) {
  const lines = useLiveQuery(() => readLog(db, id), [id]);
  return (
    <DetailsSection title={text("log")}>
      <ol className="space-y-0.5 rounded-control bg-sunken p-3 font-mono text-12">
        {lines?.map((line, index) => (
          // Lines are only ever added at the end.
          <li key={`${line.at}-${index}`} className="flex gap-3 tight:flex-col tight:gap-0">
            <time dateTime={new Date(line.at).toISOString()} className="shrink-0 text-ink-soft tabular-nums">
              {clock(line.at)}
            </time>
            <span lang="en" className="min-w-0 whitespace-pre-wrap wrap-anywhere">
              {line.text}
            </span>
          </li>
        ))}
      </ol>
    </DetailsSection>
  );
}
