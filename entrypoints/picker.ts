import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import type { installAgent } from "../lib/page/page-agent";
import type { Picker } from "../lib/page/picker-protocol";
import { ownGlobal, setOwnGlobal } from "../lib/page/safe-dom";
import { openPicker } from "../lib/picker/picker";

/**
 * Injected when the user wants to choose a picture on the page; gone, with all it showed, when that is done. It only
 * chooses: what reads pixels is `page-reach`, which follows once there is something to read.
 */
export default defineUnlistedScript(() => {
  // An element of the page with such an id is not ours.
  ownGlobal<Picker>("refshotPicker")?.leave();
  setOwnGlobal("refshotPicker", undefined);
  const { picked, leave } = openPicker();
  const picker: Picker = {
    picked: picked.then((choice) => choice && { role: choice.role }),
    async choose(captureId) {
      const choice = await picked;
      const agents = ownGlobal<ReturnType<typeof installAgent>>("refshotAgent");
      return choice && agents?.(captureId).choose(choice.found);
    },
    leave,
  };
  setOwnGlobal("refshotPicker", picker);
});
