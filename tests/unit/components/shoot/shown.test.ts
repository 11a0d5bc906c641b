import { beforeEach, describe, expect, it } from "vitest";
import { createShown } from "../../../../components/shoot/shown";

/** Something that ends when the test says so. */
function later<T>() {
  let end!: (value: T) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<T>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { promise, end, fail };
}

/** Until everything that can go on has gone on. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

let value: string;
let reads: ReturnType<typeof later<string>>[];
let reported: unknown[];
let shown: ReturnType<typeof createShown<string>>;
beforeEach(() => {
  value = "first";
  reads = [];
  reported = [];
  shown = createShown<string>({
    read() {
      const read = later<string>();
      reads.push(read);
      return read.promise;
    },
    show: (next) => {
      value = next(value);
    },
    report: (error) => reported.push(error),
  });
});

/** A change that is on the screen; `end` has it stored. */
function press(word: string) {
  const write = later<void>();
  void shown.change(
    () => word,
    () => write.promise,
  );
  return write;
}

/** An answer that the database has been asked for, as a live query does it. */
function askNow() {
  const at = reads.length;
  void shown.ask().then(shown.tell);
  return { end: (stored: string) => reads[at]?.end(stored) };
}

describe("what is pressed stands there at once, and stays", () => {
  it("while it is being stored", async () => {
    const before = askNow();
    press("pressed");
    expect(value).toBe("pressed");
    before.end("first");
    await settled();
    expect(value).toBe("pressed");
  });

  it("when an answer comes that was asked for while it was being stored", async () => {
    const write = press("pressed");
    const meanwhile = askNow();
    write.end();
    await settled();
    meanwhile.end("first");
    await settled();
    expect(value).toBe("pressed");
  });

  it("when the answer to an earlier press comes after it", async () => {
    press("one").end();
    await settled();
    const answerToOne = reads[0];
    const two = press("two");
    answerToOne?.end("one");
    await settled();
    expect(value).toBe("two");
    two.end();
    await settled();
    reads[1]?.end("two");
    await settled();
    expect(value).toBe("two");
  });

  it("when the answer to an earlier press comes after it was stored", async () => {
    press("one").end();
    await settled();
    press("two").end();
    await settled();
    reads[0]?.end("one");
    await settled();
    expect(value).toBe("two");
  });
});

describe("what the database has is shown", () => {
  it("when others have changed it", async () => {
    askNow().end("of another window");
    await settled();
    expect(value).toBe("of another window");
  });

  it("after the last of several changes", async () => {
    const writes = ["one", "two", "three"].map(press);
    for (const { end } of writes) end();
    await settled();
    expect(reads).toHaveLength(1);
    reads[0]?.end("three, as it is stored");
    await settled();
    expect(value).toBe("three, as it is stored");
  });

  it("when a change could not be stored, which is reported", async () => {
    press("pressed").fail("disk full");
    await settled();
    expect(reported).toEqual(["disk full"]);
    reads[0]?.end("first");
    await settled();
    expect(value).toBe("first");
  });

  it("not when it cannot be read, which is reported", async () => {
    const write = press("pressed");
    write.end();
    await settled();
    reads[0]?.fail("gone");
    await settled();
    expect(reported).toEqual(["gone"]);
    expect(value).toBe("pressed");
  });
});
