import { keepAsLookedFor } from "./lost-submit.ts";
import {
  lookAtOptions,
  lookAtPanel,
  lookAtPopup,
  lookAtShoot,
  make,
  patternOf,
  photoFile,
  press,
  setReference,
  type Walk,
} from "./walk.ts";

/** English in both languages: the models read it best. */
const written = {
  lifestyle:
    "A cup in everyday use in a bright home, a person partly in view, morning light, lifestyle photo",
  table: "The cup on a light wooden table, window light from the left, soft shadow, product photo",
  beauty: "The cup beside water drops and petals on a glossy pastel surface, clean soft light",
  food: "The dish on a ceramic plate, slight steam, fresh garnish, dark wooden table, food photo",
  fashionWoman: "A woman model, full figure, natural pose, plain light grey studio, soft daylight",
  fashionMan: "A man model, three-quarter view, relaxed pose, plain warm white studio, soft side light",
};

/** Before anything is set: what a user meets first. */
async function beforeAnything(walk: Walk): Promise<void> {
  const { browser, sandbox, say } = walk;
  await lookAtPopup(walk, "popup-empty");
  await lookAtPanel(walk, "sidepanel-empty", [640, 640]);
  const options = await browser.open("options.html");
  await options.getByRole("heading", { name: say("welcomeTitle") }).waitFor();
  await lookAtOptions(walk, options, "options-welcome", [760, 760]);
  await options.getByRole("textbox", { name: say("proxyUrl") }).fill(sandbox.proxyUrl);
  await options.getByRole("button", { name: say("saveProxy") }).click();
  await options.getByText(say("proxySaved")).waitFor();
  await options.close();
}

/** A day's work: results from words, from a product and from a face, one blocked, one that failed. */
async function work(walk: Walk): Promise<void> {
  const { sandbox, say } = walk;
  const ready = (count: number) => patternOf(say("readyMany"), String(count));
  await make(walk, written.lifestyle, 2, ready(2));
  await setReference(walk, "background", "background");
  await setReference(walk, "product", "product");
  await make(walk, written.table, 3, ready(3));
  sandbox.behave({ nsfw: true });
  await make(walk, written.beauty, 1, patternOf(say("error_blocked")));
  sandbox.behave({ nsfw: false, locked: true });
  await make(walk, written.food, 1, patternOf(say("error_account_locked")));
  await lookAtPopup(walk, "popup-failed");
  sandbox.behave({ locked: false });
  await setReference(walk, "face", "face");
  await make(walk, written.fashionWoman, 2, ready(2));
  await lookAtPopup(walk, "popup-done");
}

/** What is sent of several references: asked, chosen, all of them; and the shelf of faces. */
async function composing(walk: Walk): Promise<void> {
  const { popup, panel, say } = walk;
  await popup.bringToFront();
  await popup
    .getByRole("button", { name: say("sendThisOne") })
    .nth(1)
    .click();
  await press(popup, "radio", say("restyleOne"));
  await lookAtPopup(walk, "popup-restyle");
  await press(popup, "radio", say("combineAll"));
  await popup.getByText(say("sentencesShow")).click();
  await lookAtPopup(walk, "popup-combine");
  await panel.reload();
  await panel.getByRole("radio", { name: say("combineAll") }).waitFor();
  await lookAtPanel(walk, "sidepanel-combine", [640, 900]);
  await popup.bringToFront();
  await press(popup, "button", say("models"));
  await popup
    .getByRole("dialog")
    .getByRole("button", { name: say("modelAdd") })
    .click();
  await lookAtPopup(walk, "popup-models");
  await popup
    .getByRole("dialog")
    .getByRole("button", { name: say("close") })
    .click();
  await press(popup, "radio", say("restyleOne"));
}

/** What goes wrong with money in it: a batch that failed alike, a limit that is near, a submit that is looked for. */
async function failing(walk: Walk): Promise<void> {
  const { browser, popup, panel, sandbox, say } = walk;
  sandbox.behave({ refuse: { status: 503, body: "down", at: "submit" } });
  await make(walk, written.food, 4, patternOf(say("failedMany"), "4"));
  sandbox.behave({ refuse: null });
  await browser.worker.evaluate(() => chrome.storage.local.set({ dailyLimit: 10 }));
  await popup.getByText(patternOf(say("limitNearDay"))).waitFor();
  await lookAtPopup(walk, "popup-limit");
  await keepAsLookedFor(panel, written.table);
  await panel.reload();
  await panel.getByText(say("phaseLooking")).waitFor();
  await panel
    .getByText(patternOf(say("failedCount"), "4"))
    .first()
    .waitFor();
  await press(panel, "button", say("newPictureTitle"));
  await lookAtPanel(walk, "sidepanel-looking", [640, 900]);
  await press(panel, "button", say("newPictureTitle"));
  await browser.worker.evaluate(() => chrome.storage.local.remove("dailyLimit"));
}

/** A batch on its way, in the popup and on top of the panel. */
async function running(walk: Walk): Promise<void> {
  walk.sandbox.behave({ queueMs: 600_000 });
  await make(walk, written.fashionMan, 2, patternOf(walk.say("phaseInQueueAt")));
  await lookAtPopup(walk, "popup");
  await walk.panel.bringToFront();
  await walk.panel.getByRole("progressbar").first().waitFor();
  await lookAtPanel(walk, "sidepanel", [640, 900]);
}

/** The prompts, over the popup and over the panel. */
async function prompts(walk: Walk): Promise<void> {
  for (const page of [walk.popup, walk.panel]) {
    await page.bringToFront();
    await page.getByRole("button", { name: walk.say("prompts"), exact: true }).click();
    await page.getByRole("button", { name: walk.say("prompts_starter") }).click();
    if (page === walk.popup) await lookAtPopup(walk, "popup-prompts");
    else await lookAtPanel(walk, "sidepanel-prompts", [640, 640]);
    await page.keyboard.press("Escape");
  }
}

/** The ways to find and to choose. */
async function choosing(walk: Walk): Promise<void> {
  const { panel, say } = walk;
  await panel.bringToFront();
  await panel.getByRole("button", { name: say("filters") }).click();
  await panel.getByRole("dialog").getByLabel(say("filterRole"), { exact: true }).selectOption("product");
  await lookAtPanel(walk, "sidepanel-filter", [640, 640]);
  await panel.getByRole("button", { name: say("filtersReset") }).click();
  await panel.keyboard.press("Escape");
  const done = panel
    .getByRole("listitem")
    .filter({ has: panel.getByRole("button", { name: say("download") }) });
  // The results that are out of sight are not in the page.
  await panel.setViewportSize({ width: 480, height: 1400 });
  for (const at of [0, 2]) {
    await done.nth(at).hover();
    await done
      .nth(at)
      .getByRole("button", { name: say("select") })
      .click();
  }
  await panel.mouse.move(0, 0);
  await lookAtPanel(walk, "sidepanel-selection", [640, 640]);
  await panel.getByRole("button", { name: say("compareTwo") }).click();
  await panel.getByRole("heading", { name: say("compareTitle") }).waitFor();
  await lookAtPanel(walk, "compare", [640, 900]);
  await panel.getByRole("button", { name: say("back") }).click();
  await panel.getByRole("button", { name: say("selectNone") }).click();
  await done
    .nth(0)
    .getByRole("button", { name: say("details") })
    .click();
  await panel.getByRole("region", { name: say("facts") }).waitFor();
  await lookAtPanel(walk, "details", [640, 1500]);
  await panel.getByRole("button", { name: say("technicalDetails") }).click();
  await panel.getByRole("region", { name: say("log") }).waitFor();
  await lookAtPanel(walk, "details-technical", [640, 1500]);
}

async function options(walk: Walk): Promise<void> {
  const page = await walk.browser.open("options.html");
  await page.getByRole("heading").nth(1).waitFor();
  await lookAtOptions(walk, page, "options", [640, 2400]);
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: walk.say("guide"), exact: true }).click();
  const guide = await opened;
  await guide.getByText(walk.say("error_prompt_empty")).waitFor();
  await lookAtOptions(walk, guide, "guide", [640, 2400]);
  await guide.close();
  await page.close();
}

/** A shoot: nothing in it yet, planned, the choice of a face, and on its way. */
async function shoots(walk: Walk): Promise<void> {
  const { say } = walk;
  const page = await walk.browser.open("shoot.html");
  const button = (name: Parameters<typeof say>[0]) =>
    page.getByRole("button", { name: say(name), exact: true });
  await button("addLook").waitFor();
  await lookAtShoot(walk, page, "shoot-empty");
  await page.getByLabel(say("addProductPictures")).setInputFiles(["product", "face"].map(photoFile));
  const looks = page.getByRole("list", { name: say("shootLooks") }).getByRole("listitem");
  for (const [at, prompt] of [written.table, written.lifestyle].entries()) {
    await button("addLook").click();
    await looks
      .nth(at)
      .getByRole("textbox", { name: say("prompt") })
      .fill(prompt);
  }
  await looks
    .nth(1)
    .getByRole("button", { name: say("look_face") })
    .click();
  await page.getByRole("dialog").waitFor();
  await lookAtShoot(walk, page, "shoot-face");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say("lookFromTray_face") })
    .click();
  await looks
    .nth(1)
    .getByRole("radio", { name: say("combineAll") })
    .check();
  for (const at of [0, 1])
    await page
      .getByRole("textbox", { name: say("sku") })
      .nth(at)
      .fill("CUP-01");
  await page
    .getByRole("checkbox", { name: say("make") })
    .nth(3)
    .uncheck();
  await lookAtShoot(walk, page, "shoot-planned");
  await button("shootStart").click();
  await page.getByText(say("shootState_done")).waitFor();
  await lookAtShoot(walk, page, "shoot");
  await page.close();
}

/** The walk through everything, in the order in which its states come about. */
export const surfaces = [
  beforeAnything,
  work,
  composing,
  failing,
  options,
  shoots,
  running,
  prompts,
  choosing,
];
