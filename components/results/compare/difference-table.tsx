import { useLiveQuery } from "dexie-react-hooks";
import { language, type TextKey, text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { picturesOf } from "../../../lib/domain/sent-request";
import { db } from "../../database";
import { truncate } from "../../format/truncate";
import { receiptText } from "../../reference/receipt-text";
import { slotText } from "../../reference/slot-text";
import { generationFacts } from "../../status/generation-facts";

type Fact = [name: TextKey, value: string | undefined];

async function allFacts(generation: Generation): Promise<Fact[]> {
  const { places } = generation;
  const references = await db.references.bulkGet(places.map(({ referenceId }) => referenceId));
  const used = places.map((slot, i) => {
    const reference = references[i];
    return reference ? `${slotText(slot)}: ${receiptText(reference)}` : slotText(slot);
  });
  const sent = picturesOf(generation).flatMap(({ slots }) => slots.map(slotText));
  return [
    ["prompt", truncate(generation.prompt, 1000)],
    ...generationFacts(generation),
    ["referencesUsed", used.join("\n") || undefined],
    ["sent", sent.join(", ") || undefined],
    ["note", generation.note],
  ];
}

/** Every fact in which two results differ, side by side; what is the same is named below. */
export function DifferenceTable({ first, second }: { first: Generation; second: Generation }) {
  const facts = useLiveQuery(async () => [await allFacts(first), await allFacts(second)], [first, second]);
  if (!facts) return null;
  const [a = [], b = []] = facts.map((one) => one);
  const rows = a.map(([name, value], i) => ({ name, a: value, b: b[i]?.[1] }));
  const different = rows.filter((row) => row.a !== row.b);
  const same = rows.filter((row) => row.a === row.b && row.a !== undefined).map(({ name }) => text(name));
  return (
    <div className="space-y-3">
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="pb-2 text-left text-12 font-semibold text-ink-soft">
          {text("whatDiffers")}
        </caption>
        <thead>
          <tr className="border-b border-line text-12 text-ink-soft">
            <th scope="col" className="w-1/4 py-1 font-normal">
              <span className="sr-only">{text("facts")}</span>
            </th>
            <th scope="col" className="py-1 pl-2 font-semibold">
              A
            </th>
            <th scope="col" className="py-1 pl-2 font-semibold">
              B
            </th>
          </tr>
        </thead>
        <tbody>
          {different.map((row) => (
            <tr key={row.name} className="border-b border-line align-top">
              <th scope="row" className="py-1.5 pr-1 font-normal wrap-anywhere text-ink-soft">
                {text(row.name)}
              </th>
              <td className="py-1.5 pl-2 whitespace-pre-wrap wrap-anywhere">{row.a ?? "–"}</td>
              <td className="py-1.5 pl-2 whitespace-pre-wrap wrap-anywhere">{row.b ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {same.length > 0 && (
        <p className="text-12 text-ink-soft">
          {text("sameInBoth", new Intl.ListFormat(language()).format(same))}
        </p>
      )}
    </div>
  );
}
