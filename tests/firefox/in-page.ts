// What is sent into a page of Firefox as text: nothing from outside these functions exists there.

declare global {
  /** The functions of this file, in a page of Firefox. */
  var inPage: {
    findByRole: typeof findByRole;
    whenSeen: typeof whenSeen;
    middleOf: typeof middleOf;
    isPointedAt: typeof isPointedAt;
    isFocused: typeof isFocused;
  };
}

/** The elements that one sees under this role and name, a control by role as assistive technology finds it. */
export function findByRole(role: string, name: string | RegExp): HTMLElement[] {
  const native: Record<string, string> = {
    button: "button, input[type=button], input[type=submit], summary",
    textbox: "textarea, input:not([type]), input[type=text], input[type=url], input[type=password]",
    searchbox: "input[type=search]",
    spinbutton: "input[type=number]",
    checkbox: "input[type=checkbox]",
    radio: "input[type=radio]",
    img: "img",
    list: "ul, ol",
    listitem: "li",
    link: "a[href]",
    group: "fieldset",
    status: "output",
    heading: "h1, h2, h3",
    paragraph: "p",
    region: "section",
  };
  const textOf = (id: string) => document.getElementById(id)?.textContent ?? "";
  const nameOf = (element: HTMLElement) => {
    const labelledBy = element.getAttribute("aria-labelledby")?.split(/\s+/).map(textOf).join(" ");
    const labels = [...((element as HTMLInputElement).labels ?? [])]
      .map((label) => label.textContent)
      .join(" ");
    const copy = element.cloneNode(true) as HTMLElement;
    for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
    const given = labelledBy || element.getAttribute("aria-label") || labels || element.getAttribute("alt");
    return (given || copy.textContent || element.title).replace(/\s+/g, " ").trim();
  };
  const selector = [`[role=${role}]`, ...(native[role] ? [native[role]] : [])].join(", ");
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
    const own = element.getAttribute("role") ?? role;
    const called = nameOf(element);
    const fits = typeof name === "string" ? called === name : name.test(called);
    return own === role && fits && element.checkVisibility({ visibilityProperty: true });
  });
}

/** Resolves with what `look` gives, as soon as that is something; looks again whenever the page changes. */
export function whenSeen<T>(look: () => T | undefined, what: string, timeout: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => check());
    const timer = setTimeout(() => {
      observer.disconnect();
      reject(
        new Error(`not seen within ${timeout} ms: ${what}. Page: ${document.body.innerText.slice(0, 1500)}`),
      );
    }, timeout);
    const check = () => {
      const seen = look();
      if (seen === undefined) return;
      clearTimeout(timer);
      observer.disconnect();
      resolve(seen);
    };
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    check();
  });
}

/** The middle of an element in pixels of the screen, once it is in sight and has stood still for two frames. */
export async function middleOf(element: HTMLElement): Promise<{ x: number; y: number }> {
  // In the middle, where no header that sticks lies over it.
  element.scrollIntoView({ block: "center", inline: "nearest" });
  const { mozInnerScreenX, mozInnerScreenY } = window as unknown as Record<string, number>;
  const middle = () => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
  };
  const frames = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  for (let before = middle(); ; ) {
    await frames();
    const now = middle();
    if (now.x === before.x && now.y === before.y)
      return { x: Math.round(mozInnerScreenX! + now.x), y: Math.round(mozInnerScreenY! + now.y) };
    before = now;
  }
}

/** Whether the mouse is over the element, now or with its next movement. */
export async function isPointedAt(element: HTMLElement | undefined): Promise<boolean> {
  if (!element || element.matches(":hover")) return element !== undefined;
  const moved = new Promise((next) => addEventListener("mousemove", next, { once: true }));
  await Promise.race([moved, new Promise((next) => setTimeout(next, 200))]);
  return element.matches(":hover");
}

/** Whether the element has the focus, now or in a moment. */
export async function isFocused(element: HTMLElement | undefined): Promise<boolean> {
  if (!element || element === document.activeElement) return element !== undefined;
  const focused = new Promise((next) => element.addEventListener("focus", next, { once: true }));
  await Promise.race([focused, new Promise((next) => setTimeout(next, 1_000))]);
  return element === document.activeElement;
}
