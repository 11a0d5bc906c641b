import type { ElementBox } from "../page/protocol";
import { callAgent, type FrameTarget, injectAgent, readFrames } from "./page-client";
import { elementBoxSchema } from "./page-schemas";

/**
 * Where the picture of a capture is in the tab's top window: its frame says where it is in the frame, the frame
 * around that one where that is in itself, and so on. Undefined where a frame on the way lets no script in: then
 * nobody can say, and nothing may be cut out. `scroll`: see `PageAgent.locate`.
 */
export async function findOnScreen(place: FrameTarget, scroll: boolean): Promise<ElementBox | undefined> {
  let box = parse(await callAgent(place, "locate", scroll));
  if (!box || place.frameId === 0) return box;
  const frames = await readFrames(place.tabId);
  const known = frames.find(({ frameId }) => frameId === place.frameId);
  if (!known) return undefined;
  for (const path = known.path.split(","); box && path.length > 0; ) {
    const index = Number(path.pop());
    const [outer, ...others] = frames.filter((frame) => frame.path === path.join(","));
    if (!outer || others.length > 0) return undefined;
    const around = { ...place, frameId: outer.frameId };
    if (!(await injectAgent(around, "page-reach"))) return undefined;
    box = parse(await callAgent(around, "locateInside", index, box, scroll));
  }
  return box;
}

const parse = (answer: unknown) => elementBoxSchema.safeParse(answer).data;
