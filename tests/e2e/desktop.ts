import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import type { Locator, Page } from "playwright-core";

const run = promisify(execFile);
/** After this long (ms) a native menu is not coming any more. */
const hangs = 60_000;
/** And after this long a menu's own menu. */
const stuck = 10_000;

/** A display with a mouse and a keyboard that the browser cannot tell from a person's. */
export interface Desktop {
  display: string;
  /**
   * Right-clicks the middle of an element, and walks the native menu with these keys. For `stillness` ms after the last
   * one no program is started to look whether the menu has gone: what is being measured then has the processors.
   */
  rightClick(page: Page, target: Locator, keys: string[], stillness?: number): Promise<void>;
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

/** A virtual screen of its own, and the tool that moves its mouse and presses its keys. */
export interface Display {
  /** An X display such as `:99`. */
  display: string;
  /** Runs xdotool with these arguments, and gives what it says. */
  xdotool(...args: string[]): Promise<string>;
  close(): void;
}

/** Starts a virtual display; undefined where Xvfb or xdotool is missing. */
export async function openDisplay(): Promise<Display | undefined> {
  // `-r`: no key repeats itself. On a busy machine its release can come so late that it was held.
  const args = ["-r", "-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"];
  const server = spawn("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  // It says its number when it is ready.
  const [number] = await Promise.race([
    once(server.stdio[3]!, "data"),
    once(server, "error").then(() => [undefined]),
  ]);
  if (number === undefined) return undefined;
  const display = `:${String(number).trim()}`;
  const xdotool = async (...args: string[]): Promise<string> => {
    for (;;)
      try {
        return (await run("xdotool", args, { env: { ...process.env, DISPLAY: display } })).stdout;
      } catch (error) {
        // It dies of a window that goes while it looks at all of them, such as a menu that closes.
        const { stderr = "" } = error as { stderr?: string };
        if (args[0] !== "search" || !stderr.includes("BadWindow")) throw error;
      }
  };
  try {
    await xdotool("version");
  } catch {
    server.kill();
    return undefined;
  }
  return { display, xdotool, close: () => void server.kill() };
}

/** Starts a display for a browser that Playwright drives; undefined where Xvfb or xdotool is missing. */
export async function openDesktop(): Promise<Desktop | undefined> {
  const screen = await openDisplay();
  if (!screen) return undefined;
  const { display, xdotool, close } = screen;
  /** Each open menu is a window of its own. */
  const windows = async () =>
    (await xdotool("search", "--onlyvisible", "--class", "")).trim().split("\n").length;
  /** Whether there are so many windows within `patience` ms. */
  async function become(count: number, patience: number): Promise<boolean> {
    // Each look is a program that starts: more of them would only keep the menu from coming.
    for (const limit = Date.now() + patience; (await windows()) !== count; await pause(60))
      if (Date.now() > limit) return false;
    return true;
  }
  async function until(count: number): Promise<void> {
    if (!(await become(count, hangs)))
      throw new Error(`${await windows()} windows on the display, not ${count}`);
  }
  /** Opens a menu where the mouse is and walks it; false when a menu in it did not open, and all are closed. */
  async function walk(keys: string[], stillness: number): Promise<boolean> {
    const before = await windows();
    await xdotool("click", "3");
    let open = before + 1;
    await until(open);
    for (const key of keys) {
      await xdotool("key", key);
      if (key !== "Right" || (await become(++open, stuck))) continue;
      while ((await windows()) > before) await xdotool("key", "Escape", "sleep", "0.3");
      return false;
    }
    if (stillness > 0) await pause(stillness);
    await until(before);
    return true;
  }
  return {
    display,
    async rightClick(page, target, keys, stillness = 0) {
      await page.bringToFront();
      await target.scrollIntoViewIfNeeded();
      const box = (await target.boundingBox())!;
      const origin = await page.evaluate(() => ({
        x: window.screenX + (window.outerWidth - window.innerWidth) / 2,
        y: window.screenY + (window.outerHeight - window.innerHeight),
      }));
      const [x, y] = [origin.x + box.x + box.width / 2, origin.y + box.y + box.height / 2].map(Math.round);
      await xdotool("mousemove", String(x), String(y));
      // Seen at a load of 40: the keys had come to another item, and no menu opened there. Nothing was chosen then.
      for (const limit = Date.now() + hangs; !(await walk(keys, stillness)); )
        if (Date.now() > limit) throw new Error(`no menu opens at ${keys.join(" ")}`);
    },
    close,
  };
}
