import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { describe } from "../lib/page/describe";
import { installReach } from "../lib/page/reach";
import { openPicker } from "../lib/picker/picker";
import type { Role } from "../lib/roles";
import type { Sighting } from "../lib/sighting";

declare global {
  /** In our isolated world: what the user chose, or undefined when the user left. The worker waits for it. */
  var refshotPicked: Promise<{ role: Role; sighting: Sighting } | undefined> | undefined;
  /** Ends an open picker, when the user asks for one again. */
  var refshotLeave: (() => void) | undefined;
}

/** Injected when the user wants to choose a picture on the page; gone, with all it made, when that is done. */
export default defineUnlistedScript(() => {
  globalThis.refshotLeave?.();
  const { picked, leave } = openPicker();
  globalThis.refshotLeave = leave;
  globalThis.refshotPicked = picked.then((choice) => {
    delete globalThis.refshotLeave;
    if (!choice) return undefined;
    installReach(choice.found);
    return { role: choice.role, sighting: describe(choice.found) };
  });
});
