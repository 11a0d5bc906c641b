import type { Page } from "playwright-core";
import { type FalStage, pressGenerate } from "./fal-stage.ts";
import { type Row, upTo } from "./row.ts";

/** A letter in the prompt, from the key to the painted frame. */
export async function measureTyping({ popup }: FalStage): Promise<Row> {
  await popup.bringToFront();
  const prompt = popup.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("");
  const times: number[] = [];
  for (const letter of "a cup of coffee on a marble counter") {
    await popup.evaluate(arm, "keydown" as const);
    await popup.keyboard.press(letter === " " ? "Space" : letter);
    times.push(await readTime(popup));
  }
  return upTo({ row: "C1", name: "composer: key in the prompt → painted" }, times, 50);
}

/** From the press to the bar on the screen that says how far it is. */
export async function measureAnswer(stage: FalStage): Promise<Row> {
  const times: number[] = [];
  for (let turn = 0; turn < 8; turn++) {
    // The card of the press before is gone.
    await stage.popup.getByRole("progressbar").waitFor({ state: "detached" });
    await stage.popup.evaluate(arm, "click" as const);
    await pressGenerate(stage, `A cup at noon, take ${turn}`);
    times.push(await readTime(stage.popup));
  }
  return upTo({ row: "C2", name: "composer: press of Generate → its card on the screen" }, times, 100);
}

const readTime = async (popup: Page): Promise<number> =>
  (await popup.evaluate(() => (globalThis as { timed?: Promise<number> }).timed)) ?? 0;

/** Runs in the page: times the next letter, or the next press, until what it leads to is painted. */
function arm(event: "keydown" | "click"): void {
  const before = document.querySelector("textarea")?.value;
  const isThere = () =>
    event === "click"
      ? document.querySelector("[role=progressbar]") !== null
      : document.querySelector("textarea")?.value !== before;
  const timed = new Promise((resolve) => {
    const begin = ({ timeStamp }: Event) => {
      const look = () => {
        if (!isThere()) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        return port2.postMessage(0);
      };
      requestAnimationFrame(look);
    };
    window.addEventListener(event, begin, { capture: true, once: true });
  });
  Object.assign(globalThis, { timed });
}
