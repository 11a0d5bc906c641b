import { Info } from "lucide-react";
import { Tooltip } from "radix-ui";
import { text } from "../../lib/browser/i18n";
import { guidance, steps, strength } from "../../lib/domain/request";
import { formatNumber } from "../format/numbers";

/** The numbers of every request, which nothing changes. */
export function FixedNumbers() {
  const line = text("fixedNumbers", steps, formatNumber(guidance, 2), formatNumber(strength, 2));
  return (
    <div className="flex items-center gap-1 text-12 text-ink-soft">
      <span>{line}</span>
      <Tooltip.Provider delayDuration={150}>
        <Tooltip.Root>
          <Tooltip.Trigger
            aria-label={text("fixedNumbersWhy")}
            className="flex size-6 items-center justify-center rounded-full hover:text-ink"
          >
            <Info size={14} aria-hidden="true" />
          </Tooltip.Trigger>
          <Tooltip.Portal>
            <Tooltip.Content
              sideOffset={4}
              collisionPadding={8}
              className="z-10 max-w-64 rounded-control bg-scrim-hover px-2.5 py-1.5 text-12 text-on-scrim"
            >
              {text("fixedNumbersWhy")}
            </Tooltip.Content>
          </Tooltip.Portal>
        </Tooltip.Root>
      </Tooltip.Provider>
    </div>
  );
}
