import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Commands that may lead to a paid request. */
const paid = /sendCommand\(\s*"(?:generate|retry|redo|shoot)[^"]*"/g;

it("every control that leads to a paid request goes through payPress", () => {
  const files = readdirSync(join(root, "components"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const sends = files.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(paid)].map(({ index, input }) => ({
      where: relative(root, path),
      // The call stands in the function that payPress is given.
      within: /payPress\([^;]*$|payPress\([\s\S]{0,400}async \(press\) => \{[^}]*$/.test(
        input.slice(0, index),
      ),
    })),
  );
  expect(sends.length).toBeGreaterThanOrEqual(4);
  expect(sends.filter(({ within }) => !within)).toEqual([]);
});
