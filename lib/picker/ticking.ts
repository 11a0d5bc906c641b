import type { Found } from "../page/find-images";
import { type Box, meet } from "../page/geometry";
import { nameImage } from "../page/name-image";
import { boxOf, visibleBox } from "../page/visible-box";
import type { Choice } from "./image-index";
import { same } from "./same";
import { apartOnly, isTickable, tickAlike, toggle, toggleRange } from "./ticks";

/** A picture that can be ticked, as it is shown now. */
export interface Tick {
  choice: Choice;
  /** Undefined where a part of the page hides it for now. */
  box: Box | undefined;
  isOn: boolean;
  name: string | undefined;
}

/** Keeps which pictures of the page are ticked, while the page loads more and moves. */
export function createTicking(look: () => Choice[], show: (ticks: Tick[]) => void) {
  let all: Choice[] = [];
  let ticked: Choice[] = [];
  let last: Choice | undefined;
  const names = new Map<Choice, string | undefined>();

  const known = (found: Found) => all.find((one) => same(one.found, found));

  /** Looks the page over again; what is gone is no longer ticked. */
  function refresh(): void {
    const found = apartOnly(look().filter(({ box, found }) => isTickable(box) && isOpaque(found.element)));
    // An element is held by the choice that it had: so is its checkbox.
    all = found.map((choice) => Object.assign(known(choice.found) ?? choice, { box: choice.box }));
    ticked = ticked.filter((one) => all.includes(one));
    follow();
  }

  function follow(): void {
    show(
      all.map((choice) => ({
        choice,
        box: spot(choice.found.element),
        isOn: ticked.includes(choice),
        name: nameOf(choice),
      })),
    );
  }

  function nameOf(choice: Choice): string | undefined {
    if (!names.has(choice)) names.set(choice, nameSafely(choice.found.element));
    return names.get(choice);
  }

  /** Ticks a picture or takes the tick away; `isRange`: and all from the last one to it. False when it has no checkbox. */
  function tick(found: Found, isRange: boolean): boolean {
    const one = known(found);
    if (!one) return false;
    ticked = isRange && last ? toggleRange(all, ticked, last, one) : toggle(all, ticked, one);
    if (!isRange) last = one;
    follow();
    return true;
  }

  function alike(found: Found | undefined): void {
    const like = (found && known(found)) ?? last ?? ticked[0];
    if (!like) return;
    ticked = tickAlike(all, ticked, like);
    last = like;
    follow();
  }

  function none(): void {
    ticked = [];
    last = undefined;
    follow();
  }

  return { refresh, follow, tick, alike, none, known, ticked: () => ticked, nameOf };
}

/** A page whose elements stand in each other's way has no names, and pictures all the same. */
function nameSafely(element: Element): string | undefined {
  try {
    return nameImage(element);
  } catch {
    return undefined;
  }
}

/** What a person sees: of two pictures in one place a shop shows one, and the other when the pointer comes. */
function isOpaque(element: Element): boolean {
  return Element.prototype.checkVisibility.call(element, { opacityProperty: true });
}

/** Where the checkbox goes: what lies beyond the window comes with scrolling, what is cut off has none. */
function spot(element: Element): Box | undefined {
  const whole = boxOf(element);
  return meet(whole, { x: 0, y: 0, width: innerWidth, height: innerHeight }) ? visibleBox(element) : whole;
}
