import { defineConfig } from "vitest/config";

/** A profile of the version before in this one: `npm run test:upgrade`. The times are limits against hangs. */
export default defineConfig({
  test: {
    include: ["tests/upgrade/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 1,
    reporters: ["verbose", "./tests/closing-line.ts"],
  },
});
