import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const lib = fileURLToPath(new URL("../../../lib/", import.meta.url));

/** The files that may run in a page, with their text. */
const inPages = ["image", "page", "picker", "net"].flatMap((room) =>
  readdirSync(join(lib, room), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => ({ name, text: readFileSync(join(parentPath, name), "utf8") })),
);

it("what runs in a page takes a blob's bytes in one way only, which Firefox lets it read", () => {
  const raw = inPages.filter(({ text }) => text.includes(".arrayBuffer()"));
  expect(raw.map(({ name }) => name)).toEqual(["bytes-of.ts"]);
});

it("what runs in a page asks for no iterator of the page's own realm, which Firefox does not let it use", () => {
  const asks = inPages.filter(({ text }) =>
    /(?:searchParams|headers|classList|attributes|NodeList)\.(?:keys|values|entries)\(/i.test(text),
  );
  expect(asks.map(({ name }) => name)).toEqual([]);
});
