import { text } from "../../lib/browser/i18n";
import { readUsage } from "../../lib/storage/usage";
import { db } from "../database";
import { formatBytes, formatNumber } from "../format/numbers";
import { useQuietQuery } from "../hooks/use-quiet-query";
import { Backup } from "./backup";
import { CleanUpOldest } from "./clean-up-oldest";
import { DeleteEverything } from "./delete-everything";
import { Section } from "./section";

/** What is stored on this computer, and the way to delete all of it. */
export function StorageSection({ onWiped }: { onWiped: () => void }) {
  const usage = useQuietQuery(["generations", "references"], () => readUsage(db));
  return (
    <Section title={text("storageTitle")} hint={text("storageHint")}>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <Figure name={text("storagePictures")} value={usage && formatNumber(usage.pictures)} />
        <Figure name={text("storageReferences")} value={usage && formatNumber(usage.references)} />
        <Figure name={text("storageUsed")} value={usage && formatBytes(usage.used)} />
        <Figure name={text("storageLeft")} value={usage && formatBytes(usage.left)} />
      </dl>
      <Backup />
      <CleanUpOldest />
      <div className="space-y-3 border-t border-line pt-4">
        <DeleteEverything onWiped={onWiped} />
      </div>
    </Section>
  );
}

function Figure({ name, value }: { name: string; value: string | undefined }) {
  return (
    <div>
      <dt className="text-12 text-ink-soft">{name}</dt>
      <dd className="text-18 font-semibold tabular-nums">{value ?? "–"}</dd>
    </div>
  );
}
