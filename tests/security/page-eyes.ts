import type { Page } from "playwright-core";

/** Runs in the page, before anything: whatever of ours touched what the page can replace would be noted. */
export const trap = `<script>
window.trap = [];
for (const [owner, name] of [[window, "fetch"], [Element.prototype, "attachShadow"], [HTMLCanvasElement.prototype, "toBlob"], [window, "createImageBitmap"], [window, "postMessage"]]) {
  const real = owner[name];
  owner[name] = function (...args) { window.trap.push(name); return real.apply(this, args); };
}
addEventListener("message", () => window.trap.push("message"));
</script>`;

/** All that a page can look up: its globals, what its prototypes have, its markup and its listeners' targets. */
export function lookAround(page: Page) {
  return page.evaluate(() => {
    const prototypes = [
      Object,
      Array,
      Function,
      Promise,
      Node,
      Element,
      Document,
      Window,
      EventTarget,
      HTMLImageElement,
    ];
    return {
      globals: Object.getOwnPropertyNames(window).sort(),
      prototypes: prototypes.map(({ name, prototype }) => [
        name,
        ...Object.getOwnPropertyNames(prototype).map(
          (key) => `${key} ${String(Object.getOwnPropertyDescriptor(prototype, key)?.value).slice(0, 60)}`,
        ),
      ]),
      sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
      html: document.documentElement.outerHTML,
      stored: [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie],
    };
  });
}

/** Tries, from a page, whatever might tell that the extension is there. */
export function detect(page: Page, id: string): Promise<string[]> {
  return page.evaluate(async (id) => {
    const files = [
      "manifest.json",
      "icon/16.png",
      "popup.html",
      "page-reach.js",
      "picker.js",
      "assets/",
      "background.js",
    ];
    const found = files.map(async (file) => {
      const url = `chrome-extension://${id}/${file}`;
      const loads = (element: HTMLImageElement | HTMLScriptElement) =>
        new Promise<boolean>((resolve) => {
          element.onload = () => resolve(true);
          element.onerror = () => resolve(false);
          element.src = url;
          if (element.localName === "script") document.head.append(element);
        });
      const answers = await Promise.all([
        fetch(url).then(
          () => true,
          () => false,
        ),
        loads(new Image()),
        loads(document.createElement("script")),
      ]);
      return answers.includes(true) ? [file] : [];
    });
    return (await Promise.all(found)).flat();
  }, id);
}

/** Says everything to the extension `id` in every way there is; gives what was answered. */
export async function speakTo({ id, messages }: { id: string; messages: unknown[] }): Promise<string[]> {
  const runtime = globalThis.chrome?.runtime;
  if (!runtime?.sendMessage) return [];
  const heard: string[] = [];
  const wait = new Promise<void>((resolve) => setTimeout(resolve, 700));
  for (const message of messages) {
    void runtime.sendMessage(id, message).then(
      (answer) => void (answer !== undefined && heard.push(JSON.stringify(answer))),
      () => {},
    );
    try {
      const port = runtime.connect(id);
      port.onMessage.addListener((answer) => void heard.push(JSON.stringify(answer)));
      port.postMessage(message);
    } catch {
      // Nobody is there to connect to: that is the point.
    }
  }
  await wait;
  return heard;
}
