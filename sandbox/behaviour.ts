import type { PriceChanges } from "./billing.ts";
import type { Fault } from "./faults.ts";
import { defaultHistory, type HistoryBehaviour } from "./history.ts";

/** A fault: requests that arrive at this point are answered so instead. */
export interface Refusal {
  status: number;
  /** A string is sent as plain text (a gateway's page), anything else as JSON. */
  body: unknown;
  headers?: Record<string, string>;
  /** "status" means both the status route and its stream. */
  at: "submit" | "status" | "stream" | "result" | "cancel" | "media" | "pricing" | "history";
  /** Only for requests with this prompt; without it, for all. */
  prompt?: string;
  /** How many requests are refused before the fault is over; without it, all. */
  times?: number;
}

/** Everything about the sandbox that can be changed while it runs. */
export interface Behaviour {
  /** What fal says to `fal-ai/flux-1.1/image-to-image`, which no public list of its endpoints has. */
  flux11: "missing" | "accepted-then-404" | "offered" | "wants-image-url";
  /**
   * What fal says to `fal-ai/flux-2/edit` and to `fal-ai/flux-2/lora/edit`: `missing` is a 404 on submit,
   * `accepted-then-404` one on the result.
   */
  flux2: "missing" | "accepted-then-404" | "offered";
  flux2Lora: "missing" | "accepted-then-404" | "offered";
  /** fal's queue takes any body and lets the result carry the 422; "submit" refuses at once. */
  validate: "result" | "submit";
  /** The safety checker flags every picture: black, and HTTP 200. */
  nsfw: boolean;
  /** false: the first picture that was sent comes back as it is, which takes no time of this computer's. */
  paints: boolean;
  /** The account's balance is exhausted. */
  locked: boolean;
  /** The one key that the direct routes accept, without "Key ". */
  key: string;
  /** How long fal takes to answer a submit that it has accepted. */
  submitMs: number;
  queueMs: number;
  runMs: number;
  /** How many requests run at a time; the others wait in the queue. 0 holds all of them there. */
  concurrency: number;
  refuse: Refusal | Refusal[] | null;
  /** false: there is no status stream, so a client must poll. */
  stream: boolean;
  /** false: every answer closes its connection, so that the next request opens a fresh one. */
  keepAlive: boolean;
  /** Answers that are spoiled on their way. */
  faults: Fault[];
  /** Stream events come twice, and the first once more after the last. */
  disorder: boolean;
  /** fal loses a request: at once after accepting it, or when it is completed. */
  forget: "accepted" | "completed" | null;
  /** Every init image is refused with a 422 that echoes it, and every 422 echoes its input. */
  echoInput: boolean;
  /**
   * What `X-Fal-Billable-Units` says on a result that is charged: `charged` is the truth, null no such header,
   * anything else stands there as it is.
   */
  billableUnits: string | null;
  /** Prices other than the list's, by endpoint; null takes one off the list. */
  prices: PriceChanges;
  /** The pricing call asked for an endpoint that has no price: a 404 for all, or an answer without that one. */
  unknownPrice: "refused" | "left-out";
  history: HistoryBehaviour;
}

/** What can be changed at once: of the history's settings also single ones. */
export type BehaviourChanges = Partial<Omit<Behaviour, "history">> & { history?: Partial<HistoryBehaviour> };

/** How the sandbox behaves when nobody says otherwise: like fal, as far as fal's habits are known. */
export const defaultBehaviour: Behaviour = {
  flux11: "missing",
  flux2: "offered",
  flux2Lora: "offered",
  validate: "result",
  nsfw: false,
  paints: true,
  locked: false,
  key: "sandbox-key-id:sandbox-key-secret",
  submitMs: 0,
  queueMs: 300,
  runMs: 600,
  concurrency: 2,
  refuse: null,
  stream: true,
  keepAlive: true,
  faults: [],
  disorder: false,
  forget: null,
  echoInput: false,
  billableUnits: "charged",
  prices: {},
  unknownPrice: "refused",
  history: defaultHistory,
};

/** Changes a behaviour in place; refusals and faults are copied, because their `times` are counted down. */
export function changeBehaviour(behaviour: Behaviour, changes: BehaviourChanges): void {
  const history = { ...behaviour.history, ...changes.history };
  Object.assign(behaviour, changes, { history });
  if (changes.refuse) behaviour.refuse = [changes.refuse].flat().map((refusal) => ({ ...refusal }));
  if (changes.faults) behaviour.faults = changes.faults.map((fault) => ({ ...fault }));
}

/** The refusal due at this point for this prompt, if any; counts it. */
export function takeRefusal(behaviour: Behaviour, at: Refusal["at"][], prompt: unknown): Refusal | undefined {
  const refusals = [behaviour.refuse ?? []].flat();
  const due = refusals.find(
    (refusal) => at.includes(refusal.at) && (refusal.prompt ?? prompt) === prompt && refusal.times !== 0,
  );
  if (due?.times) due.times -= 1;
  return due;
}
