import { guidance, type Mode, readsAtMost, strength } from "./request";
import { isChosenByUser, pictureName, slotName } from "./sent-pictures";
import { picturesOf, type RequestPlan, sentPromptOf, stepsOf } from "./sent-request";
import type { TraySlot } from "./tray";

/** One line of a generation's log: when (ms since 1970) and what, in English. Never a key or image data. */
export interface LogLine {
  at: number;
  text: string;
}

/**
 * Lines as they are stored: the first, and what was said with it. A row each would be a hundred for a batch of eight,
 * and every row costs the press time.
 */
export interface StoredLines extends LogLine {
  generationId: string;
  more?: string[];
}

type Planned = RequestPlan & { endpoint: string };

/** A reference in words: `face reference`, `product reference 2`. */
function referenceName({ role, position }: TraySlot): string {
  return position === undefined ? `${role} reference` : `${role} reference ${position}`;
}

function settingsBlock(plan: Planned): string[] {
  const { mode, endpoint, imageSize } = plan;
  const pictures = picturesOf(plan);
  return [
    "Final prompt sent to fal.ai:",
    `  Model: ${endpoint}`,
    `  Mode: ${mode}`,
    `  Steps: ${stepsOf(plan)}, CFG: ${guidance}`,
    ...(mode === "image-to-image" ? [`  Strength: ${strength}`] : []),
    ...(imageSize ? [`  Size: ${imageSize.width}×${imageSize.height}`] : []),
    `  Prompt: ${sentPromptOf(plan)}`,
    mode === "multi-reference"
      ? `  Images: ${pictures.length} (${pictures.map(pictureName).join(", ")})`
      : `  Init image: ${pictures.length > 0 ? "YES" : "NO"}`,
  ];
}

/**
 * The lines up to the send; `lengths` are those of the pictures' data URLs in characters, `missing` the endpoint
 * that fal is already known not to offer and `plan` therefore does not use.
 */
export function planLines(plan: Planned, lengths: number[], missing?: string): string[] {
  const why = missing ? missingLines(missing, plan) : [];
  const generating = `Generating with ${plan.endpoint} (${plan.mode} mode)`;
  return [...startLines(plan, lengths), ...why, generating, ...settingsBlock(plan)];
}

function startLines(plan: Planned, lengths: number[]): string[] {
  if (plan.mode === "text-to-image") return ["No reference: text-to-image mode"];
  if (plan.mode === "multi-reference") return combineStartLines(plan.places, lengths);
  const [init] = picturesOf(plan);
  const byUser = isChosenByUser(plan.places, plan.chosen) ? " (chosen by the user)" : "";
  return [
    `Using ${init ? referenceName(init.slots[0]) : "no reference"} as init image${byUser}`,
    `Image-to-image mode: init image provided (length: ${lengths[0] ?? 0} characters)`,
    "No vision step: the model sees the picture itself",
    "The prompt is used together with the init image",
  ];
}

function combineStartLines(slots: TraySlot[], lengths: number[]): string[] {
  return [
    `Combining ${slots.length} references: ${slots.map(slotName).join(", ")}`,
    `Multi-reference mode: ${lengths.length} images provided (lengths: ${lengths.join(", ")} characters)`,
    "No vision step: the model sees the pictures themselves",
    "The prompt is used together with the images",
  ];
}

export function sendingLine(mode: Mode, number: number, batchSize: number): string {
  return `Sending ${mode} request to fal for image ${number}/${batchSize}`;
}

/** The lines that a missing endpoint adds before the next `Sending …`. `plan` already has the new endpoint. */
export function fallbackLines(missing: string, plan: Planned): string[] {
  return [...missingLines(missing, plan), ...settingsBlock(plan)];
}

/** What takes the place of a missing endpoint, and which pictures that one may not look at. */
function missingLines(missing: string, plan: Planned): string[] {
  const { endpoint } = plan;
  const reads = readsAtMost(endpoint);
  const unseen = picturesOf(plan).slice(reads).map(pictureName).join(", ");
  return [
    `fal does not offer ${missing}: using ${endpoint} with the same parameters`,
    ...(unseen
      ? [`${endpoint} looks at the first ${reads} images only, by fal's documents: ${unseen} may not be seen`]
      : []),
  ];
}

export const acceptedLine = (requestId: string) => `Accepted by fal (request id: ${requestId})`;
export const lookingLine = () => "The answer was lost: looking for it at fal";
export const foundLine = (requestId: string) => `Found at fal (request id: ${requestId})`;
export const queueLine = (position: number) => `In fal's queue, position ${position}`;
export const runningLine = () => "Running";
export const receivedLine = (seed: number | string | undefined) =>
  seed === undefined ? "Result received" : `Result received (seed: ${seed})`;
export const storedLine = (width: number, height: number, bytes: number) =>
  `Picture stored (${width}×${height} pixels, ${bytes} bytes)`;
export const failedLine = (code: string, detail?: string) =>
  detail ? `Failed: ${code}: ${detail}` : `Failed: ${code}`;
export const offlineLine = () => "No connection to fal: waiting until it is back";
export const heldLine = () => "No connection: nothing is sent until it is back";
export const cancelLine = () => "Cancel requested";
export const cancelledLine = () => "Cancelled";
export const shootPausedLine = (code: string) => `Waits: its shoot has paused (${code})`;
export const retryLine = () => "Retry asked for by the user";
export const waitingLine = (why: string, ms: number) =>
  `${why}: trying again in ${Math.max(1, Math.round(ms / 1000))} s`;
