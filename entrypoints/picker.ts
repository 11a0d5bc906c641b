import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import type { Role } from "../lib/domain/tray";
import { installAgent } from "../lib/page/page-agent";
import type { ImageDescription } from "../lib/page/protocol";
import { ownGlobal, setOwnGlobal } from "../lib/page/safe-dom";
import { openPicker } from "../lib/picker/picker";

declare global {
  /** In our isolated world: what the user chose, or undefined when the user left. The worker waits for it. */
  var refshotPick:
    | ((captureId: string) => Promise<{ role: Role; sighting: ImageDescription } | undefined>)
    | undefined;
}

/** Injected when the user wants to choose a picture on the page; gone, with all it showed, when that is done. */
export default defineUnlistedScript(() => {
  // An element of the page with such an id is not ours.
  ownGlobal<() => void>("refshotLeave")?.();
  const { picked, leave } = openPicker();
  setOwnGlobal("refshotLeave", leave);
  setOwnGlobal("refshotPick", async (captureId: string) => {
    const choice = await picked;
    return choice && { role: choice.role, sighting: installAgent()(captureId).choose(choice.found) };
  });
});
