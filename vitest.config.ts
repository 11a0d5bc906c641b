import { defineConfig } from "vitest/config";
import { WxtVitest } from "wxt/testing/vitest-plugin";

/**
 * Real browsers: one at a time, so that none waits for another's processor. A machine of CI may be busy with
 * others' work: there a test may fail once, and the report says that it did.
 */
const inBrowser = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  fileParallelism: false,
  retry: process.env.CI ? 1 : 0,
};

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
