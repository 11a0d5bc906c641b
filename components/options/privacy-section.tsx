import { text } from "../../lib/browser/i18n";
import { Section } from "./section";

const facts = [
  "privacySent",
  "privacyPrices",
  "privacyCapture",
  "privacyKept",
  "privacyNothingElse",
] as const;

/** What leaves this computer, and to whom. */
export function PrivacySection() {
  return (
    <Section title={text("privacyTitle")}>
      <ul className="list-disc space-y-1 pl-5 text-ink-soft marker:text-line-strong">
        {facts.map((fact) => (
          <li key={fact}>{text(fact)}</li>
        ))}
      </ul>
    </Section>
  );
}
