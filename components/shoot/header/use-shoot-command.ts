import type { ShootAction } from "../../../lib/messaging/command-schemas";
import { sendCommand } from "../../../lib/messaging/send-command";
import { type PressEvent, payPress } from "../../paid/pay-press";
import { useReportFailure } from "../../status/report-failure";

/** What is to become of a shoot, as a press: half of a double click and the repeats of a held key do nothing. */
export function useShootCommand(id: string) {
  const report = useReportFailure();
  return (action: ShootAction, event: PressEvent): Promise<boolean> =>
    payPress(`shoot ${id} ${action}`, event, async (press) => {
      report(await sendCommand("shoot", { id, action, press }));
    });
}
