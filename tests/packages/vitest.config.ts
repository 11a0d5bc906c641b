import { defineConfig } from "vitest/config";

/** The packages of `npm run zip`, installed: `npm run test:packages`. The times are limits against hangs. */
export default defineConfig({
  test: {
    include: ["tests/packages/**/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    reporters: ["verbose", "./tests/closing-line.ts"],
  },
});
