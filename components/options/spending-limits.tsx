import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { text } from "../../lib/browser/i18n";
import {
  maxDollarsAMonth,
  maxPicturesADay,
  parseDollarLimit,
  parsePictureLimit,
  type TypedLimit,
} from "../../lib/domain/limits";
import { clearSetting, writeSetting } from "../../lib/storage/settings";
import { formatUsd } from "../format/money";
import { formatNumber } from "../format/numbers";
import { useSetting } from "../hooks/use-setting";
import { OutcomeLine } from "./outcome-line";
import { optionFieldClass } from "./section";
import { useOutcome } from "./use-outcome";

interface Limit {
  name: "dailyLimit" | "monthlyLimit";
  label: string;
  parse(typed: string): TypedLimit;
  max: number;
  saved(amount: number): string;
  none: string;
  odd: string;
}

/** The two hard stops. Each is kept when its field is left, or by Enter. */
export function SpendingLimits() {
  return (
    <div className="grid grid-cols-2 items-start gap-x-6 gap-y-3 border-t border-line pt-4 max-[480px]:grid-cols-1">
      <LimitField
        name="dailyLimit"
        label={text("dailyLimit")}
        parse={parsePictureLimit}
        max={maxPicturesADay}
        saved={(amount) => text("dailyLimitSaved", formatNumber(amount))}
        none={text("dailyLimitOff")}
        odd={text("dailyLimitOdd", formatNumber(maxPicturesADay))}
      />
      <LimitField
        name="monthlyLimit"
        label={text("monthlyLimit")}
        parse={parseDollarLimit}
        max={maxDollarsAMonth}
        saved={(amount) => text("monthlyLimitSaved", formatUsd(amount))}
        none={text("monthlyLimitOff")}
        odd={text("monthlyLimitOdd", formatUsd(maxDollarsAMonth))}
      />
    </div>
  );
}

function LimitField({ name, label, parse, max, saved, none, odd }: Limit) {
  const [field, help] = [useId(), useId()];
  const stored = useSetting(name).value;
  // A text field: one for numbers hides what it cannot read, and an unreadable limit must not pass for none.
  const [typed, setTyped] = useState<string>();
  const [outcome, run] = useOutcome();
  const shown = typed ?? (stored === undefined ? "" : String(stored));

  async function save(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    if (typed === undefined) return;
    const limit = parse(typed);
    await run(async () => {
      if (limit === "unreadable") return { status: "error", message: odd };
      await (limit === "none" ? clearSetting(name) : writeSetting(name, limit.amount));
      setTyped(undefined);
      return { status: "success", message: limit === "none" ? none : saved(limit.amount) };
    });
  }

  function step(event: KeyboardEvent): void {
    const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    const now = parse(shown);
    if (by === undefined || now === "unreadable") return;
    event.preventDefault();
    const amount = now === "none" ? 0 : now.amount;
    setTyped(String(Math.min(max, Math.max(1, Math.floor(amount) + by))));
  }

  return (
    <form onSubmit={save} noValidate className="space-y-2">
      <label htmlFor={field} className="block font-semibold">
        {label}
      </label>
      <input
        id={field}
        type="text"
        role="spinbutton"
        inputMode="decimal"
        autoComplete="off"
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={stored ?? 0}
        aria-valuetext={shown || text("dailyLimitNone")}
        aria-invalid={outcome?.status === "error"}
        aria-describedby={help}
        placeholder={text("dailyLimitNone")}
        value={shown}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={step}
        onBlur={() => void save()}
        className={`${optionFieldClass} w-full max-w-40`}
      />
      <div id={help}>
        <OutcomeLine outcome={outcome} />
      </div>
    </form>
  );
}
