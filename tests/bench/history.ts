import type { Generation, Status } from "../../lib/domain/generation";
import type { LogLine } from "../../lib/domain/log-lines";
import type { Reference } from "../../lib/domain/reference";
import type { Role, TraySlot } from "../../lib/domain/tray";

/** So many of the newest have logs and pictures: no list reads those of more. */
export const withLogs = 10_000;

/** A history as years of use leave it, without its pictures: those are drawn from `pictures.ts` by number. */
export interface History {
  generations: Generation[];
  references: Reference[];
  logs: (LogLine & { generationId: string })[];
}

const subjects =
  "linen jacket,espresso cup,leather bag,ceramic vase,running shoe,silk scarf,woman model in a knit dress,man model in a grey suit,glass bottle of perfume,bowl of rendang,batik shirt,wooden chair,face cream jar,silver ring,canvas backpack,plate of fried rice".split(
    ",",
  );
const scenes =
  "on a marble counter,in a sunlit studio,on a rainy street,by a tall window,at a night market,on a white background,in a rice field at dawn,flat lay with dried flowers,on a rough stone,in a small café".split(
    ",",
  );
const moods =
  "soft morning light,warm tones,high contrast,shallow depth of field,overcast and calm,golden hour,studio flash,film grain".split(
    ",",
  );
const details =
  "the fabric keeps its own colour and weave,seen slightly from above,with long shadows,three quarter view,the logo stays readable,plenty of empty space on the left".split(
    ",",
  );
const sites =
  "shop.example,tokobagus.example,www.wool-and-linen.example,pasar.example,cdn.bags.example,studio.example,me.jpg,images.example".split(
    ",",
  );
const notes = ["for Ani", "best one so far", "client said yes", "too dark, try again", "untuk katalog Maret"];
const statuses: Status[] = [
  "done",
  "done",
  "done",
  "done",
  "done",
  "done",
  "done",
  "done",
  "failed",
  "cancelled",
];

/** mulberry32: the same history for the same number, on every machine. */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` results in batches of one to eight, newest first from `now`, some twelve batches a day. */
export function makeHistory(count: number, now: number): History {
  const random = createRandom(7);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const id = () => uuid(random);
  const history: History = { generations: [], references: [], logs: [] };
  let places: TraySlot[] = [];
  for (let batch = 0; history.generations.length < count; batch++) {
    const createdAt = now - 60_000 - batch * 7_000_000 - Math.floor(random() * 3_000_000);
    if (batch % 8 === 0) places = addTray(history, createdAt, pick, id, random);
    const size = Math.min(
      random() < 0.1 ? 8 : 1 + Math.floor(random() * 4),
      count - history.generations.length,
    );
    const prompt = `A ${pick(subjects)} ${pick(scenes)}, ${pick(moods)}, ${pick(details)}, take ${batch}`;
    const used = random() < 0.3 ? [] : places;
    const batchId = id();
    for (let number = 1; number <= size; number++) {
      const order = {
        id: id(),
        batchId,
        number,
        batchSize: size,
        createdAt: createdAt + (size - number) / 1000,
      };
      const generation = makeGeneration(order, prompt, used, pick(statuses), random, id);
      if (random() < 0.05) generation.note = pick(notes);
      history.generations.push(generation);
      if (history.generations.length <= withLogs) history.logs.push(...linesOf(generation));
    }
  }
  return history;
}

type Order = Pick<Generation, "id" | "batchId" | "number" | "batchSize" | "createdAt">;

function makeGeneration(
  order: Order,
  prompt: string,
  places: TraySlot[],
  status: Status,
  random: () => number,
  id: () => string,
): Generation {
  const { createdAt } = order;
  const isImage = places.length > 0;
  const common = {
    ...order,
    prompt,
    mode: isImage ? ("image-to-image" as const) : ("text-to-image" as const),
    endpoint: isImage ? "fal-ai/flux-lora/image-to-image" : "fal-ai/flux/schnell",
    places,
    referenceIds: places.map(({ referenceId }) => referenceId),
    favourite: random() < 0.08,
  };
  const finishedAt = Math.floor(createdAt) + 2000 + Math.floor(random() * 9000);
  if (status === "failed")
    return { ...common, status, finishedAt, failure: { code: "fal_down", detail: "HTTP 500" } };
  if (status === "cancelled") return { ...common, status, finishedAt };
  const requestId = id();
  const address = `https://queue.fal.run/fal-ai/flux/requests/${requestId}`;
  return {
    ...common,
    status: "done",
    submittedAt: Math.floor(createdAt) + 40,
    finishedAt,
    request: {
      requestId,
      statusUrl: `${address}/status`,
      responseUrl: address,
      cancelUrl: `${address}/cancel`,
    },
    seed: Math.floor(random() * 2 ** 31),
    timings: { inference: 0.4 + random() },
    width: 1024,
    height: 768,
    bytes: 90_000 + Math.floor(random() * 200_000),
  };
}

/** The references of some batches: one to three of the roles. */
function addTray(
  history: History,
  createdAt: number,
  pick: <T>(list: readonly T[]) => T,
  id: () => string,
  random: () => number,
): TraySlot[] {
  const roles: Role[] = pick([
    ["face"],
    ["product"],
    ["product", "background"],
    ["face", "product", "background"],
  ]);
  return roles.map((role) => {
    const source = pick(sites);
    const reference: Reference = {
      id: id(),
      role,
      createdAt: createdAt - 60_000,
      ...{ width: 912, height: 1136, bytes: 200_000 },
      receipt: {
        rung: "worker",
        source,
        pageUrl: `https://${source}/item/${Math.floor(random() * 1e6)}`,
        pictureUrl: `https://${source}/pictures/${Math.floor(random() * 1e6)}.jpg`,
        original: { width: 1600, height: 2000, format: "jpeg", bytes: 480_000 },
      },
    };
    history.references.push(reference);
    return { referenceId: reference.id, role, ...(role === "product" && { position: 1 }) } as TraySlot;
  });
}

function linesOf({ id, endpoint, mode, prompt, number, batchSize, createdAt, status }: Generation) {
  const lines = [
    `Generating with ${endpoint} (${mode} mode)`,
    "Final prompt sent to fal.ai:",
    `  Model: ${endpoint}`,
    `  Mode: ${mode}`,
    "  Steps: 7, CFG: 3.5",
    `  Prompt: ${prompt}`,
    `Sending ${mode} request to fal for image ${number}/${batchSize}`,
    "Running",
    status === "done" ? "Picture stored (1024×768 pixels, 180000 bytes)" : `Ended: ${status}`,
  ];
  return lines.map((text, i) => ({ generationId: id, at: Math.floor(createdAt) + i * 90, text }));
}

function uuid(random: () => number): string {
  const hex = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  const [a, b, c, d] = [hex(), hex(), hex(), hex()];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
