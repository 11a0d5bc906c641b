import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generate, openStage, type Stage, submits, waitForPictures } from "./stage.ts";

const key = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";

describe("the key from the clipboard to fal", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ key });
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    stage.sandbox.record.length = 0;
  });

  const openOptions = async () => {
    const options = await stage.browser.open("options.html");
    const field = options.getByLabel("fal API key", { exact: true });
    const first = options.getByRole("region", { name: "Welcome to Refshot" }).getByRole("listitem").first();
    const save = async (pasted: string, outcome: RegExp) => {
      await field.fill(pasted);
      await options.getByRole("button", { name: "Save key" }).click();
      await options.getByRole("status").filter({ hasText: outcome }).waitFor();
    };
    return { options, field, save, isConnected: () => first.getByRole("img", { name: "Done" }).isVisible() };
  };

  it("the field has the focus; what cannot be a key is refused and kept for mending", async () => {
    const { options, field, save, isConnected } = await openOptions();
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    await save("пароль", /not a fal key/);
    expect(await field.inputValue()).toBe("пароль");
    expect(await isConnected()).toBe(false);
    await options.close();
  });

  it("a wrong key is saved, refused by fal at once, and connects nothing", async () => {
    const { options, save, isConnected } = await openOptions();
    const wrong = `${key.slice(0, -4)}0000`;
    await save(wrong, /refused/);
    expect(await isConnected()).toBe(false);
    // The prices are asked for with it, too: this must not be counted as what the next key does.
    const asked = () => stage.sandbox.record.filter(({ route }) => route === "pricing");
    await expect.poll(() => asked().map(({ authorization }) => authorization)).toEqual([`Key ${wrong}`]);
    await options.close();
  });

  it.each([
    ["an invisible letter at its end", `${key}\u200b`],
    ["en dashes and a full-width colon", key.replaceAll("-", "\u2013").replace(":", "\uff1a")],
    ["the line of an .env file", `FAL_KEY="${key}"\n`],
  ])("%s: saved as it is meant, and fal has said so", async (_name, pasted) => {
    const { options, field, save, isConnected } = await openOptions();
    await save(pasted, /works/);
    expect(await field.inputValue()).toBe("");
    await expect.poll(isConnected).toBe(true);
    expect(new Set(stage.sandbox.record.map(({ authorization }) => authorization))).toEqual(
      new Set([`Key ${key}`]),
    );
    await options.close();
  });

  it("a prompt in any script is sent to the letter, half a letter as a mark", async () => {
    const { popup, panel, sandbox } = stage;
    const prompt = "แก้วกาแฟ कॉफ़ी 𝐂𝐨𝐟𝐟𝐞𝐞";
    await generate(popup, prompt);
    await waitForPictures(panel, prompt);
    await popup.getByRole("textbox", { name: "Prompt" }).evaluate((field: HTMLTextAreaElement) => {
      const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
      set?.call(field, "half \ud83d letter");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await popup.getByRole("button", { name: "Generate", exact: true }).click();
    await waitForPictures(panel, "half \ufffd letter");
    expect(submits(sandbox).map(({ body }) => body.prompt)).toEqual([prompt, "half \ufffd letter"]);
  });

  it("while an input method composes, Ctrl+Enter sends nothing and Escape closes nothing", async () => {
    const { popup, sandbox } = stage;
    await popup.bringToFront();
    const field = popup.getByRole("textbox", { name: "Prompt" });
    await field.fill("");
    await field.focus();
    const input = await popup.context().newCDPSession(popup);
    await input.send("Input.imeSetComposition", { text: "にほn", selectionStart: 3, selectionEnd: 3 });
    await popup.keyboard.press("Control+Enter");
    await popup.getByRole("button", { name: "Prompts" }).click();
    const dialog = popup.getByRole("dialog");
    await dialog.waitFor();
    await dialog.getByRole("button", { name: "Saved", exact: true }).click();
    await dialog.getByRole("button", { name: /^(?:New prompt|Save what is written now)$/ }).click();
    const words = dialog.getByRole("textbox").last();
    await words.fill("half written ");
    await words.focus();
    await input.send("Input.imeSetComposition", { text: "にほn", selectionStart: 3, selectionEnd: 3 });
    await popup.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(true);
    expect(await words.inputValue()).toContain("half written");
    expect(submits(sandbox)).toEqual([]);
  });
});
