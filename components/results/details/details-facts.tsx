import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { generationFacts } from "../../status/generation-facts";
import { DetailsSection } from "./details-section";

/** Every parameter and every measure of a generation. */
export function DetailsFacts({ generation }: { generation: Generation }) {
  return (
    <DetailsSection title={text("facts")}>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 tight:grid-cols-1">
        {generationFacts(generation).map(
          ([name, value]) =>
            value && (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{text(name)}</dt>
                <dd className="wrap-anywhere">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </DetailsSection>
  );
}
