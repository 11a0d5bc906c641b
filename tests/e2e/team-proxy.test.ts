import { afterAll, beforeAll, expect, it } from "vitest";
import { setProxy } from "../../sandbox/browser.ts";
import { startTeamProxy, type TeamProxy } from "../unit/docs/team-proxy.ts";
import { chooseFile, generate, openStage, photo, results, type Stage, waitForPictures } from "./stage.ts";

let stage: Stage;
let team: TeamProxy;
beforeAll(async () => {
  stage = await openStage({ sandbox: { tls: true } });
  team = await startTeamProxy(stage.sandbox);
  await setProxy(stage.browser, team.add("Ana"));
  stage.sandbox.record.length = 0;
});
afterAll(async () => {
  await stage?.close();
  await team?.close();
});

it("a member makes a picture through the team's proxy, with the team's key and past a missing endpoint", async () => {
  const { sandbox, popup, panel } = stage;
  await chooseFile(popup, "Product", photo("product"));
  await generate(popup, "a cup for the whole team");
  await waitForPictures(panel, "a cup for the whole team");
  const calls = sandbox.record.filter(({ host }) => host === "queue.fal.run");
  expect(new Set(calls.map(({ authorization }) => authorization))).toEqual(
    new Set(["Key sandbox-key-id:sandbox-key-secret"]),
  );
  const submits = calls.filter(({ route }) => route === "submit");
  expect(submits.map(({ endpoint, status }) => [endpoint, status])).toEqual([
    ["fal-ai/flux-1.1/image-to-image", 404],
    ["fal-ai/flux-lora/image-to-image", 200],
  ]);
  const media = sandbox.record.filter(({ route }) => route === "media");
  expect(media.map(({ host, authorization }) => [host, authorization])).toEqual([["v3.fal.media", null]]);
});

it("a member who has left is told so, and nothing reaches fal", async () => {
  const { sandbox, popup, panel } = stage;
  team.remove("Ana");
  sandbox.record.length = 0;
  await generate(popup, "one more, please");
  const failed = results(panel).filter({ hasText: "one more, please" });
  await failed.getByText(/your team's proxy/).waitFor();
  expect(sandbox.record).toEqual([]);
});
