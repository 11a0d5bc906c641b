import { type Generation, isOpen, type Move } from "../domain/generation";
import { planLines, retryLine } from "../domain/log-lines";
import { type EndpointChoice, fallbackEndpoint, planRoute, type Route } from "../domain/request";
import { retryWayOf } from "../domain/retry";
import { type TraySlot, traySlots } from "../domain/tray";
import { FailureError } from "../failure/failure";
import { dataUrlLength } from "../image/data-url";
import type { Payload } from "../messaging/messages";
import type { Db } from "../storage/db";
import { addGenerations, moveGeneration, readBatch, removeHidden } from "../storage/generations";
import { readTray } from "../storage/references";
import type { Runner } from "./runner";

/** The same wish again within this long (ms), while its batch is still open, is a double click. */
const doubleClick = 500;

interface CommandParts {
  db: Db;
  runner: Runner;
  hasAccess(): Promise<boolean>;
  endpointChoice(): Promise<EndpointChoice>;
  /** The endpoint that fal is known not to offer, if any. */
  missingEndpoint(): Promise<string | undefined>;
  /** Called before pictures are asked for. Throws `daily_limit` when the user does not allow so many a day. */
  countTowardsLimit(images: number): Promise<void>;
  log(line: string): void;
}

/** The four commands that pages can give. Each throws a `Refusal` when it cannot be carried out. */
export function createCommands({
  db,
  runner,
  hasAccess,
  endpointChoice,
  missingEndpoint,
  countTowardsLimit,
  log,
}: CommandParts) {
  /** One paid command at a time, so that two presses see each other's batch, and what is left of the day. */
  let last: Promise<void> = Promise.resolve();
  /** The last press that began a batch. */
  let lastPress: { press: string; at: number } | undefined;

  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.catch(() => undefined).then(work);
    return last;
  }

  async function generateNow(payload: Payload<"generate">, at: number): Promise<void> {
    // The worker died between storing this press and answering it, and the page sent it again.
    if ((await readBatch(db, payload.press)).length > 0) return runner.resume();
    const request =
      "again" in payload ? await requestFromResult(payload.again) : await requestFromTray(payload);
    if (!request.prompt) throw new FailureError("prompt_empty");
    if (!(await hasAccess())) throw new FailureError("no_access");
    if (await isDoubleClick(request, at)) return;
    await countTowardsLimit(request.images);
    await store(request, payload.press, Date.now());
    lastPress = { press: payload.press, at };
    await runner.resume();
  }

  async function isDoubleClick(request: GenerateRequest, at: number): Promise<boolean> {
    if (!lastPress || at - lastPress.at > doubleClick) return false;
    return isSame(request, await readBatch(db, lastPress.press));
  }

  async function requestFromTray({
    prompt,
    images,
  }: {
    prompt: string;
    images: number;
  }): Promise<GenerateRequest> {
    return { prompt: prompt.trim(), images, places: traySlots(await readTray(db)) };
  }

  async function requestFromResult(id: string): Promise<GenerateRequest> {
    const generation = await db.generations.get(id);
    if (!generation) throw new FailureError("result_lost");
    return { prompt: generation.prompt, images: 1, places: generation.places };
  }

  /** N queued generations and the first lines of their logs, as one transaction. */
  async function store(
    { prompt, images, places }: GenerateRequest,
    batchId: string,
    now: number,
  ): Promise<void> {
    const { route, lines } = await plan(prompt, places);
    const generations = Array.from({ length: images }, (_, i): Generation => {
      // The first picture of a batch is its newest, so that a list that begins with the newest shows 1, 2, 3.
      const createdAt = now + (images - 1 - i) / 1000;
      const order = { id: crypto.randomUUID(), batchId, number: i + 1, batchSize: images, createdAt };
      const referenceIds = places.map(({ referenceId }) => referenceId);
      return { ...order, prompt, ...route, places, referenceIds, favourite: false, status: "queued" };
    });
    await addGenerations(db, generations, lines, now);
    lines.forEach(log);
  }

  /** Where a generation goes, and the lines of its log up to the send. Throws `reference_lost`. */
  async function plan(prompt: string, places: TraySlot[]): Promise<{ route: Route; lines: string[] }> {
    const [choice, missing] = await Promise.all([endpointChoice(), missingEndpoint()]);
    const route = planRoute(places.length > 0, choice, missing);
    const passedOver = choice === "auto" && route.endpoint === fallbackEndpoint ? missing : undefined;
    return { route, lines: planLines({ ...route, prompt, places }, await pictureLength(places), passedOver) };
  }

  /** The init image's length as a data URL, in characters; 0 without one. Throws `reference_lost`. */
  async function pictureLength([init]: TraySlot[]): Promise<number> {
    if (!init) return 0;
    const reference = await db.references.get(init.referenceId);
    if (!reference) throw new FailureError("reference_lost");
    return dataUrlLength(reference.bytes);
  }

  /** The user's word to go on: free where fal still has the answer or the picture, else one more submit. */
  async function retryNow({ id }: Payload<"retry">): Promise<void> {
    const generation = await db.generations.get(id);
    if (generation?.status !== "failed" && generation?.status !== "cancelled") return;
    const now = Date.now();
    const again = resumable(generation);
    if (again) await moveGeneration(db, id, [generation.status], again, [retryLine()], now);
    else {
      const { route, lines } = await plan(generation.prompt, generation.places);
      const { endpoint, fallback } = route;
      await countTowardsLimit(1);
      const to: Move = { status: "queued", endpoint, fallback };
      if (await moveGeneration(db, id, [generation.status], to, [retryLine(), ...lines], now))
        [retryLine(), ...lines].forEach(log);
    }
    await runner.resume();
  }

  async function cancel({ ids }: Payload<"cancel">): Promise<void> {
    await runner.cancel(ids);
  }

  /** Deletes for good what the user deleted and did not take back. */
  async function remove({ ids }: Payload<"remove">): Promise<void> {
    await removeHidden(db, Number.POSITIVE_INFINITY, ids);
  }

  return {
    generate(payload: Payload<"generate">): Promise<void> {
      // When it came, not when its turn comes; and not by the clock on the wall, which jumps.
      const at = performance.now();
      return inTurn(() => generateNow(payload, at));
    },
    retry: (payload: Payload<"retry">) => inTurn(() => retryNow(payload)),
    cancel,
    remove,
  };
}

interface GenerateRequest {
  prompt: string;
  images: number;
  places: TraySlot[];
}

function isSame({ prompt, images, places }: GenerateRequest, [first, ...rest]: Generation[]): boolean {
  if (!first) return false;
  const open = [first, ...rest].some(isOpen);
  const samePlaces = JSON.stringify(first.places) === JSON.stringify(places);
  return open && first.prompt === prompt && first.batchSize === images && samePlaces;
}

/** The move that goes on with what fal already has, without a second submit; undefined when there is none. */
function resumable(generation: Generation): Move | undefined {
  const way = retryWayOf(generation);
  if (generation.status !== "failed" || !generation.request || way === "submit") return undefined;
  const { request, remote, failure, submittedAt = generation.createdAt } = generation;
  const free = { submittedAt, request, retried: failure.code };
  if (way === "download" && remote) return { status: "saving", ...free, remote };
  return { status: "running", ...free, phase: "in-queue" };
}
