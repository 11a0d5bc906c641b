import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FailureError } from "../../../lib/failure/failure";
import { FalHttpError } from "../../../lib/fal/responses";
import type { Shoot } from "../../../lib/shoot/shoot";
import { pauseShoot } from "../../../lib/storage/shoot-runs";
import { inQueue, untilAborted } from "../support/fake-fal";
import { generationIn } from "../support/records";
import { createShootCase, press, type ShootCase } from "../support/shoot-case";
import { look, product } from "../support/shoots";

const inspectResult = vi.hoisted(() =>
  vi.fn(async (bytes: Uint8Array<ArrayBuffer>) => ({
    blob: new Blob([bytes]),
    size: { width: 1024, height: 768 },
    thumbnail: new Uint8Array([9]),
  })),
);
vi.mock("../../../lib/image/normalize", async (original) => ({
  ...(await original<typeof import("../../../lib/image/normalize")>()),
  inspectResult,
}));

let to: ShootCase;
let worker: ReturnType<ShootCase["start"]>;
beforeEach(async () => {
  inspectResult.mockClear();
  to = await createShootCase();
  worker = to.start();
});

const products = (count: number) => Array.from({ length: count }, (_, i) => product(`p${i + 1}`));

/** A fal that keeps what it accepts in its queue until it is let go. */
function holdAtFal() {
  let isHeld = true;
  const stops = new Set<() => void>();
  to.fal.stream.mockImplementation(async (_endpoint, _request, onStatus, signal) => {
    if (isHeld) {
      const gone = new Promise<void>((resolve) => stops.add(resolve));
      await Promise.race([untilAborted(signal), gone]);
    }
    onStatus({ status: "COMPLETED" });
  });
  to.fal.status.mockImplementation(async () => (isHeld ? inQueue(1) : { status: "COMPLETED" }));
  return () => {
    isHeld = false;
    for (const stop of stops) stop();
  };
}

const sent = () => to.fal.submit.mock.calls.length;

async function startShoot(changes: Partial<Shoot>): Promise<Shoot> {
  const shoot = await to.plan(changes);
  await worker.shoot(press(shoot.id, "start"));
  return shoot;
}

describe("Start", () => {
  it("makes every planned cell once, in the order of the rows", async () => {
    const looks = [look("a"), look("b", { images: 2 })];
    const { id } = await startShoot({ products: products(3), looks, skipped: ["p2:a"] });
    await to.untilState(id, "stopped");
    const batches = new Map((await to.made()).map(({ batchId, cell }) => [batchId, cell]));
    expect([...batches.values()]).toEqual(["p1:a", "p1:b", "p2:b", "p3:a", "p3:b"]);
    expect(sent()).toBe(8);
    expect(await to.made("done")).toHaveLength(8);
  });

  it("has at most four requests at fal, also where a cell has eight", async () => {
    const release = holdAtFal();
    const { id } = await startShoot({ products: products(3), looks: [look("a", { images: 8 })] });
    await to.until(() => sent() === 4);
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(sent()).toBe(4);
    // Nothing is stored before its time, either.
    expect(await to.made()).toHaveLength(8);
    release();
    await to.untilState(id, "stopped");
    expect(sent()).toBe(24);
  });

  it("sends the next as soon as fal has made one, while that is still being fetched", async () => {
    to.fal.download.mockImplementationOnce(() => new Promise(() => {}));
    await startShoot({ products: products(9) });
    await to.until(async () => (await to.made("done")).length === 8);
    expect(sent()).toBe(9);
    expect(await to.made("saving")).toHaveLength(1);
  });

  it("has the next on its way before it decodes what fal has made", async () => {
    let made = 0;
    inspectResult.mockImplementationOnce(async (bytes) => {
      made = (await to.made()).length;
      return inspectResult(bytes);
    });
    const { id } = await startShoot({ products: products(9) });
    await to.untilState(id, "stopped");
    expect(made).toBeGreaterThan(4);
  });

  it("paused in the moment in which a cell is stored: nothing of that is left, in the ledger either", async () => {
    const { id } = await to.plan({ products: products(3) });
    const spend = to.spend.getMockImplementation();
    to.spend.mockImplementationOnce(async (...press) => {
      await pauseShoot(to.db, id);
      await spend?.(...press);
    });
    await worker.shoot(press(id, "start"));
    await to.until(() => to.spend.mock.settledResults[0]?.type === "rejected");
    expect([await to.db.generations.count(), await to.db.ledger.count(), sent()]).toEqual([0, 0, 0]);
  });

  it("sends nothing more while four pictures cannot be fetched", async () => {
    const release: (() => void)[] = [];
    to.fal.download.mockImplementation(async () => {
      await new Promise<void>((resolve) => release.push(resolve));
      return new Uint8Array([1]);
    });
    const { id } = await startShoot({ products: products(20) });
    await to.until(async () => (await to.made("saving")).length >= 4);
    for (let turn = 0; turn < 300; turn++) await new Promise((resolve) => setImmediate(resolve));
    // Three more had been sent at most when the fourth was made.
    const stuck = sent();
    expect(stuck).toBeLessThanOrEqual(7);
    expect(await to.made("saving")).toHaveLength(stuck);
    to.fal.download.mockImplementation(async () => new Uint8Array([1]));
    for (const go of release) go();
    await to.untilState(id, "stopped");
    expect(await to.made("done")).toHaveLength(20);
    expect(sent()).toBe(20);
  });

  it("has never five at fal, whatever is being fetched", async () => {
    const atFal: number[] = [];
    to.fal.submit.mockImplementation(async () => {
      for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
      atFal.push(
        (await to.made()).filter(({ status }) => status === "submitting" || status === "running").length,
      );
      return { requestId: crypto.randomUUID() };
    });
    const { id } = await startShoot({ products: products(30) });
    await to.untilState(id, "stopped");
    expect(atFal).toHaveLength(30);
    expect(Math.max(...atFal)).toBe(4);
  });

  it("is carried out once, however often the press is sent", async () => {
    const shoot = await to.plan({ products: products(2) });
    const start = press(shoot.id, "start");
    await Promise.all([worker.shoot(start), worker.shoot(start)]);
    await to.untilState(shoot.id, "stopped");
    await worker.shoot(start);
    await worker.shoot(press(shoot.id, "start"));
    await to.untilState(shoot.id, "stopped");
    expect(sent()).toBe(2);
  });

  it("sends only what is new in a shoot that was made", async () => {
    const { id } = await startShoot({ products: products(1) });
    await to.untilState(id, "stopped");
    await to.db.shoots.update(id, { products: products(2) });
    await to.plan({ products: products(2), id: "other" });
    await worker.shoot(press(id, "start"));
    await to.untilState(id, "stopped");
    expect(await to.list()).toEqual(["p1:a done", "p2:a done"]);
  });

  it("refuses a look without a prompt with its name, and sends nothing", async () => {
    const shoot = await to.plan({ looks: [look("a"), look("b", { name: "Worn", prompt: " " })] });
    await expect(worker.shoot(press(shoot.id, "start"))).rejects.toMatchObject({
      failure: { code: "look_without_prompt", detail: "Worn" },
    });
    expect((await to.readShoot(shoot.id)).state).toBe("planned");
    await to.db.shoots.update(shoot.id, { skipped: ["p1:b"] });
    await worker.shoot(press(shoot.id, "start"));
    await to.untilState(shoot.id, "stopped");
    expect(sent()).toBe(1);
  });

  it("without a key or a shoot is refused", async () => {
    const { id } = await to.plan();
    worker.hasAccess.mockResolvedValue(false);
    await expect(worker.shoot(press(id, "start"))).rejects.toMatchObject({ failure: { code: "no_access" } });
    const gone = worker.shoot(press(crypto.randomUUID(), "start"));
    await expect(gone).rejects.toMatchObject({ failure: { code: "shoot_lost" } });
  });

  it("of a second shoot waits until the first has ended", async () => {
    const release = holdAtFal();
    const first = await startShoot({ products: products(2) });
    const second = await startShoot({ products: products(1), looks: [look("z")] });
    expect((await to.readShoot(second.id)).state).toBe("waiting");
    await to.until(() => sent() === 2);
    release();
    await to.untilState(second.id, "stopped");
    expect((await to.readShoot(first.id)).state).toBe("stopped");
    expect(await to.list()).toEqual(["p1:a done", "p2:a done", "p1:z done"]);
  });
});

describe("Pause", () => {
  it("holds what is queued, through a death of the worker; Resume goes on; each cell once", async () => {
    const release = holdAtFal();
    const { id } = await startShoot({ products: products(3), looks: [look("a", { images: 3 })] });
    await to.until(() => sent() === 4);
    await worker.shoot(press(id, "pause"));
    release();
    await to.until(async () => (await to.made("done")).length === 4);
    worker = to.start();
    await worker.runner.resume();
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(sent()).toBe(4);
    expect((await to.readShoot(id)).pausedFor).toBeUndefined();
    await worker.shoot(press(id, "resume"));
    await to.untilState(id, "stopped");
    expect(sent()).toBe(9);
  });

  it("lets the next shoot run, and waits for its own turn afterwards", async () => {
    const first = await startShoot({ products: products(1) });
    await worker.shoot(press(first.id, "pause"));
    const release = holdAtFal();
    const second = await startShoot({ products: products(1), looks: [look("z")] });
    await worker.shoot(press(first.id, "resume"));
    expect((await to.readShoot(first.id)).state).toBe("waiting");
    release();
    await to.untilState(first.id, "stopped");
    expect((await to.readShoot(second.id)).state).toBe("stopped");
  });

  it("of a shoot that does not run is nothing", async () => {
    const { id } = await to.plan();
    await worker.shoot(press(id, "pause"));
    expect((await to.readShoot(id)).state).toBe("planned");
  });
});

describe("a failure", () => {
  it("of one cell stops no other", async () => {
    to.fal.submit.mockRejectedValueOnce(new FalHttpError(422, { detail: "a policy violation" }));
    const { id } = await startShoot({ products: products(3) });
    await to.untilState(id, "stopped");
    expect((await to.list()).sort()).toEqual(["p1:a failed", "p2:a done", "p3:a done"]);
  });

  it("of a product whose picture is gone is its cell's alone, and nothing is sent for it", async () => {
    const shoot = await to.plan({ products: products(3) });
    await to.db.references.delete("p1-picture");
    await to.db.pixels.delete("p2-picture");
    await worker.shoot(press(shoot.id, "start"));
    await to.untilState(shoot.id, "stopped");
    expect((await to.list()).sort()).toEqual(["p1:a failed", "p2:a failed", "p3:a done"]);
    expect(await to.made("failed")).toMatchObject([
      { failure: { code: "reference_lost" } },
      { failure: { code: "reference_lost" } },
    ]);
    expect(sent()).toBe(1);
  });

  it.each([
    ["a refused key", new FalHttpError(401, { detail: "no" }), "key_refused"],
    [
      "an empty account",
      new FalHttpError(403, { detail: "User is locked. Reason: Exhausted balance." }),
      "account_locked",
    ],
  ])("by %s pauses once, and Resume is enough", async (_, refusal, code) => {
    to.fal.submit.mockRejectedValue(refusal);
    const { id } = await startShoot({ products: products(12) });
    await to.until(async () => (await to.readShoot(id)).state === "paused");
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(sent()).toBeLessThanOrEqual(4);
    expect((await to.readShoot(id)).pausedFor?.code).toBe(code);
    expect(await to.made("failed")).toEqual([]);
    const refused = sent();
    to.fal.submit.mockImplementation(async () => ({ requestId: crypto.randomUUID() }));
    await worker.shoot(press(id, "resume"));
    await to.untilState(id, "stopped");
    expect(sent()).toBe(refused + 12);
    expect((await to.readShoot(id)).pausedFor).toBeUndefined();
    expect(await to.made("done")).toHaveLength(12);
  });

  it("by a key that is refused while fal works loses no picture", async () => {
    const release = holdAtFal();
    const { id } = await startShoot({ products: products(6) });
    await to.until(() => sent() === 4);
    to.fal.result.mockRejectedValue(new FalHttpError(401, { detail: "no" }));
    release();
    await to.until(async () => (await to.readShoot(id)).state === "paused");
    to.fal.result.mockReset();
    to.fal.result.mockImplementation(async () => ({
      images: [{ url: "https://v3.fal.media/files/a/b.jpg" }],
    }));
    await worker.shoot(press(id, "resume"));
    await to.untilState(id, "stopped");
    expect(sent()).toBe(6);
    expect(await to.made("done")).toHaveLength(6);
  });

  it("by a full disk keeps the picture at fal until there is room", async () => {
    to.fal.download.mockRejectedValueOnce(new FailureError("storage_full"));
    const { id } = await startShoot({ products: products(6) });
    await to.until(async () => (await to.readShoot(id)).state === "paused");
    expect((await to.readShoot(id)).pausedFor?.code).toBe("storage_full");
    await worker.shoot(press(id, "resume"));
    await to.untilState(id, "stopped");
    expect(sent()).toBe(6);
    expect(await to.made("done")).toHaveLength(6);
  });

  it("by a limit: what fits is sent first, a part of a cell too, then one sentence", async () => {
    to.money.left = 5;
    const { id } = await startShoot({ products: products(3), looks: [look("a", { images: 3 })] });
    await to.untilState(id, "paused");
    expect((await to.readShoot(id)).pausedFor).toEqual({ code: "daily_limit", detail: "3" });
    expect(await to.made("done")).toHaveLength(5);
    to.money.left = 100;
    await worker.shoot(press(id, "resume"));
    await to.untilState(id, "stopped");
    expect(sent()).toBe(9);
    const cells = (await to.made()).map(({ cell }) => cell).sort();
    expect(cells).toEqual(["p1:a", "p2:a", "p3:a"].flatMap((cell) => [cell, cell, cell]));
  });

  it("by a limit pauses no earlier than what fits has left", async () => {
    to.money.left = 4;
    const release = holdAtFal();
    const { id } = await startShoot({ products: products(6) });
    await to.until(() => sent() === 4);
    expect((await to.readShoot(id)).state).toBe("running");
    release();
    await to.untilState(id, "paused");
    expect(sent()).toBe(4);
  });
});

it("what a limit refuses is not asked for again and again while the others are at fal", async () => {
  to.money.left = 3;
  const release = holdAtFal();
  const { id } = await startShoot({ products: products(6) });
  await to.until(() => sent() === 3);
  for (let i = 0; i < 500; i++) await new Promise((resolve) => setImmediate(resolve));
  expect(to.spend.mock.calls.length).toBeLessThan(10);
  release();
  await to.untilState(id, "paused");
});

describe("Cancel what has not started", () => {
  it("cancels what is queued, for nothing; what is at fal goes on; Start makes the rest", async () => {
    const release = holdAtFal();
    const { id } = await startShoot({ products: products(2), looks: [look("a", { images: 6 })] });
    await to.until(() => sent() === 4);
    await worker.shoot(press(id, "cancel-unstarted"));
    release();
    await to.untilState(id, "stopped");
    expect(sent()).toBe(4);
    expect(await to.made("cancelled")).toHaveLength(2);
    expect(await to.db.ledger.count()).toBe(4);
    await worker.shoot(press(id, "start"));
    await to.untilState(id, "stopped");
    expect(sent()).toBe(12);
    expect((await to.made("done")).filter(({ cell }) => cell === "p1:a")).toHaveLength(6);
  });

  it("ends a paused shoot, so that nothing goes on by itself", async () => {
    const { id } = await startShoot({ products: products(9) });
    await worker.shoot(press(id, "pause"));
    await worker.shoot(press(id, "cancel-unstarted"));
    const before = sent();
    worker = to.start();
    await worker.runner.resume();
    await to.untilState(id, "stopped");
    expect(sent()).toBe(before);
  });

  it("one card's Cancel is not undone by the run", async () => {
    const release = holdAtFal();
    const { id } = await startShoot({ products: products(1), looks: [look("a", { images: 5 })] });
    await to.until(() => sent() === 4);
    const [queued] = await to.made("queued");
    await worker.runner.cancel([queued!.id]);
    release();
    await to.untilState(id, "stopped");
    expect(sent()).toBe(4);
  });
});

describe("Retry what failed", () => {
  it("tries each once more, in its own record, and starts nothing else", async () => {
    to.fal.submit.mockRejectedValue(new FalHttpError(422, { detail: "a policy violation" }));
    const { id } = await startShoot({ products: products(6) });
    await to.untilState(id, "stopped");
    expect(await to.made("failed")).toHaveLength(6);
    await to.db.shoots.update(id, { products: products(7) });
    to.fal.submit.mockReset();
    to.fal.submit.mockImplementation(async () => ({ requestId: crypto.randomUUID() }));
    const again = press(id, "retry-failed");
    await worker.shoot(again);
    await worker.shoot(again);
    await to.untilState(id, "stopped");
    expect(sent()).toBe(6);
    expect(await to.made("done")).toHaveLength(6);
    expect(await to.made()).toHaveLength(6);
  });

  it("tries once: what fails again stays failed", async () => {
    to.fal.submit.mockRejectedValue(new FalHttpError(422, { detail: "a policy violation" }));
    const { id } = await startShoot({ products: products(2) });
    await to.untilState(id, "stopped");
    await worker.shoot(press(id, "retry-failed"));
    await to.until(async () => (await to.readShoot(id)).state === "running");
    await to.untilState(id, "stopped");
    expect(sent()).toBe(4);
    expect(await to.made("failed")).toHaveLength(2);
  });

  it("is free where fal has the answer", async () => {
    to.fal.result.mockRejectedValueOnce(new FailureError("fal_slow"));
    const { id } = await startShoot({ products: products(1) });
    await to.untilState(id, "stopped");
    await worker.shoot(press(id, "retry-failed"));
    await to.until(async () => (await to.made("done")).length === 1);
    expect(sent()).toBe(1);
  });
});

describe("Redo", () => {
  it("puts one new picture into the cell, with the same prompt or another; the old one stays", async () => {
    const { id } = await startShoot({ products: [product("p1", { name: "Cup" })] });
    await to.untilState(id, "stopped");
    const [old] = await to.made();
    await worker.redo({ press: crypto.randomUUID(), id: old!.id });
    await to.until(async () => (await to.made("done")).length === 2);
    const same = (await to.made()).find(({ cell }) => cell !== undefined);
    expect(same).toMatchObject({ cell: "p1:a", shootId: id, prompt: "Cup on a rock", batchSize: 1 });
    const again = { press: crypto.randomUUID(), id: same!.id, prompt: "{product} in the rain" };
    await Promise.all([worker.redo(again), worker.redo(again)]);
    await to.until(async () => (await to.made("done")).length === 3);
    expect((await to.made()).map(({ cell, replaced, prompt }) => [cell, replaced, prompt])).toEqual([
      [undefined, true, "Cup on a rock"],
      [undefined, true, "Cup on a rock"],
      ["p1:a", undefined, "Cup in the rain"],
    ]);
    // Another window's press for the one that has left.
    await worker.redo({ press: crypto.randomUUID(), id: same!.id });
    expect(sent()).toBe(3);
    await worker.shoot(press(id, "start"));
    expect(sent()).toBe(3);
  });

  it("waits while the shoot is paused, and an empty prompt is refused", async () => {
    const { id } = await startShoot({ products: products(1) });
    await to.untilState(id, "stopped");
    await to.db.shoots.update(id, { state: "paused" });
    const [old] = await to.made();
    const empty = worker.redo({ press: crypto.randomUUID(), id: old!.id, prompt: " " });
    await expect(empty).rejects.toMatchObject({ failure: { code: "prompt_empty" } });
    await worker.redo({ press: crypto.randomUUID(), id: old!.id });
    expect(await to.made("queued")).toHaveLength(1);
    expect(sent()).toBe(1);
    await worker.shoot(press(id, "resume"));
    await to.untilState(id, "stopped");
    expect(sent()).toBe(2);
  });
});

it("a shoot deleted while it runs: what is open at fal is cancelled, what is made stays", async () => {
  const { id } = await startShoot({ products: products(2) });
  await to.untilState(id, "stopped");
  holdAtFal();
  await to.db.shoots.update(id, { products: products(9) });
  for (const one of products(9))
    if (!(await to.db.references.get(one.referenceId))) await to.plan({ id: "other", products: [one] });
  await worker.shoot(press(id, "start"));
  await to.until(() => sent() === 6);
  to.fal.status.mockResolvedValue({ status: "CANCELLED" });
  await worker.shoot(press(id, "delete"));
  await to.until(async () => (await to.openNow()) === 0);
  expect(to.fal.cancel).toHaveBeenCalledTimes(4);
  expect(await to.db.shoots.get(id)).toBeUndefined();
  expect(await to.made("done")).toHaveLength(2);
  expect(sent()).toBe(6);
  expect(await to.db.references.get("p1-picture")).toBeDefined();
  await worker.shoot(press(id, "delete"));
});

it("single pictures go before a shoot's that stand in line", async () => {
  const order: string[] = [];
  to.fal.submit.mockImplementation(async (_endpoint, { prompt }) => {
    order.push(String(prompt));
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    return { requestId: crypto.randomUUID() };
  });
  const { id } = await to.plan({ products: products(8) });
  await to.add(...Array.from({ length: 12 }, () => generationIn("queued", { prompt: "single" })));
  await to.db.shoots.update(id, { state: "running", making: true });
  await worker.runner.resume();
  await to.untilState(id, "stopped");
  expect(order).toHaveLength(20);
  expect(order.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => "single"));
});

it("a lost submit that is looked for holds a place only at first", async () => {
  const { id } = await to.plan({ products: products(5) });
  const looking = { cause: { code: "interrupted" }, looks: 2, waited: 0, vain: 0 };
  const lost = ["x:1", "x:2", "x:3", "x:4"].map((cell) =>
    generationIn("submitting", { shootId: id, cell, looking }),
  );
  await to.add(...lost);
  to.history.mockResolvedValue(async () => new Promise(() => {}));
  await worker.shoot(press(id, "start"));
  await to.until(async () => (await to.readShoot(id)).state === "stopped");
  expect(sent()).toBe(5);
});
