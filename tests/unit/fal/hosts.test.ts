import { describe, expect, it } from "vitest";
import { isProxyAddress } from "../../../lib/domain/access";
import { isFalQueueAddress, isPictureAddress } from "../../../lib/fal/hosts";

describe("may the key go there? only to fal's queue", () => {
  it.each([
    ["https://queue.fal.run/fal-ai/flux/requests/1/status", true],
    ["https://queue.fal.run", true],
    ["https://QUEUE.FAL.RUN/x", true],
    ["HTTPS://queue.fal.run/x", true],
    ["https://queue.fal.run:443/x", true],
    ["https://queue.fal.run:8443/x", false],
    ["http://queue.fal.run/x", false],
    ["https://queue.fal.run.evil.test/x", false],
    ["https://evil.test/queue.fal.run", false],
    ["https://evil.test/?https://queue.fal.run", false],
    ["https://evilqueue.fal.run/x", false],
    ["https://fal.run/x", false],
    ["https://queue.fal.run@evil.test/x", false],
    ["https://evil.test\\@queue.fal.run/x", false],
    ["https://user:pass@queue.fal.run/x", false],
    ["https://user@queue.fal.run/x", false],
    ["https://:pass@queue.fal.run/x", false],
    ["https://queue.fal.run./x", false],
    ["wss://queue.fal.run/x", false],
    ["//queue.fal.run/x", false],
    ["queue.fal.run/x", false],
    ["javascript:alert(1)", false],
    ["", false],
  ])("%s: %s", (url, expected) => expect(isFalQueueAddress(url)).toBe(expected));
});

describe("may a picture come from there? fal's media hosts", () => {
  it.each([
    ["https://fal.media/files/a.jpg", true],
    ["https://v3.fal.media/files/a.jpg", true],
    ["https://v3b.fal.media/files/a.jpg", true],
    ["https://V3.FAL.MEDIA/files/a.jpg", true],
    ["https://storage.googleapis.com/falserverless/a.jpg", true],
    ["https://storage.googleapis.com/falserverless-evil/a.jpg", false],
    ["https://storage.googleapis.com/falserverless/../evil/a.jpg", false],
    ["https://storage.googleapis.com/falserverless/%2e%2e/evil/a.jpg", false],
    ["https://storage.googleapis.com/evil/falserverless/a.jpg", false],
    ["http://v3.fal.media/a.jpg", false],
    ["https://v3.fal.media:8443/a.jpg", false],
    ["https://evilfal.media/a.jpg", false],
    ["https://fal.media.evil.test/a.jpg", false],
    ["https://evil.test/fal.media", false],
    ["https://user:pass@v3.fal.media/a.jpg", false],
    ["https://:pass@v3.fal.media/a.jpg", false],
    ["https://v3.fal.media@evil.test/a.jpg", false],
    ["http://127.0.0.1:4000/media/a.jpg", false],
    ["data:image/png;base64,QUJD", false],
    ["blob:https://v3.fal.media/1", false],
    ["file:///etc/passwd", false],
    ["", false],
  ])("%s: %s", (url, expected) => expect(isPictureAddress(url)).toBe(expected));
});

describe("with a proxy, also from its own origin", () => {
  const proxy = "http://127.0.0.1:4000/api/fal/proxy";
  it.each([
    ["http://127.0.0.1:4000/media/a.jpg", proxy, true],
    ["http://127.0.0.1:4001/media/a.jpg", proxy, false],
    ["https://127.0.0.1:4000/media/a.jpg", proxy, false],
    ["http://localhost:4000/media/a.jpg", proxy, false],
    ["http://user:pass@127.0.0.1:4000/media/a.jpg", proxy, false],
    ["https://team.test/a.jpg", "https://team.test/fal", true],
    ["https://team.test.evil.test/a.jpg", "https://team.test/fal", false],
    ["https://v3.fal.media/a.jpg", "https://team.test/fal", true],
    ["https://other.test/a.jpg", "https://team.test/fal", false],
    ["null", "https://team.test/fal", false],
  ])("%s by %s: %s", (url, proxyUrl, expected) => expect(isPictureAddress(url, proxyUrl)).toBe(expected));
});

it.each([
  "https://queue.fal.run\\@evil.test/status",
  "https://queue.fal.run\\.evil.test/status",
  "https:\\\\queue.fal.run/status",
  "https://queue.fal.run/\tstatus",
  "https://queue.fal.run/status\r\nx: y",
  " https://queue.fal.run/status",
])("an address that others could read otherwise is nobody's: %j", (url) => {
  expect(isFalQueueAddress(url)).toBe(false);
  expect(isPictureAddress(url.replace("queue.fal.run", "v3.fal.media"))).toBe(false);
});

describe("may a proxy be there? https, or http on loopback", () => {
  it.each([
    ["https://team.test/api/fal/proxy", true],
    ["https://team.test:8443/", true],
    ["HTTPS://TEAM.TEST/", true],
    ["http://localhost:3333/api/fal/proxy", true],
    ["http://LOCALHOST/", true],
    ["http://127.0.0.1:4000/", true],
    ["http://127.9.8.7/", true],
    ["http://[::1]:4000/", true],
    // The same address in other spellings: the browser reads them as 127.0.0.1.
    ["http://127.1/", true],
    ["http://0x7f000001/", true],
    ["http://2130706433/", true],
    ["http://team.test/", false],
    ["http://192.168.0.1/", false],
    ["http://0.0.0.0/", false],
    ["http://localhost.evil.test/", false],
    ["http://127.0.0.1.evil.test/", false],
    ["http://evil.test/localhost", false],
    ["http://localhost@evil.test/", false],
    ["http://[::2]/", false],
    ["https://user:pass@team.test/", false],
    ["https://user@team.test/", false],
    ["https://:pass@team.test/", false],
    ["ftp://localhost/", false],
    ["javascript:alert(1)", false],
    ["team.test", false],
    ["", false],
  ])("%s: %s", (url, expected) => expect(isProxyAddress(url)).toBe(expected));
});
