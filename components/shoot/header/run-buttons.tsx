import type { ComponentProps } from "react";
import { text } from "../../../lib/browser/i18n";
import type { ShootAction } from "../../../lib/messaging/command-schemas";
import type { ShootCounts } from "../../../lib/shoot/cells";
import type { Shoot } from "../../../lib/shoot/shoot";
import type { PressEvent } from "../../paid/pay-press";
import { Button } from "../../ui/button";
import { useShootCommand } from "./use-shoot-command";

interface RunButtonsProps {
  shoot: Shoot;
  counts: ShootCounts;
  onReview: () => void;
}

/**
 * The presses of a run. All are always in their places, so that none comes under a pointer that meant another;
 * those that would do nothing now are dimmed.
 */
export function RunButtons({ shoot, counts, onReview }: RunButtonsProps) {
  const { state } = shoot;
  const { toMake, open, failed, done } = counts;
  const command = useShootCommand(shoot.id);
  const isOn = state === "running" || state === "waiting";
  const isPaused = state === "paused";
  const press = (action: ShootAction) => (event: PressEvent) => void command(action, event);
  return (
    <div className="flex flex-wrap items-center justify-end gap-1.5">
      <RunButton size="small" can={failed > 0} onPress={press("retry-failed")}>
        {text("shootRetry")}
      </RunButton>
      <RunButton
        size="small"
        can={(isOn || isPaused) && toMake + open > 0}
        onPress={press("cancel-unstarted")}
      >
        {text("shootCancel")}
      </RunButton>
      <RunButton can={done > 0} onPress={onReview}>
        {text("shootReview")}
      </RunButton>
      <RunButton can={isOn} onPress={press("pause")}>
        {text("shootPause")}
      </RunButton>
      <RunButton variant={isPaused ? "primary" : "plain"} can={isPaused} onPress={press("resume")}>
        {text("shootResume")}
      </RunButton>
      <RunButton
        variant={isPaused ? "plain" : "primary"}
        can={!isOn && !isPaused && toMake > 0}
        onPress={press("start")}
      >
        {text("shootStart")}
      </RunButton>
    </div>
  );
}

interface RunButtonProps extends Pick<ComponentProps<typeof Button>, "variant" | "size" | "children"> {
  /** Whether it does anything now. */
  can: boolean;
  onPress: (event: PressEvent) => void;
}

function RunButton({ can, onPress, ...rest }: RunButtonProps) {
  return (
    <Button
      {...rest}
      // Not `disabled`: the button that was pressed would lose the focus to nothing.
      aria-disabled={!can}
      onClick={(event) => can && onPress(event)}
      className="aria-disabled:cursor-default aria-disabled:opacity-45"
    />
  );
}
