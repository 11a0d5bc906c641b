import type { Role } from "../domain/tray";
import type { Found } from "../page/find-images";
import { visibleBox } from "../page/visible-box";
import { step } from "./hit-test";
import { type Choice, createSurvey } from "./image-index";
import { actOf } from "./keys";
import { createView, type Shown } from "./view";

/** A picker that nobody uses goes by itself (ms). */
const longest = 5 * 60_000;

/** What the user chose. */
export interface Picked {
  role: Role;
  found: Found;
}

/** Opens the picker over the page. `picked` ends with a choice, or with nothing when the user left. */
export function openPicker(): { picked: Promise<Picked | undefined>; leave(): void } {
  const { promise, resolve } = Promise.withResolvers<Picked | undefined>();
  const survey = createSurvey();
  const view = createView({ assign, choose: (index) => update({ ...state, index }) });
  const listening = new AbortController();
  let state: Shown = { stack: [], index: 0, pinned: false };

  function end(picked?: Picked): void {
    listening.abort();
    clearTimeout(timer);
    clearInterval(watch);
    view.remove();
    resolve(picked);
  }
  const timer = setTimeout(end, longest);
  // A page that takes our element out, or moves under it.
  const watch = setInterval(() => (view.host.isConnected ? follow() : end()), 500);

  function update(next: Shown): void {
    state = next;
    view.show(state);
    for (const { found } of state.stack) survey.measure(found, follow);
  }

  /** The same pictures where they are now, and as large as is known now. */
  function follow(): void {
    const stack = state.stack.flatMap((choice) => {
      const box = visibleBox(choice.found.element);
      return box ? [{ ...choice, box, own: survey.ownSize(choice.found) }] : [];
    });
    const index = Math.max(
      0,
      stack.findIndex(({ found }) => same(found, state.stack[state.index]?.found)),
    );
    state = { ...state, stack, index };
    view.show(state);
  }

  function assign(role: Role): void {
    const found = state.stack[state.index]?.found;
    if (found) end({ role, found });
  }

  /** The next picture of the page by keyboard, brought into view, with what else is at its middle. */
  function move(by: 1 | -1): void {
    const all = survey.look();
    const at = all.findIndex(({ found }) => same(found, state.stack[state.index]?.found));
    const next = all[step(all.length, at, by)];
    if (!next) return;
    next.found.element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = visibleBox(next.found.element) ?? next.box;
    const around = survey.at(box.x + box.width / 2, box.y + box.height / 2);
    const isAround = around.some(({ found }) => same(found, next.found));
    const stack: Choice[] = isAround ? around : [{ ...next, box }, ...around];
    update({ stack, index: stack.findIndex(({ found }) => same(found, next.found)), pinned: true });
  }

  function onKey(event: KeyboardEvent): void {
    const act = actOf(event);
    if (event.ctrlKey || event.metaKey || event.altKey || !act) return;
    event.preventDefault();
    if (act.do === "leave") end();
    if (act.do === "step") move(act.by);
    if (act.do === "assign") assign(act.role);
    if (act.do === "pin") update({ ...state, pinned: state.stack.length > 0 });
  }

  function onPointer({ clientX, clientY, type }: MouseEvent): void {
    const isClick = type === "click";
    if (state.pinned && !isClick) return;
    const stack = survey.at(clientX, clientY);
    const kept = stack.findIndex(({ found }) => same(found, state.stack[state.index]?.found));
    update({ stack, index: Math.max(0, isClick ? kept : 0), pinned: isClick && stack.length > 0 });
  }

  listen(view, listening.signal, { onKey, onPointer, follow, leave: () => end() });
  view.show(state);
  return { picked: promise, leave: () => end() };
}

interface Handlers {
  onKey(event: KeyboardEvent): void;
  onPointer(event: MouseEvent): void;
  follow(): void;
  leave(): void;
}

/** Nothing that is done in the picker goes on to the page's own listeners. */
function listen(view: ReturnType<typeof createView>, signal: AbortSignal, handlers: Handlers): void {
  const { dialog, card, host } = view;
  dialog.addEventListener("keydown", handlers.onKey, { signal });
  dialog.addEventListener("cancel", handlers.leave, { signal });
  dialog.addEventListener("pointermove", (event) => event.target === dialog && handlers.onPointer(event), {
    signal,
  });
  dialog.addEventListener(
    "click",
    (event) => !card.contains(event.target as Node) && handlers.onPointer(event),
    {
      signal,
    },
  );
  window.addEventListener("scroll", handlers.follow, { signal, capture: true, passive: true });
  window.addEventListener("resize", handlers.follow, { signal });
  for (const type of [
    "keydown",
    "keyup",
    "keypress",
    "click",
    "pointerdown",
    "pointerup",
    "mousedown",
    "mouseup",
  ])
    host.addEventListener(type, (event) => event.stopPropagation(), { signal });
}

/** The survey makes its finds anew each time: the same element, shown the same way, is the same picture. */
function same(a: Found | undefined, b: Found | undefined): boolean {
  return a !== undefined && b !== undefined && a.element === b.element && a.shows === b.shows;
}
