import { defineConfig } from "vitest/config";
import { WxtVitest } from "wxt/testing/vitest-plugin";

/** Real browsers: one at a time, so that none waits for another's processor. */
const inBrowser = { testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false };

export default defineConfig({
  test: {
    reporters: ["default", "./tests/closing-line.ts"],
    projects: [
      {
        plugins: [WxtVitest()],
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"] },
      },
      { test: { name: "e2e", include: ["tests/e2e/**/*.test.ts"], ...inBrowser } },
      { test: { name: "security", include: ["tests/security/**/*.test.ts"], ...inBrowser } },
    ],
  },
});
