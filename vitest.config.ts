import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { WxtVitest } from "wxt/testing/vitest-plugin";
import { SlowFirst } from "./tests/slow-first.ts";

// Each file has a process of its own: what it loads (Playwright above all) is compiled by the first and read by the rest.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("./node_modules/.cache/compiled", import.meta.url));
// Where no language is set (a bare container) Chromium cannot write a file's name in Arabic.
process.env.LANG ??= "C.UTF-8";

/**
 * How long anything may take: a limit against hangs and no measure, because the machine may be busy with others'
 * work. Nothing is tried twice.
 */
const patient = (seconds: number) => ({
  testTimeout: seconds * 1_000,
  hookTimeout: seconds * 1_000,
  expect: { poll: { timeout: (seconds / 4) * 1_000 } },
});

/**
 * After the unit tests; each file has a browser, a profile, ports and, where it needs one, a display of its own. One
 * more at a time than the machine has cores on small ones: a browser test waits for most of its time.
 */
const inBrowsers = {
  ...patient(400),
  maxWorkers: Math.max(3, Math.floor(availableParallelism() / 2)),
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  test: {
    reporters: ["default", "./tests/closing-line.ts"],
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        plugins: [WxtVitest()],
        // The same Dexie as in the built extension.
        resolve: { alias: [{ find: /^dexie$/, replacement: "dexie/dist/modern/dexie.mjs" }] },
        test: {
          name: "unit",
          server: { deps: { inline: ["dexie-react-hooks"] } },
          include: ["tests/unit/**/*.test.ts"],
          ...patient(60),
          maxWorkers: availableParallelism(),
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          // Minutes by itself: `npm run axe`.
          exclude: ["tests/e2e/accessibility.test.ts"],
          ...inBrowsers,
        },
      },
      // The short cut of `npm run test:firefox`.
      { test: { name: "firefox", include: ["tests/firefox/main-job.test.ts"], ...inBrowsers } },
      { test: { name: "security", include: ["tests/security/**/*.test.ts"], ...inBrowsers } },
    ],
  },
});
