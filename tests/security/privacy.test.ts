import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  type Stage,
  saveKey,
  submits,
  waitForPictures,
} from "../e2e/stage.ts";
import { readState } from "./stores.ts";

const key = "an-id-of-a-key:a-secret-of-a-key";

describe("Privacy", () => {
  let stage: Stage;
  /** Every host name that is not fal's leads here. */
  let elsewhere: Sandbox;
  beforeAll(async () => {
    elsewhere = await createSandbox({ tls: true, key });
    stage = await openStage({ key, otherHostsAt: elsewhere.tlsPort });
    await saveKey(stage, key);
  });
  afterAll(async () => {
    await stage?.close();
    await elsewhere?.close();
  });

  it("29 fal is asked to keep nothing when the user wants it so", async () => {
    const { popup, panel, browser, sandbox } = stage;
    const options = await browser.open("options.html");
    await options.getByRole("checkbox", { name: /keep nothing/i }).check();
    await options.close();
    await generate(popup, "Kept nowhere");
    await waitForPictures(panel, "Kept nowhere");
    const { headers } = submits(sandbox).at(-1)!;
    expect(headers["x-fal-store-io"]).toBe("0");
    expect(JSON.parse(String(headers["x-fal-object-lifecycle-preference"]))).toEqual({
      expiration_duration_seconds: 3600,
    });
  });

  it("30 in a full session no host is contacted but fal's", async () => {
    const { popup, panel, sandbox } = stage;
    await chooseFile(popup, "Product", photo("product"));
    await generate(popup, "Whom it asks");
    await waitForPictures(panel, "Whom it asks");
    expect(new Set(sandbox.record.map(({ host }) => host))).toEqual(
      new Set(["queue.fal.run", "v3.fal.media"]),
    );
    // Chromium itself asks its maker some things, whatever is installed; those carry no word of ours.
    const asked = elsewhere.record.filter(
      ({ host, headers }) =>
        !/\.(google|googleapis)\.com$/.test(host) || String(headers.origin).startsWith("chrome-extension:"),
    );
    expect(asked.map(({ host }) => host)).toEqual([]);
  });

  it("31 delete everything really deletes", async () => {
    const { browser, panel } = stage;
    const options = await browser.open("options.html");
    await options.getByRole("button", { name: "Delete everything" }).click();
    const dialog = options.getByRole("alertdialog");
    await dialog.getByRole("checkbox").check();
    await dialog
      .getByRole("button", { name: /delete/i })
      .last()
      .click();
    await dialog.waitFor({ state: "hidden" });
    const empty = await readState(panel);
    const [state, storage] = JSON.parse(empty) as [[string, number][], object];
    for (const [table, rows] of state.filter(([, rows]) => typeof rows === "number"))
      expect(rows, table).toBe(0);
    expect(storage).toEqual({});
    await options.close();
  });
});
