import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const lib = fileURLToPath(new URL("../../../lib/", import.meta.url));

it("what runs in a page takes a blob's bytes in one way only, which Firefox lets it read", () => {
  const files = ["image", "page", "picker", "net"].flatMap((room) =>
    readdirSync(join(lib, room), { recursive: true, withFileTypes: true }),
  );
  const raw = files.filter(
    (file) =>
      file.isFile() && readFileSync(join(file.parentPath, file.name), "utf8").includes(".arrayBuffer()"),
  );
  expect(raw.map(({ name }) => name)).toEqual(["bytes-of.ts"]);
});
