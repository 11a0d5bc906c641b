import { expect, it } from "vitest";
import { launchWithExtension } from "../../sandbox/browser.ts";
import { wordsOf } from "../../sandbox/screenshots/words.ts";

it("Options lead to the guide in the user's language, with the sentences that Refshot shows", async () => {
  const browser = await launchWithExtension({ language: "id" });
  const say = wordsOf("id");
  const options = await browser.open("options.html");
  const opened = options.waitForEvent("popup");
  await options.getByRole("link", { name: say("guide"), exact: true }).click();
  const guide = await opened;
  await guide.getByText(say("error_prompt_empty"), { exact: true }).waitFor();
  expect(await guide.locator("html").getAttribute("lang")).toBe("id");
  await guide.getByRole("link", { name: "Biaya dan batas" }).click();
  await expect.poll(() => guide.url()).toMatch(/#cost$/);
  await browser.close();
});
