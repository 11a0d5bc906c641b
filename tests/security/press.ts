import type { Stage } from "../e2e/stage.ts";

/** Asks for one picture of each prompt, as the popup's button does, and gives what was answered. */
export function press({ popup }: Pick<Stage, "popup">, prompts: string[]): Promise<string[]> {
  return popup.evaluate(async (prompts) => {
    const answers: string[] = [];
    for (const prompt of prompts) {
      const data = { press: crypto.randomUUID(), prompt, images: 1 };
      const answer = await chrome.runtime.sendMessage({ id: 1, type: "generate", data, timestamp: 1 });
      answers.push(JSON.stringify(answer));
    }
    return answers;
  }, prompts);
}
