import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { Locator, Page } from "playwright-core";

/** A display with a mouse and a keyboard that the browser cannot tell from a person's. */
export interface Desktop {
  display: string;
  /** Right-clicks the middle of an element, and walks the native menu with these keys. */
  rightClick(page: Page, target: Locator, keys: string[]): Promise<void>;
  close(): void;
}

/** The native menu's keys to item number `index` (from 0) of Refshot's submenu: last but one, above Inspect. */
export const menuItem = (index: number) => [
  "Up",
  "Up",
  "Right",
  ...Array<string>(index).fill("Down"),
  "Return",
];

/** Starts a virtual display; undefined where Xvfb or xdotool is missing. */
export async function openDesktop(): Promise<Desktop | undefined> {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  // It says its number when it is ready.
  const [number] = await Promise.race([
    once(server.stdio[3]!, "data"),
    once(server, "error").then(() => [undefined]),
  ]);
  if (number === undefined) return undefined;
  const display = `:${String(number).trim()}`;
  const xdotool = (...args: string[]) =>
    execFileSync("xdotool", args, { env: { ...process.env, DISPLAY: display } });
  try {
    xdotool("version");
  } catch {
    server.kill();
    return undefined;
  }
  return {
    display,
    async rightClick(page, target, keys) {
      await page.bringToFront();
      await target.scrollIntoViewIfNeeded();
      const box = (await target.boundingBox())!;
      const origin = await page.evaluate(() => ({
        x: window.screenX + (window.outerWidth - window.innerWidth) / 2,
        y: window.screenY + (window.outerHeight - window.innerHeight),
      }));
      xdotool(
        ...[
          "mousemove",
          String(Math.round(origin.x + box.x + box.width / 2)),
          String(Math.round(origin.y + box.y + box.height / 2)),
        ],
        ...["sleep", "0.2", "click", "3", "sleep", "0.6"],
      );
      // A native menu gives no event to wait for: it needs a moment before each key.
      for (const key of keys) xdotool("key", key, "sleep", "0.25");
    },
    close: () => void server.kill(),
  };
}
