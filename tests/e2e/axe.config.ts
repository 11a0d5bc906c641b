import { defineConfig } from "vitest/config";

/** axe on every surface, in both languages: `npm run axe`. The times are limits against hangs. */
export default defineConfig({
  test: {
    include: ["tests/e2e/accessibility.test.ts"],
    testTimeout: 400_000,
    hookTimeout: 400_000,
    expect: { poll: { timeout: 100_000 } },
    reporters: ["default", "./tests/closing-line.ts"],
  },
});
