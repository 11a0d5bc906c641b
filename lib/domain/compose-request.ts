import { fillProductName, productWords } from "./product-name";
import type { CombineSteps } from "./request";
import { initImageOf, isChosenByUser, modeFor } from "./sent-pictures";
import type { RequestPlan } from "./sent-request";
import type { TraySlot } from "./tray";

/** What the user asks for, before it is decided what that means for the request. */
export interface Composition {
  prompt: string;
  /** In the tray's order, with their names. */
  slots: TraySlot[];
  /** All references together, in place of one. */
  combine: boolean;
  /** The reference to be sent in place of the first by the rule. */
  chosen?: string | undefined;
  /** Of a combined one: whether the prompt says which picture is which, and the steps. */
  sentences: boolean;
  steps: CombineSteps;
}

/** The request that a composition leads to: its mode, the product's name in its prompt, and what goes with a mode. */
export function composeRequest(composition: Composition): RequestPlan {
  const { slots: places, combine, sentences, steps } = composition;
  const mode = modeFor(places, combine);
  const isCombined = mode === "multi-reference";
  const chosen = !isCombined && isChosenByUser(places, composition.chosen) ? composition.chosen : undefined;
  const words = productWords(places, isCombined, initImageOf(places, chosen));
  return {
    mode,
    prompt: fillProductName(composition.prompt.trim(), words),
    places,
    ...(chosen && { chosen }),
    ...(isCombined && { sentences, steps }),
  };
}
