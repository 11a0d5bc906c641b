import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../e2e/stage.ts";
import { builtFiles, projectFile, sourceFiles } from "./sources.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("Manifest", () => {
  let stage: Stage;
  const chrome = JSON.parse(projectFile(".output/chrome-mv3/manifest.json"));
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  it("12 the manifests are the reviewed ones, and each permission is justified", () => {
    execFileSync("npx", ["--no-install", "wxt", "build", "-b", "firefox"], { cwd: root, stdio: "ignore" });
    const firefox = JSON.parse(projectFile(".output/firefox-mv3/manifest.json"));
    expect(chrome).toEqual(JSON.parse(projectFile("tests/security/manifest.chrome.json")));
    expect(firefox).toEqual(JSON.parse(projectFile("tests/security/manifest.firefox.json")));
    const justified = projectFile("docs/permissions.md");
    const asked = [chrome, firefox].flatMap((manifest) => [
      ...manifest.permissions,
      ...manifest.host_permissions,
      ...manifest.optional_host_permissions,
    ]);
    for (const permission of new Set(asked)) expect(justified).toContain(`\`${permission}\``);
  });

  it("13 no page can detect the extension", async () => {
    expect(chrome.web_accessible_resources).toBeUndefined();
    const { browser, sandbox } = stage;
    const page = await browser.context.newPage();
    await page.goto(`${sandbox.url}/shop/`);
    const found = await page.evaluate(async (id) => {
      const files = [
        "manifest.json",
        "icon/16.png",
        "popup.html",
        "page-reach.js",
        "picker.js",
        "_locales/en/messages.json",
      ];
      const probes = files.map((file) =>
        fetch(`chrome-extension://${id}/${file}`).then(
          () => file,
          () => "",
        ),
      );
      return [...(await Promise.all(probes)), ...Object.keys(window).filter((name) => /refshot/i.test(name))];
    }, browser.extensionId);
    await page.close();
    expect(found.filter(Boolean)).toEqual([]);
  });

  it("14 the policy is strict, and no page can frame ours", async () => {
    const policy: string = chrome.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toMatch(/unsafe-eval|wasm|script-src|\*/);
    const html = `<iframe src="chrome-extension://${stage.browser.extensionId}/popup.html"></iframe>`;
    const server = createServer(
      (_, response) => void response.setHeader("content-type", "text/html").end(html),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const page = await stage.browser.context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const framed = page.frames()[1];
    expect(
      await framed
        ?.getByRole("button")
        .count()
        .catch(() => 0),
    ).toBe(0);
    await page.close();
    server.close();
  });

  it("15 no remote code, no eval, no HTML from text", async () => {
    const banned =
      /\beval\(|new Function|\.innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|outerHTML|document\.write/;
    for (const { path, text } of sourceFiles()) {
      const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
      expect(banned.test(code), path).toBe(false);
    }
    for (const { path, text } of builtFiles(/\.html$/))
      expect(text, path).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    // Outside the debugger's own call, which the policy does not bind.
    const outcome = await stage.popup.evaluate(
      () =>
        new Promise<string>((resolve) => {
          setTimeout(() => {
            const inline = document.createElement("script");
            inline.textContent = "window.__refshotInline = 1";
            document.body.append(inline);
            try {
              resolve(`ran ${Function("return 1")()}`);
            } catch (error) {
              resolve(`${(error as Error).name} ${"__refshotInline" in window}`);
            }
          });
        }),
    );
    expect(outcome).toBe("EvalError false");
  });

  it("16 incognito is declared, and kept apart", () => {
    expect(chrome.incognito).toBe("split");
    expect(JSON.parse(projectFile(".output/firefox-mv3/manifest.json")).incognito).toBe("not_allowed");
  });
});
