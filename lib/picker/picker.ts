import { text } from "../browser/i18n";
import type { Role } from "../domain/tray";
import type { Found } from "../page/find-images";
import type { Gathering } from "../page/picker-protocol";
import { visibleBox } from "../page/visible-box";
import { step } from "./hit-test";
import { type Choice, createSurvey } from "./image-index";
import { actOf } from "./keys";
import { listen } from "./listen";
import { same } from "./same";
import { createTicking } from "./ticking";
import { createView, type Shown } from "./view";

/** A picker that nobody uses goes by itself (ms). */
const longest = 5 * 60_000;

/** What the user chose: one picture for a role, or several together. */
export type Picked =
  | { role: Role; found: Found[] }
  | { into: Gathering; found: Found[]; names: string[]; reading: ReturnType<View["read"]> };

type View = ReturnType<typeof createView>;

/** Opens the picker over the page. `picked` ends with a choice, or with nothing when the user left. */
export function openPicker() {
  const { promise, resolve } = Promise.withResolvers<Picked | undefined>();
  const survey = createSurvey();
  const view: View = createView({
    assign,
    gather,
    choose: (index) => update({ ...state, index }),
    tick({ found }, isRange) {
      rest();
      ticking.tick(found, isRange);
    },
    alike: () => ticking.alike(current()),
    none: () => ticking.none(),
  });
  const ticking = createTicking(survey.look, view.showTicks);
  const listening = new AbortController();
  let state: Shown = { stack: [], index: 0, pinned: false };
  const current = () => state.stack[state.index]?.found;

  function end(picked?: Picked): void {
    listening.abort();
    clearTimeout(timer);
    clearInterval(watch);
    if (!picked || "role" in picked) view.remove();
    resolve(picked);
  }
  let timer = setTimeout(end, longest);
  function rest(): void {
    clearTimeout(timer);
    timer = setTimeout(end, longest);
  }
  let hasMoved = false;
  // A page that takes our element out, or moves under it, or shows more than before.
  const watch = setInterval(() => {
    if (!view.host.isConnected) return end();
    if (hasMoved) ticking.refresh();
    hasMoved = false;
    follow();
  }, 500);

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
      stack.findIndex(({ found }) => same(found, current())),
    );
    state = { ...state, stack, index };
    view.show(state);
    ticking.follow();
  }

  function onMove(): void {
    hasMoved = true;
    follow();
  }

  function assign(role: Role): void {
    const found = current();
    if (found && ticking.ticked().length === 0) end({ role, found: [found] });
  }

  function gather(into: Gathering): void {
    const chosen = ticking.ticked();
    if (chosen.length === 0) return;
    const names = chosen.map((one) => ticking.nameOf(one) ?? "");
    const reading = view.read(names.map((name, i) => name || text("pickerPicture", i + 1)));
    end({ into, found: chosen.map(({ found }) => found), names, reading });
  }

  /** The next picture of the page by keyboard, brought into view, with what else is at its middle. */
  function move(by: 1 | -1): void {
    const all = survey.look();
    const at = all.findIndex(({ found }) => same(found, current()));
    const next = all[step(all.length, at, by)];
    if (!next) return;
    next.found.element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = visibleBox(next.found.element) ?? next.box;
    const around = survey.at(box.x + box.width / 2, box.y + box.height / 2);
    const isAround = around.some(({ found }) => same(found, next.found));
    const stack: Choice[] = isAround ? around : [{ ...next, box }, ...around];
    update({ stack, index: stack.findIndex(({ found }) => same(found, next.found)), pinned: true });
    ticking.follow();
    focusTick();
  }

  /** While pictures are being ticked, the keyboard is on the checkbox of the one that is meant. */
  function focusTick(): void {
    const found = current();
    const one = found && ticking.known(found);
    if (one && ticking.ticked().length > 0) view.focus(one);
  }

  function onKey(event: KeyboardEvent): void {
    rest();
    const act = actOf(event);
    if (event.ctrlKey || event.metaKey || event.altKey || !act) return;
    const target = event.target as Element;
    // On a checkbox, and on what is done with all that is ticked, these keys do what they do everywhere.
    const isPress = event.key === " " || event.key === "Enter";
    if (isPress && (target.localName === "input" || view.bar.contains(target))) return;
    event.preventDefault();
    if (act.do === "leave") end();
    if (act.do === "step") move(act.by);
    if (act.do === "assign") assign(act.role);
    if (act.do === "gather") gather(act.into);
    if (act.do === "alike") ticking.alike(current());
    if (act.do === "tick" && state.pinned) tickCurrent(event.shiftKey);
    else if (act.do === "pin" || act.do === "tick") update({ ...state, pinned: state.stack.length > 0 });
  }

  function tickCurrent(isRange: boolean): void {
    const found = current();
    if (found && ticking.tick(found, isRange)) focusTick();
  }

  function onPointer({ clientX, clientY, type, shiftKey }: MouseEvent): void {
    const isClick = type === "click";
    rest();
    if (state.pinned && !isClick) return;
    const stack = survey.at(clientX, clientY);
    const kept = stack.findIndex(({ found }) => same(found, current()));
    const isTicking = isClick && (shiftKey || ticking.ticked().length > 0);
    const pinned = isClick && !isTicking && stack.length > 0;
    update({ stack, index: Math.max(0, isClick ? kept : 0), pinned });
    // Once one is ticked, a click anywhere on a picture is as good as one on its checkbox.
    const ticked = isTicking && stack.find(({ found }) => ticking.known(found));
    if (ticked) ticking.tick(ticked.found, shiftKey);
  }

  listen(view, listening.signal, { onKey, onPointer, follow: onMove, leave: () => end() });
  view.show(state);
  ticking.refresh();
  const leave = () => {
    end();
    view.remove();
  };
  return { picked: promise, hide: view.hide, leave };
}
