import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { useFold } from "../../hooks/use-fold";
import { Fold } from "../../ui/fold";
import { DetailsFacts } from "./details-facts";
import { DetailsLog } from "./details-log";
import { DetailsReceipts } from "./details-receipts";

/** Numbers, receipts and the log: one press away, and then as they were left. */
export function DetailsTechnical({ generation }: { generation: Generation }) {
  const [open, setOpen] = useFold("details", false);
  return (
    <Fold
      title={text("technicalDetails")}
      open={open}
      onToggle={setOpen}
      className="space-y-5 not-empty:pt-2"
    >
      <DetailsFacts generation={generation} technical />
      <DetailsReceipts generation={generation} />
      <DetailsLog id={generation.id} />
    </Fold>
  );
}
