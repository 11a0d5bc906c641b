import { text } from "../../lib/browser/i18n";
import { useSetting } from "../hooks/use-setting";
import { Section } from "./section";

/** What fal may keep of a request. */
export function KeepNothingSection() {
  const keepNothing = useSetting("keepNothing");
  return (
    <Section title={text("keepNothingTitle")}>
      <label className="-mx-2 flex gap-3 rounded-control px-2 py-1.5 hover:bg-sunken">
        <input
          type="checkbox"
          checked={keepNothing.value ?? false}
          onChange={({ target }) => keepNothing.change(target.checked)}
          className="mt-1 size-4 shrink-0"
        />
        <span>
          {text("keepNothing")}
          <span className="block text-12 text-ink-soft">{text("keepNothingHint")}</span>
        </span>
      </label>
    </Section>
  );
}
