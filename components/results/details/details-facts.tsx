import { text } from "../../../lib/browser/i18n";
import type { Generation } from "../../../lib/domain/generation";
import { generationFacts, technicalFacts } from "../../status/generation-facts";

/** What is known of a generation: what everybody asks for, or what only a technical eye does. */
export function DetailsFacts({ generation, technical }: { generation: Generation; technical: boolean }) {
  const facts = generationFacts(generation).filter(([name]) => technicalFacts.has(name) === technical);
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 tight:grid-cols-1">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name} className="contents">
              <dt className="text-ink-soft">{text(name)}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
