import { type FormEvent, useId, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { clearSetting, writeSetting } from "../../lib/storage/settings";
import { useSetting } from "../hooks/use-setting";
import { Button } from "../ui/button";
import { type Outcome, OutcomeLine } from "./outcome-line";
import { fieldClass, Section } from "./section";

const maxPerDay = 1000;

/** What fal may keep, and how many pictures a day may cost money. */
export function LimitsSection() {
  const keepNothing = useSetting("keepNothing");
  return (
    <Section title={text("limitsTitle")}>
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
      <DailyLimit />
    </Section>
  );
}

function DailyLimit() {
  const field = useId();
  const saved = useSetting("dailyLimit").value;
  const [typed, setTyped] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const input = (typed ?? String(saved ?? "")).trim();
    const limit = Number(input);
    if (!input) await clearSetting("dailyLimit");
    else if (!Number.isInteger(limit) || limit < 1 || limit > maxPerDay)
      return setOutcome({ status: "error", message: text("dailyLimitOdd", maxPerDay) });
    else await writeSetting("dailyLimit", limit);
    setTyped(undefined);
    setOutcome({
      status: "success",
      message: input ? text("dailyLimitSaved", limit) : text("dailyLimitOff"),
    });
  }

  return (
    <>
      <form onSubmit={save} noValidate className="space-y-3">
        <label htmlFor={field} className="block font-semibold">
          {text("dailyLimit")}
        </label>
        <div className="flex flex-wrap gap-2">
          <input
            id={field}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            placeholder={text("dailyLimitNone")}
            value={typed ?? saved ?? ""}
            onChange={({ target }) => setTyped(target.value)}
            className={`${fieldClass} max-w-40`}
          />
          <Button type="submit">{text("saveLimit")}</Button>
        </div>
      </form>
      <OutcomeLine outcome={outcome} />
    </>
  );
}
