import { useId } from "react";
import { text } from "../../lib/browser/i18n";
import {
  type EndpointChoice,
  endpointChoices,
  fallbackEndpoint,
  preferredEndpoint,
} from "../../lib/domain/request";
import { useSetting } from "../hooks/use-setting";
import { CombineStepsChoice } from "./combine-steps";
import { Section } from "./section";

/** Which model works from a picture: automatic, or one for good. */
export function ModelSection() {
  const name = useId();
  const { loaded, value, change } = useSetting("endpointChoice");
  const chosen = value ?? "auto";
  return (
    <Section title={text("modelTitle")} hint={text("modelHint")}>
      <div role="radiogroup" aria-label={text("modelTitle")} className="-mx-2 space-y-0.5">
        {endpointChoices.map((choice) => (
          <label key={choice} className="flex gap-3 rounded-control px-2 py-1.5 hover:bg-sunken">
            <input
              type="radio"
              name={name}
              checked={loaded && choice === chosen}
              onChange={() => change(choice)}
              className="mt-1 size-4 shrink-0"
            />
            <Choice choice={choice} />
          </label>
        ))}
      </div>
      <CombineStepsChoice />
    </Section>
  );
}

function Choice({ choice }: { choice: EndpointChoice }) {
  if (choice !== "auto") return <span className="font-mono text-12 leading-6 wrap-anywhere">{choice}</span>;
  return (
    <span className="min-w-0 wrap-anywhere">
      {text("modelAuto")}
      <span className="block text-12 text-ink-soft">
        {text("modelAutoHint", preferredEndpoint, fallbackEndpoint)}
      </span>
    </span>
  );
}
