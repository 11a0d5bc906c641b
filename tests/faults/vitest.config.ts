import { defineConfig } from "vitest/config";

/** The whole bench, for `npm run test:faults`: apart from `npm test`, because it takes the better part of an hour. */
export default defineConfig({
  test: {
    include: ["tests/faults/**/*.bench.test.ts"],
    testTimeout: 3_600_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    fileParallelism: false,
    reporters: ["verbose", "./tests/closing-line.ts"],
  },
});
