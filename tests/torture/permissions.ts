import { type TortureStage, tryRow } from "./case.ts";
import { img, large } from "./row.ts";
import { hosts } from "./sites.ts";
import type { Line } from "./table.ts";
import { readFace } from "./tray.ts";

/** A crop, and then the popup's button and the browser's question: the original takes the crop's place. */
export async function upgradeCrop(stage: TortureStage): Promise<Line> {
  const { browser, person, own } = stage;
  const name = "`Get the original (allow cdn.example)` on a crop";
  await tryRow(
    stage,
    { name, body: img(`${hosts.cdn}/large.jpg`), by: "menu", ...large, crop: "without" },
    false,
  );
  const popup = await browser.open("popup.html");
  await popup.bringToFront();
  await popup.getByRole("button", { name: "Get the original (allow cdn.example)" }).click();
  await person.allow();
  let face = await readFace(own);
  for (const until = Date.now() + 10_000; face?.receipt.rung === "screen" && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    face = await readFace(own);
  }
  if (!popup.isClosed()) await popup.close();
  const { rung = "none", original } = face?.receipt ?? {};
  const got = `${original?.width}×${original?.height} ${original?.format}`;
  return { name, rung, got, wanted: "1600×2000", pass: rung === "worker" && got === "1600×2000 jpg" };
}

/** The same where the host by now gives another picture: the crop stays, and the user is told. */
export async function upgradeToOther(stage: TortureStage): Promise<Line> {
  const { browser, person, own } = stage;
  const name = "`Get the original` of what is another picture by now: the crop stays";
  const body = img(`${hosts.changing}/changing/1.jpg`);
  await tryRow(stage, { name, body, by: "menu", ...large, crop: "without" }, false);
  const before = await readFace(own);
  const popup = await browser.open("popup.html");
  await popup.bringToFront();
  await popup.getByRole("button", { name: "Get the original (allow changing.example)" }).click();
  await person.allow();
  const words = popup.getByRole("status").filter({ hasText: /another picture/i });
  const isTold = await words
    .first()
    .waitFor()
    .then(
      () => true,
      () => false,
    );
  await popup.close();
  const face = await readFace(own);
  const stays = face?.id === before?.id && face?.receipt.rung === "screen";
  const got = isTold ? "said, the crop is kept" : "not said";
  return { name, rung: face?.receipt.rung ?? "none", got, wanted: "a sentence", pass: stays && isTold };
}

/** Options' switch, and the browser's own question. */
export async function allowAllSites({ browser, person }: TortureStage): Promise<void> {
  const options = await browser.open("options.html");
  await options.bringToFront();
  await options.getByRole("switch", { name: "Allow all sites" }).click();
  await person.allow();
  await options.getByRole("switch", { name: "Allow all sites", checked: true }).waitFor();
  await options.close();
}

/** The switch back: nothing but fal's own hosts is left. */
export async function forgetAllSites({ browser }: TortureStage): Promise<Line> {
  const options = await browser.open("options.html");
  await options.bringToFront();
  await options.getByRole("switch", { name: "Allow all sites", checked: true }).click();
  await options.getByRole("switch", { name: "Allow all sites", checked: false }).waitFor();
  const { origins = [] } = await options.evaluate(() => chrome.permissions.getAll());
  await options.close();
  const got = origins.join(" ");
  return {
    name: "Options: all sites taken back",
    rung: "none",
    got,
    wanted: "fal's hosts",
    pass: !/\/\/\*\/|cdn/.test(got),
  };
}
