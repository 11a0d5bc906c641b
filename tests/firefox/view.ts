import type { Firefox } from "./firefox.ts";
import { findByRole, isFocused, isPointedAt, middleOf, whenSeen } from "./in-page.ts";
import { extensionId } from "./preferences.ts";

/** A page as a person meets it: found by role and name, pressed with the mouse, written in with the keys. */
export interface View {
  /** Runs a function in the page, and gives what it gives. It may use `inPage` and takes nothing else along. */
  evaluate<A extends unknown[], T>(run: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** Waits until an element with this role and name is seen. */
  see(role: string, name: string | RegExp, timeout?: number): Promise<void>;
  /** Waits until this text is seen anywhere. */
  read(text: string | RegExp, timeout?: number): Promise<void>;
  count(role: string, name: string | RegExp): Promise<number>;
  /** Presses the first of them with the real mouse. */
  press(role: string, name: string | RegExp, how?: PressOptions): Promise<void>;
  /** Presses into a field and writes there in place of what it holds. */
  write(role: string, name: string | RegExp, text: string): Promise<void>;
}

interface PressOptions {
  /** 3 is the right one. */
  button?: 1 | 3;
  /** Something of ours lies over it, which takes the press in its place: that is waited for. */
  covered?: boolean;
}

/** Where a view is: a page of the extension by its file, or the page in the selected tab. */
type Where = { page: string } | "tab";

/** The page of the extension with this file name, in whatever place it is open: popup, sidebar or tab. */
export const extensionView = (firefox: Firefox, page: string): View => createView(firefox, { page });

/** The web page in the selected tab. */
export const tabView = (firefox: Firefox): View => createView(firefox, "tab");

const prelude = `const inPage = { ${[findByRole, isFocused, isPointedAt, middleOf, whenSeen].map((part) => `${part.name}: ${part}`).join(", ")} };`;
/** A limit (ms) against hangs. */
const patience = 40_000;

function createView(firefox: Firefox, where: Where): View {
  const evaluate: View["evaluate"] = async (run, ...args) => {
    const script = `${prelude}\nreturn (${run}).apply(null, [${args.map(literal).join(",")}])`;
    return (await firefox.chrome(runInView, extensionId, where, script)) as never;
  };
  /** Moves the mouse onto an element; false when that has meanwhile gone elsewhere. */
  const pointAt = async (role: string, name: string | RegExp) => {
    const { x, y } = await evaluate(
      async (role, name, timeout) =>
        inPage.middleOf(
          await inPage.whenSeen(() => inPage.findByRole(role, name)[0], `${role} ${name}`, timeout),
        ),
      ...([role, name, patience] as const),
    );
    await firefox.display.xdotool("mousemove", String(x), String(y));
    return evaluate((role, name) => inPage.isPointedAt(inPage.findByRole(role, name)[0]), role, name);
  };
  const view: View = {
    evaluate,
    async see(role, name, timeout = patience) {
      await evaluate(
        (role, name, timeout) =>
          inPage.whenSeen(
            () => (inPage.findByRole(role, name).length > 0 ? true : undefined),
            `${role} ${name}`,
            timeout,
          ),
        ...([role, name, timeout] as const),
      );
    },
    async read(text, timeout = patience) {
      await evaluate(
        (text, timeout) => {
          const isThere = () => {
            const all = document.body.innerText;
            return typeof text === "string" ? all.includes(text) : text.test(all);
          };
          return inPage.whenSeen(() => isThere() || undefined, `text ${text}`, timeout);
        },
        ...([text, timeout] as const),
      );
    },
    count: (role, name) => evaluate((role, name) => inPage.findByRole(role, name).length, role, name),
    async press(role, name, { button = 1, covered = false } = {}) {
      for (const until = Date.now() + patience; (await pointAt(role, name)) === covered; )
        if (Date.now() > until)
          throw new Error(`the mouse ${covered ? "still reaches" : "does not reach"} ${role} ${name}`);
      await firefox.display.xdotool("click", String(button));
    },
    async write(role, name, text) {
      const hasFocus = () =>
        evaluate((role, name) => inPage.isFocused(inPage.findByRole(role, name)[0]), role, name);
      // A page that still loads moves the field from under the mouse.
      for (const until = Date.now() + patience; ; ) {
        await view.press(role, name);
        if (await hasFocus()) break;
        if (Date.now() > until) throw new Error(`the press gave no focus to ${role} ${name}`);
      }
      await firefox.display.xdotool("key", "ctrl+a");
      await firefox.display.xdotool("type", "--delay", "4", text);
      await evaluate(
        async (role, name, text, timeout) => {
          const field = inPage.findByRole(role, name)[0] as HTMLInputElement | undefined;
          const isWritten = () => field?.value === text || undefined;
          if (isWritten()) return;
          await Promise.race([
            new Promise((next) => field?.addEventListener("input", () => isWritten() && next(undefined))),
            new Promise((_, fail) => setTimeout(fail, timeout, new Error(`it holds: ${field?.value}`))),
          ]);
        },
        ...([role, name, text, patience] as const),
      );
    },
  };
  return view;
}

/** An argument as source text, so that a regular expression can travel. */
const literal = (value: unknown) =>
  value instanceof RegExp ? String(value) : value === undefined ? "undefined" : JSON.stringify(value);

/** Runs in the browser's own window. */
async function runInView(id: string, where: Where, script: string): Promise<unknown> {
  const find = () => {
    if (where === "tab") return gBrowser.selectedBrowser.browsingContext;
    const views = [...(WebExtensionPolicy.getByID(id)?.extension.views ?? [])];
    return views.findLast(({ uri }) => uri.filePath === `/${where.page}`)?.browsingContext;
  };
  const until = Date.now() + 40_000;
  while (!find()?.currentWindowGlobal && Date.now() < until)
    await new Promise((next) => setTimeout(next, 30));
  const actor = find()?.currentWindowGlobal?.getActor("MarionetteCommands");
  if (!actor) throw new Error(`no view ${JSON.stringify(where)}`);
  return actor.executeScript(script, [], { timeout: 60_000 });
}
