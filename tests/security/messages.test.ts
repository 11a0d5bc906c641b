import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOwnPage } from "../../lib/messaging/sender";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  type Stage,
  submits,
  waitForPictures,
} from "../e2e/stage.ts";
import { brokenMessages, idleMessages, type Message, message, validPayloads } from "./fuzz.ts";
import { type Hosts, openHosts } from "./hosts.ts";
import { sourceFiles } from "./sources.ts";
import { dumpDatabase, readState, readTable } from "./stores.ts";

describe("Messages", () => {
  let stage: Stage;
  let hosts: Hosts;
  /** A generation that is done. */
  let finished: string;

  beforeAll(async () => {
    const page: [string, string] = ["text/html", "<!doctype html><p>A page</p>"];
    // The one site where a script of ours may be put without a click.
    hosts = await openHosts({ "queue.fal.run/": page }, ["queue.fal.run"]);
    stage = await openStage({ browser: { args: hosts.args } });
    await chooseFile(stage.popup, "Face", photo("face"));
    await generate(stage.popup, "Before it all");
    await stage.panel.getByRole("button", { name: "Download" }).waitFor();
    finished = (await readTable<{ id: string }>(stage.panel, "generations"))[0]?.id ?? "";
  });
  afterAll(async () => {
    await stage?.close();
    hosts?.close();
  });

  /** All that is stored, and how often was paid. */
  const everything = async () =>
    [await readState(stage.panel), await dumpDatabase(stage.panel), submits(stage.sandbox).length].join("\n");

  it("7 a content script gives no commands, however right they are", async () => {
    const before = await everything();
    const right = validPayloads(finished).map(([command, payload]) => message(command, payload));
    const answers = await send(stage, right, "content script");
    expect(answers).toHaveLength(right.length);
    for (const answer of answers) expect(answer).toContain("unknown sender");
    expect(await everything()).toBe(before);
  });

  const id = "abcdefghijklmnopabcdefghijklmnop";
  const root = `chrome-extension://${id}/`;
  it.each([
    { id: "ponmlkjihgfedcbaponmlkjihgfedcba", url: `${root}popup.html` },
    { id: "", url: `${root}popup.html` },
    { url: `${root}popup.html` },
    { id, url: undefined },
    { id },
    { id, url: "" },
    { id, url: `chrome-extension://${id}` },
    { id, url: `chrome-extension://${id}.evil.example/` },
    { id, url: `chrome-extension://${id}.evil/popup.html` },
    { id, url: `chrome-extension://${id}x/popup.html` },
    { id, url: `chrome-extension://${id}@evil.example/` },
    { id, url: `chrome-extension://x${id}/` },
    { id, url: `https://${id}/popup.html` },
    { id, url: `moz-extension://${id}/popup.html` },
    { id, url: `https://evil.example/${root}popup.html` },
    { id, url: ` ${root}popup.html` },
    { id, url: "about:blank" },
    {},
  ])("7 no page of ours: $id $url", (sender) => {
    expect(isOwnPage(sender, id, root)).toBe(false);
    expect(isOwnPage({ id, url: `${root}popup.html` }, id, root)).toBe(true);
  });

  it("8 10,000 broken messages, from a page of ours and from a content script, change nothing", async () => {
    const before = await everything();
    const broken = brokenMessages(7_500, 20261122, finished);
    const [answers] = await Promise.all([
      send(stage, [...broken, ...idleMessages(finished)], "popup"),
      send(stage, brokenMessages(2_500, 42, finished), "content script"),
    ]);
    for (const [i, { type }] of broken.entries())
      if (isCommand(type))
        expect(answers[i], JSON.stringify(broken[i])).toMatch(/bad \w+ command|prompt_empty|shoot_lost/);
    expect(await everything()).toBe(before);
  });

  it("8 and the worker is as well as before: a real press goes its whole way", async () => {
    await generate(stage.popup, "After it all");
    await waitForPictures(stage.panel, "After it all");
    expect(
      submits(stage.sandbox)
        .map(({ body }) => body.prompt)
        .at(-1),
    ).toBe("After it all");
  });

  it("10 no message makes the worker fetch an address, in whatever field it stands", async () => {
    const address = "http://spy.example/x.jpg";
    const secure = "https://spy.example/x.jpg";
    const inEachField = validPayloads(finished).flatMap(([command, payload]) =>
      [...Object.keys(payload), "url", "srcUrl", "pageUrl", "image_url", "proxyUrl"].flatMap((field) =>
        [address, secure, [address], { url: secure }].map((value) =>
          message(command, { ...payload, [field]: value }),
        ),
      ),
    );
    await send(stage, [...inEachField, message("fetch", { url: address })], "popup");
    await send(stage, inEachField, "content script");
    // A prompt is words, whatever they look like: they go to fal, and nobody goes there.
    const words = `${address} ${secure} <img src="${address}">`;
    await generate(stage.popup, words);
    await waitForPictures(stage.panel, words);
    expect(hosts.asked.filter(({ url }) => url.includes("spy.example"))).toEqual([]);
    // The counterproof: had anybody asked, it would have been heard.
    await stage.browser.worker.evaluate((url) => fetch(url, { mode: "no-cors" }).then(() => {}), address);
    expect(hosts.asked.at(-1)?.url).toBe(address);
  });

  it("10 and the only rooms that fetch take their addresses from elsewhere", () => {
    const fetching = sourceFiles().filter(({ text }) =>
      /\bfetch\(/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")),
    );
    expect(fetching.map(({ path }) => path).sort()).toEqual([
      "lib/fal/client.ts",
      "lib/fal/fetch.ts",
      "lib/fal/platform.ts",
      "lib/image/fetch-image.ts",
      "lib/page/protocol.ts",
    ]);
  });
});

const commands = ["generate", "cancel", "retry", "remove", "shoot", "redo", "pick", "upgrade"];
const isCommand = (type: unknown) => commands.includes(String(type));

/**
 * Sends messages from the popup, or from a script of ours inside a page; gives the answers as text. A command is
 * always answered. What nobody answers is never settled by the browser either: it is looked at when all commands
 * have their answers, and "no answer" if there is none by then.
 */
async function send(stage: Stage, messages: Message[], from: "popup" | "content script"): Promise<string[]> {
  const page = from === "content script" ? await stage.browser.context.newPage() : undefined;
  await page?.goto("https://queue.fal.run/");
  const answers = await stage.popup.evaluate(
    async ({ messages, commands, inPage }) => {
      const sendAll = async (messages: { type: unknown }[], commands: string[]) => {
        const answers = messages.map(() => "no answer");
        const send = async (at: number) => {
          const message = messages[at];
          const answer: unknown = await chrome.runtime.sendMessage(message).then(JSON.stringify, String);
          answers[at] = String(answer);
        };
        for (let from = 0; from < messages.length; from += 500) {
          const sent = messages
            .slice(from, from + 500)
            .map((message, at) => ({ message, done: send(from + at) }));
          await Promise.all(
            sent.filter(({ message }) => commands.includes(String(message.type))).map(({ done }) => done),
          );
        }
        return answers;
      };
      if (!inPage) return sendAll(messages, commands);
      const [tab] = await chrome.tabs.query({ url: "https://queue.fal.run/*" });
      const target = { tabId: tab?.id ?? 0 };
      const args: [typeof messages, string[]] = [messages, commands];
      const [result] = await chrome.scripting.executeScript({ target, args, func: sendAll });
      return result?.result ?? [];
    },
    { messages, commands, inPage: page !== undefined },
  );
  await page?.close();
  return answers;
}
