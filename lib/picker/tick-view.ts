import { text } from "../browser/i18n";
import type { Choice } from "./image-index";
import { make } from "./make-element";
import { placeOn } from "./place";
import type { Tick } from "./ticking";

/** A checkbox on each picture, named as the page names that. */
export function createTickView(press: (choice: Choice, isRange: boolean) => void) {
  const layer = make("div", "ticks");
  const spots = new Map<Choice, { frame: HTMLElement; input: HTMLInputElement }>();

  function add({ choice, name }: Tick, number: number) {
    const input = make("input", "");
    input.type = "checkbox";
    input.setAttribute("aria-label", name ?? text("pickerPicture", number));
    input.addEventListener("click", ({ shiftKey }) => press(choice, shiftKey));
    const spot = { frame: make("div", "spot", input), input };
    spots.set(choice, spot);
    return spot;
  }

  function show(ticks: Tick[]): void {
    const kept = new Set(ticks.map(({ choice }) => choice));
    for (const [choice, { frame }] of spots)
      if (!kept.has(choice)) {
        frame.remove();
        spots.delete(choice);
      }
    let before: Element | undefined;
    for (const [i, tick] of ticks.entries()) {
      const isNew = !spots.has(tick.choice);
      const { frame, input } = spots.get(tick.choice) ?? add(tick, i + 1);
      if (isNew && before) before.after(frame);
      else if (isNew) layer.prepend(frame);
      before = frame;
      input.checked = tick.isOn;
      frame.classList.toggle("on", tick.isOn);
      frame.hidden = !tick.box;
      if (tick.box) placeOn(frame, tick.box);
    }
  }

  return { layer, show, focus: (choice: Choice) => spots.get(choice)?.input.focus({ preventScroll: true }) };
}
