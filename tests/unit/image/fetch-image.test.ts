import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchPicture } from "../../../lib/image/fetch-image";

const page = "https://shop.example.com/cups";
const url = "https://cdn.example.com/a.jpg";
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const answerWith = (response: Partial<Response>) =>
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue(Object.assign(new Response("picture"), response)));

/** An answer that ended at another address than it was asked from. */
const redirectedTo = (end: string) => {
  const response = new Response("picture");
  Object.defineProperty(response, "url", { value: end });
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue(response));
};
afterEach(() => vi.unstubAllGlobals());

it("gives the bytes, and sends no cookies", async () => {
  answerWith({});
  expect(textOf(await fetchPicture(url, page))).toBe("picture");
  expect(vi.mocked(fetch)).toHaveBeenCalledWith(url, expect.objectContaining({ credentials: "omit" }));
});

it("opens a data: address without asking anyone", async () => {
  answerWith({});
  expect(textOf(await fetchPicture("data:;base64,YSBjdXA=", page))).toBe("a cup");
  expect(fetch).not.toHaveBeenCalled();
});

describe("a private address", () => {
  it.each(["http://127.0.0.1/a.jpg", "http://0x7f.1/a.jpg", "http://[::1]/a.jpg", "file:///a.jpg"])(
    "%s is not even asked",
    async (address) => {
      answerWith({});
      await expect(fetchPicture(address, page)).rejects.toMatchObject({
        failure: { code: "capture_address_refused" },
      });
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  it("is refused at the end of a redirect", async () => {
    redirectedTo("http://192.168.1.1/a.jpg");
    await expect(fetchPicture(url, page)).rejects.toMatchObject({
      failure: { code: "capture_address_refused" },
    });
  });

  it("may be asked by a page on that host", async () => {
    answerWith({});
    const bytes = await fetchPicture("http://127.0.0.1:81/a.jpg", "http://127.0.0.1/");
    expect(textOf(bytes)).toBe("picture");
  });
});

it.each<[string, () => void, string]>([
  [
    "an error page",
    () => vi.stubGlobal("fetch", async () => new Response("no", { status: 404 })),
    "capture_unreachable",
  ],
  [
    "a redirect that may not be followed",
    () => vi.stubGlobal("fetch", async () => Response.error()),
    "capture_unreachable",
  ],
  [
    "no connection",
    () => vi.stubGlobal("fetch", () => Promise.reject(new TypeError("x"))),
    "capture_unreachable",
  ],
  [
    "more than 32 MB",
    () => vi.stubGlobal("fetch", async () => new Response(new Uint8Array(33 * 1024 * 1024))),
    "capture_too_large",
  ],
])("%s", async (_name, prepare, code) => {
  prepare();
  await expect(fetchPicture(url, page)).rejects.toMatchObject({ failure: { code } });
});

it("waits no longer than 20 seconds", async () => {
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("late", "TimeoutError")));
  await expect(fetchPicture(url, page)).rejects.toMatchObject({ failure: { code: "capture_too_slow" } });
  expect(timeout).toHaveBeenCalledWith(20_000);
});
