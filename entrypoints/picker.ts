import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { describe, shownAddress } from "../lib/page/describe-image";
import type { installAgent } from "../lib/page/page-agent";
import type { Picker } from "../lib/page/picker-protocol";
import { ownGlobal, setOwnGlobal } from "../lib/page/safe-dom";
import { openPicker, type Picked } from "../lib/picker/picker";

/**
 * Injected when the user wants to choose pictures on the page; gone, with all it showed, when that is done. It only
 * chooses: what reads pixels is `page-reach`, which follows once there is something to read.
 */
export default defineUnlistedScript(() => {
  // An element of the page with such an id is not ours.
  ownGlobal<Picker>("refshotPicker")?.leave();
  setOwnGlobal("refshotPicker", undefined);
  const { picked, hide, leave } = openPicker();
  const chosen = picked.then((choice) => choice && { choice, told: choice.found.map(tell) });
  const reading = async () => {
    const choice = await picked;
    return choice && "reading" in choice ? choice.reading : undefined;
  };
  const picker: Picker = {
    picked: picked.then((choice) => choice && answerOf(choice)),
    async choose(index, captureId) {
      const { choice, told } = (await chosen) ?? {};
      const [found, before] = [choice?.found[index], told?.[index]];
      const agents = ownGlobal<ReturnType<typeof installAgent>>("refshotAgent");
      if (!found || !before || !agents) return undefined;
      const now = agents(captureId).choose(found);
      if (shownAddress(found) === before.shown) return now;
      return { ...before.description, drawable: false, visible: false };
    },
    report: async (index, outcome) => (await reading())?.report(index, outcome) ?? false,
    hide,
    async finish() {
      if (!(await reading())?.finish()) leave();
    },
    leave,
  };
  setOwnGlobal("refshotPicker", picker);
});

const tell = (found: Picked["found"][number]) => ({
  description: describe(found),
  shown: shownAddress(found),
});

const answerOf = (choice: Picked) =>
  "role" in choice ? { role: choice.role } : { into: choice.into, names: choice.names };
