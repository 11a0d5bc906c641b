import { guidance, type Mode, steps, strength } from "./request";
import type { TraySlot } from "./tray";

/** One line of a generation's log: when (ms since 1970) and what, in English. Never a key or image data. */
export interface LogLine {
  at: number;
  text: string;
}

interface Planned {
  mode: Mode;
  endpoint: string;
  prompt: string;
  /** The first is the init image. */
  places: TraySlot[];
}

function nameOf({ role, position }: TraySlot): string {
  return position === undefined ? `${role} reference` : `${role} reference ${position}`;
}

function settingsBlock({ mode, endpoint, prompt, places: [init] }: Planned): string[] {
  return [
    "Final prompt sent to fal.ai:",
    `  Model: ${endpoint}`,
    `  Mode: ${mode}`,
    `  Steps: ${steps}, CFG: ${guidance}`,
    ...(init ? [`  Strength: ${strength}`] : []),
    `  Prompt: ${prompt}`,
    `  Init image: ${init ? "YES" : "NO"}`,
  ];
}

/**
 * The lines up to the send; `pictureLength` is the data URL's length in characters, `missing` the endpoint that
 * fal is already known not to offer and `plan` therefore does not use.
 */
export function planLines(plan: Planned, pictureLength: number, missing?: string): string[] {
  const [init] = plan.places;
  const start = init
    ? [
        `Using ${nameOf(init)} as init image`,
        `Image-to-image mode: init image provided (length: ${pictureLength} characters)`,
        "No vision step: the model sees the picture itself",
        "The prompt is used together with the init image",
      ]
    : ["No reference: text-to-image mode"];
  const why = missing ? [missingLine(missing, plan.endpoint)] : [];
  const generating = `Generating with ${plan.endpoint} (${plan.mode} mode)`;
  return [...start, ...why, generating, ...settingsBlock(plan)];
}

export function sendingLine(mode: Mode, number: number, batchSize: number): string {
  return `Sending ${mode} request to fal for image ${number}/${batchSize}`;
}

/** The lines that a missing endpoint adds before the next `Sending …`. `plan` already has the new endpoint. */
export function fallbackLines(missing: string, plan: Planned): string[] {
  return [missingLine(missing, plan.endpoint), ...settingsBlock(plan)];
}

function missingLine(missing: string, instead: string): string {
  return `fal does not offer ${missing}: using ${instead} with the same parameters`;
}

export const acceptedLine = (requestId: string) => `Accepted by fal (request id: ${requestId})`;
export const queueLine = (position: number) => `In fal's queue, position ${position}`;
export const runningLine = () => "Running";
export const receivedLine = (seed: number | undefined) =>
  seed === undefined ? "Result received" : `Result received (seed: ${seed})`;
export const storedLine = (width: number, height: number, bytes: number) =>
  `Picture stored (${width}×${height} pixels, ${bytes} bytes)`;
export const failedLine = (code: string, detail?: string) =>
  detail ? `Failed: ${code}: ${detail}` : `Failed: ${code}`;
export const offlineLine = () => "No connection to fal: waiting until it is back";
export const heldLine = () => "No connection: nothing is sent until it is back";
export const cancelLine = () => "Cancel requested";
export const cancelledLine = () => "Cancelled";
export const retryLine = () => "Retry asked for by the user";
export const waitingLine = (why: string, ms: number) =>
  `${why}: trying again in ${Math.max(1, Math.round(ms / 1000))} s`;
