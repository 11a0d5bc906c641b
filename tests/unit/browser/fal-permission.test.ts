import { beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import { findMissingFalHosts, requireFalHosts } from "../../../lib/browser/fal-permission";

const queue = "https://queue.fal.run/*";
const media = "https://*.fal.media/*";
const api = "https://api.fal.ai/*";

describe("fal's hosts, as the browser gives them", () => {
  const given = new Set<string>();
  beforeEach(() => {
    const contains = async ({ origins = [] }: { origins?: string[] }) =>
      origins.every((one) => given.has(one));
    Object.assign(browser, { permissions: { contains } });
    vi.spyOn(browser.runtime, "getManifest").mockReturnValue({
      host_permissions: [queue, media, api],
    } as never);
  });

  it.each([
    ["all given", [queue, media, api], [], true],
    ["no prices", [queue, media], [api], true],
    ["no queue", [media, api], [queue], false],
    ["no pictures", [queue, api], [media], false],
    ["nothing given", [], [queue, media, api], false],
  ])("%s", async (_name, hosts, missing, enough) => {
    given.clear();
    for (const host of hosts) given.add(host);
    expect(await findMissingFalHosts()).toEqual(missing);
    const outcome = await requireFalHosts().then(
      () => true,
      (error) => error.failure.code,
    );
    expect(outcome).toBe(enough || "fal_not_allowed");
  });
});
