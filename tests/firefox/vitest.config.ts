import { defineConfig } from "vitest/config";

/** Everything in a real Firefox, for `npm run test:firefox`. The times are limits against hangs, and no measure. */
export default defineConfig({
  test: {
    include: ["tests/firefox/**/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    reporters: ["verbose", "./tests/closing-line.ts"],
  },
});
