/** What the probes below leave in the page for one another. */
interface Bench {
  ready?: number;
  whole?: { at: number; longest: number };
  mostPictures?: number;
  keystroke?: Promise<number>;
}

/**
 * Runs before the page's own scripts: notes when (ms since the navigation) every result in sight is drawn with its
 * picture.
 */
export function noteReady(): void {
  const bench = globalThis as unknown as Bench;
  const isDrawn = (item: Element) => {
    const hasPicture = item.querySelector("button[aria-label='Download']") !== null;
    const picture = item.querySelector("img");
    const isOther = item.querySelector("[data-opens-details]") !== null && !hasPicture;
    return isOther || (picture?.complete && picture.naturalWidth > 0);
  };
  const look = () => {
    const items = [...document.querySelectorAll("[data-result]")].filter(
      (item) => item.getBoundingClientRect().top < innerHeight,
    );
    if (items.length === 0 || !items.every(isDrawn)) return requestAnimationFrame(look);
    // After this frame has been painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      bench.ready = performance.now();
    };
    return port2.postMessage(0);
  };
  requestAnimationFrame(look);
}

/** Runs before the page's own scripts: notes when the prompt can be written in, and has the focus. */
export function notePrompt(): void {
  const bench = globalThis as unknown as Bench;
  const look = () => {
    const prompt = document.querySelector("textarea");
    prompt?.focus();
    if (!prompt || prompt.disabled || document.activeElement !== prompt) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      bench.ready = performance.now();
    };
    return port2.postMessage(0);
  };
  requestAnimationFrame(look);
}

/** Runs before the page's own scripts: notes when the first cells of a shoot can be ticked. */
export function noteMatrix(): void {
  const bench = globalThis as unknown as Bench;
  const look = () => {
    if (!document.querySelector("[role=gridcell] input")) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      bench.ready = performance.now();
    };
    return port2.postMessage(0);
  };
  requestAnimationFrame(look);
}

/**
 * Runs before the page's own scripts: notes when (ms since the navigation) the panel's words say that all results are
 * known, and the longest time between two frames from the first results on.
 */
export function noteWhole(words: string): void {
  const bench = globalThis as unknown as Bench;
  let last = 0;
  let longest = 0;
  const look = (now: number) => {
    if (last > 0) longest = Math.max(longest, now - last);
    if (document.querySelector("[data-result]")) last = now;
    if (!document.body?.textContent?.includes(words)) return requestAnimationFrame(look);
    bench.whole = { at: performance.now(), longest };
    return undefined;
  };
  requestAnimationFrame(look);
}

/** Times the next key pressed: until `expected` results are the list, those in sight with words and buttons. */
export function armKeystroke(expected: number): void {
  const bench = globalThis as unknown as Bench;
  const isThere = () => {
    const items = [...document.querySelectorAll("[data-result]")];
    if (expected === 0) return items.length === 0;
    const isItem = (item: Element) =>
      item.getAttribute("aria-setsize") === String(expected) &&
      item.querySelector("[data-opens-details]") !== null;
    return items.length > 0 && items.every(isItem);
  };
  bench.keystroke = new Promise((resolve) => {
    const press = ({ timeStamp }: KeyboardEvent) => {
      const look = () => {
        if (!isThere()) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        return port2.postMessage(0);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener("keydown", press, { capture: true, once: true });
  });
}

/** From now on counts the pictures in the page at every change of it, and remembers the most. */
export function countPictures(): void {
  const bench = globalThis as unknown as Bench;
  const count = () => {
    bench.mostPictures = Math.max(bench.mostPictures ?? 0, document.images.length);
  };
  bench.mostPictures = 0;
  new MutationObserver(count).observe(document.body, { childList: true, subtree: true });
}

/** Scrolls to the very end, a screen per frame with a rest at every tenth, and back to the top. Gives its length. */
export async function scrollThrough(): Promise<number> {
  const frame = () => new Promise(requestAnimationFrame);
  const length = document.documentElement.scrollHeight;
  for (let screen = 0; scrollY + innerHeight < document.documentElement.scrollHeight - 2; screen++) {
    scrollBy(0, innerHeight * 0.8);
    for (let rest = screen % 10 === 0 ? 8 : 1; rest > 0; rest--) await frame();
  }
  scrollTo(0, 0);
  return length;
}
