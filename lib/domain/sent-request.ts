import { combinePrompt } from "./combine-prompt";
import type { ImageSize } from "./combine-size";
import { type CombineSteps, type Mode, steps } from "./request";
import { isSheet, type SentPicture, sentPictures } from "./sent-pictures";
import type { TraySlot } from "./tray";

/** What decides what is sent, beside the endpoint: fixed when Generate is pressed, and kept with the generation. */
export interface RequestPlan {
  mode: Mode;
  /** The user's own words. */
  prompt: string;
  /** Every reference that was in the tray, in its order. */
  places: TraySlot[];
  /** The reference that the user had sent in place of the first one. */
  chosen?: string | undefined;
  /** Combined only: whether the prompt begins with what each picture is. */
  sentences?: boolean | undefined;
  steps?: CombineSteps | undefined;
  imageSize?: ImageSize | undefined;
  /** Under this id the sheet is stored, where several products are sent as one. */
  sheetId?: string | undefined;
}

/** What was asked for, out of a generation that also says what became of it. */
export function planOf(generation: RequestPlan): RequestPlan {
  const { mode, prompt, places, chosen, sentences, steps: own, imageSize, sheetId } = generation;
  return {
    ...{ mode, prompt, places },
    ...(chosen !== undefined && { chosen }),
    ...(sentences !== undefined && { sentences }),
    ...(own !== undefined && { steps: own }),
    ...(imageSize && { imageSize }),
    ...(sheetId !== undefined && { sheetId }),
  };
}

/** The pictures of a request, in the order in which they are sent. */
export function picturesOf({ mode, places, chosen }: RequestPlan): SentPicture[] {
  return sentPictures(mode, places, chosen);
}

/** Under which id the pixels of a sent picture are stored; undefined for a sheet that was never made. */
export function pixelsIdOf(picture: SentPicture, { sheetId }: RequestPlan): string | undefined {
  return isSheet(picture) ? sheetId : picture.slots[0].referenceId;
}

/** The prompt as it leaves: what each picture is, where that is wanted, and the user's own words. */
export function sentPromptOf(plan: RequestPlan): string {
  if (plan.mode !== "multi-reference") return plan.prompt;
  return combinePrompt(plan.prompt, picturesOf(plan), plan.sentences ?? true);
}

/** The steps of a request: only a combined one may have others than all. */
export function stepsOf({ mode, steps: own }: RequestPlan): number {
  return mode === "multi-reference" && own !== undefined ? own : steps;
}
