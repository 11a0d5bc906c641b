import type { Firefox } from "./firefox.ts";
import { extensionId } from "./preferences.ts";

/** Opens an address in the selected tab, and waits until it is loaded. */
export async function openAddress(firefox: Firefox, url: string): Promise<void> {
  await firefox.marionette.send("Marionette:SetContext", { value: "content" });
  await firefox.marionette.send("WebDriver:Navigate", { url });
  await firefox.marionette.send("Marionette:SetContext", { value: "chrome" });
}

/** Presses an item of the open context menu, and of the menus that it opens, each with the mouse. */
export async function chooseFromContextMenu(firefox: Firefox, ...labels: string[]): Promise<void> {
  for (const label of labels) await press(firefox, `#contentAreaContextMenu [label="${label}"]`);
}

/** Presses the extension's entry behind the puzzle piece in the toolbar, which opens the popup. */
export async function openPopup(firefox: Firefox): Promise<void> {
  // On the button of an open panel a press would only close that one.
  await closePanels(firefox);
  await press(firefox, "#unified-extensions-button");
  await press(firefox, `[data-extensionid="${extensionId}"] .unified-extensions-item-action-button`);
}

/** Closes the popup, and whatever else hangs from the toolbar. */
export async function closePanels(firefox: Firefox): Promise<void> {
  await firefox.chrome(async () => {
    for (const panel of document.querySelectorAll<XulPopup>("panel")) {
      if (panel.state === "closed") continue;
      const hidden = new Promise((next) => panel.addEventListener("popuphidden", next, { once: true }));
      panel.hidePopup();
      await hidden;
    }
  });
}

/** Presses "Allow" in the question that hangs from the address bar. */
export async function allow(firefox: Firefox): Promise<void> {
  await press(firefox, "#notification-popup .popup-notification-primary-button");
}

/** Presses a part of the browser's own window with the mouse, as soon as it stands there. */
async function press(firefox: Firefox, selector: string): Promise<void> {
  const { x, y } = await firefox.chrome(middleOfPart, selector);
  await firefox.display.xdotool("mousemove", String(x), String(y));
  await firefox.display.xdotool("click", "1");
}

/** Runs in the browser's own window. */
async function middleOfPart(selector: string): Promise<{ x: number; y: number }> {
  const middle = () => {
    const part = document.querySelector<HTMLElement & { screenX: number; screenY: number }>(selector);
    const { width = 0, height = 0 } = part?.getBoundingClientRect() ?? {};
    // A menu's items have no size, or stand at the edge of the screen, until it is open.
    const isOpen = part?.closest<XulPopup>("menupopup, panel")?.state ?? "open";
    if (!part || isOpen !== "open" || width === 0 || !part.checkVisibility()) return undefined;
    return { x: Math.round(part.screenX + width / 2), y: Math.round(part.screenY + height / 2) };
  };
  const until = Date.now() + 40_000;
  for (let before = middle(); Date.now() < until; ) {
    await new Promise((next) => setTimeout(next, 60));
    const now = middle();
    if (now && before && now.x === before.x && now.y === before.y) return now;
    before = now;
  }
  throw new Error(`not seen in the browser's window: ${selector}`);
}

/** Chooses a file in the system's own dialog, once that is open, and waits until it has closed. */
export async function chooseFileInDialog({ display }: Firefox, path: string): Promise<void> {
  const title = ["search", "--onlyvisible", "--name", "File Upload"];
  const [dialog = ""] = (await display.xdotool(...title.toSpliced(1, 0, "--sync"))).split("\n");
  await display.xdotool("windowfocus", "--sync", dialog);
  // A slash opens the field for a path.
  await display.xdotool("type", "--delay", "4", path);
  const isOpen = async () => (await display.xdotool(...title).catch(() => "")).split("\n").includes(dialog);
  const until = Date.now() + 40_000;
  // It takes no Return while it still looks up what was typed. One that comes when it has closed presses what is below.
  for (let looks = 0; await isOpen(); looks++) {
    if (Date.now() > until) throw new Error("the dialog for files does not close");
    await display.xdotool(...(looks % 20 === 0 ? ["key", "Return"] : []), "sleep", "0.1");
  }
}
