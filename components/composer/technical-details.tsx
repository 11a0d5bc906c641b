import { text } from "../../lib/browser/i18n";
import { guidance, steps, strength } from "../../lib/domain/request";
import { formatNumber } from "../format/numbers";
import { useFold } from "../hooks/use-fold";
import { useSetting } from "../hooks/use-setting";
import { receiptText } from "../reference/receipt-text";
import { Fold } from "../ui/fold";
import { type Composition, useComposer } from "./composer-state";

/** The numbers of the request and where its pictures came from: for those who ask, and then remembered. */
export function TechnicalDetails() {
  const [open, setOpen] = useFold("technical", false);
  const { composition } = useComposer();
  return (
    <Fold
      title={text("technicalDetails")}
      open={open}
      onToggle={setOpen}
      className="space-y-1 pl-4.5 text-12 text-ink-soft"
    >
      {composition && <Facts composition={composition} />}
    </Fold>
  );
}

function Facts({ composition: { mode, pictures, references } }: { composition: Composition }) {
  const { value: combineSteps = steps } = useSetting("combineSteps");
  const sent = new Set(pictures.flatMap(({ slots }) => slots.map(({ referenceId }) => referenceId)));
  const numbers = [formatNumber(guidance, 2), formatNumber(strength, 2)] as const;
  const line =
    mode === "image-to-image"
      ? text("fixedNumbers", steps, ...numbers)
      : text("fixedNumbersShort", mode === "multi-reference" ? combineSteps : steps, numbers[0]);
  return (
    <>
      <p title={text("fixedNumbersWhy")}>{line}</p>
      {references
        .filter(({ id }) => sent.has(id))
        .map((reference) => (
          <p key={reference.id} className="wrap-anywhere">
            {receiptText(reference)}
          </p>
        ))}
    </>
  );
}
