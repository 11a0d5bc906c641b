import { Download } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { saveFile } from "../../lib/browser/save-file";
import { dayOf } from "../../lib/domain/spending";
import { csvHeader, csvLine } from "../../lib/pricing/csv";
import { readLedger } from "../../lib/storage/ledger";
import { db } from "../database";
import { Button } from "../ui/button";
import { OutcomeLine } from "./outcome-line";
import { useOutcome } from "./use-outcome";

/** Every request that fal accepted, as a table for a spreadsheet. */
export function ExportSpending() {
  const [outcome, run] = useOutcome();
  const exportNow = () =>
    run(async () => {
      saveFile(await makeCsv(), `refshot-spending-${dayOf(Date.now())}.csv`);
      return undefined;
    }, text("exportSpendingWorking"));
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button onClick={() => void exportNow()}>
          <Download size={16} aria-hidden="true" />
          {text("exportSpending")}
        </Button>
        <p className="min-w-0 flex-1 basis-50 text-12 text-ink-soft">{text("exportSpendingHint")}</p>
      </div>
      <OutcomeLine outcome={outcome} />
    </div>
  );
}

async function makeCsv(): Promise<Blob> {
  const parts = [csvHeader];
  for await (const entries of readLedger(db)) parts.push(entries.map(csvLine).join(""));
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}
