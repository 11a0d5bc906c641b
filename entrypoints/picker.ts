import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import type { Role } from "../lib/domain/tray";
import { installAgent } from "../lib/page/page-agent";
import type { ImageDescription } from "../lib/page/protocol";
import { openPicker } from "../lib/picker/picker";

declare global {
  /** In our isolated world: what the user chose, or undefined when the user left. The worker waits for it. */
  var refshotPick:
    | ((captureId: string) => Promise<{ role: Role; sighting: ImageDescription } | undefined>)
    | undefined;
  /** Ends an open picker, when the user asks for one again. */
  var refshotLeave: (() => void) | undefined;
}

/** Injected when the user wants to choose a picture on the page; gone, with all it showed, when that is done. */
export default defineUnlistedScript(() => {
  globalThis.refshotLeave?.();
  const { picked, leave } = openPicker();
  globalThis.refshotLeave = leave;
  globalThis.refshotPick = async (captureId) => {
    const choice = await picked;
    return choice && { role: choice.role, sighting: installAgent()(captureId).choose(choice.found) };
  };
});
