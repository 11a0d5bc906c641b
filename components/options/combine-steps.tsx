import { useId } from "react";
import { text } from "../../lib/browser/i18n";
import { combineSteps, steps } from "../../lib/domain/request";
import { useSetting } from "../hooks/use-setting";
import { optionFieldClass } from "./section";

/** How many steps a combined request takes; no other request has a choice. */
export function CombineStepsChoice() {
  const field = useId();
  const { value, change } = useSetting("combineSteps");
  return (
    <div className="space-y-1.5">
      <label htmlFor={field} className="block font-semibold">
        {text("combineSteps")}
      </label>
      <select
        id={field}
        value={value ?? steps}
        aria-describedby={`${field}hint`}
        onChange={({ target }) => change(combineSteps.find((one) => String(one) === target.value) ?? steps)}
        className={`${optionFieldClass} max-w-28`}
      >
        {combineSteps.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <p id={`${field}hint`} className="text-12 text-ink-soft">
        {text("combineStepsHint")}
      </p>
    </div>
  );
}
