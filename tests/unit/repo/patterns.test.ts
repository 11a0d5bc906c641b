import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, Script } from "node:vm";
import { parseSync } from "vite";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * At first so many characters, and so long (ms of the processor's time) for them: a pattern that goes over each only
 * once needs a tenth of it. What needs more has a second try with ten times as many: one that is not linear needs a
 * hundred times as long.
 */
const [length, limit] = [6_000, 3];
const [longer, longLimit] = [60_000, 100];
/** What does not end is ended after so long (ms); what is known not to end, sooner. */
const hang = 25_000;
const knownHang = 2_000;

interface Pattern {
  source: string;
  flags: string;
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every node of a syntax tree. */
function* nodesOf(node: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(node)) for (const one of node) yield* nodesOf(one);
  else if (typeof node === "object" && node !== null) {
    yield node as Record<string, unknown>;
    for (const child of Object.values(node)) yield* nodesOf(child);
  }
}

const found: { where: string; pattern: Pattern }[] = [];
/** Patterns that are made at run time: they are named here, and tested where they are made. */
const made: string[] = [];
for (const path of ["lib", "components", "entrypoints"].flatMap(filesIn)) {
  const where = relative(root, path);
  for (const node of nodesOf(parseSync(path, readFileSync(path, "utf8")).program)) {
    if (node.type === "Literal" && node.regex) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      found.push({ where, pattern: { source: pattern, flags } });
    }
    const { callee } = node as { callee?: { name?: string } };
    if (callee?.name === "RegExp") made.push(where);
  }
}

const atom =
  /(\\p\{[^}]+\}|\\u[\da-f]{4}|\\.|\[(?:\\.|[^\]])*\]|\.|[^()|^$*+?{}\\[\]])(?:[*+?]|\{(\d+)(?:,\d*)?\})?/giu;
const letters = ["a", "0", "A", " ", "-", "/", ".", ":", '"', "<", ",", "=", "_", "\n", "é", ")", "\u00ad"];

/** What each atom of a pattern lets in, as often as it must be there. */
function samplesOf({ source, flags }: Pattern): string[] {
  const parts = source
    .replace(/\(\?(?:[:=!]|<[=!])|\\[bB]|[()|^$]/g, (part) => (part === "\\$" ? part : ""))
    .matchAll(atom);
  return [...parts].map(([, one = "", count = "1"]) => {
    const is = new RegExp(`^(?:${one})$`, flags.replace("g", ""));
    const literal = one.replace(/^\\(?![wdspbu])/i, "");
    return (letters.find((letter) => is.test(letter)) ?? literal).repeat(Number(count) || 1);
  });
}

/** The pattern's own words, each also before what may divide two of them. */
function wordsOf({ source }: Pattern): string[] {
  const plain = source.replace(/\\[bBwdsWDS]/g, "|").replace(/\\(.)/g, "$1");
  const words = plain.split(/[|()[\]{}?+*^$.]+/).filter((word) => word.length > 1);
  return words.slice(0, 12).flatMap((word) => [word, `${word} `, `${word}/`, `${word})`, `${word}a`]);
}

/** Pieces that this pattern's own parts let in: each, and what follows on it. */
function piecesOf(pattern: Pattern): string[] {
  const samples = samplesOf(pattern);
  const runs = samples.flatMap((_, from) =>
    [1, 2, 3, 4, 6, 9, 12, 16].map((many) => samples.slice(from, from + many).join("")),
  );
  return [...new Set([...letters, "aA0", "<!--", "-->", ...runs, ...wordsOf(pattern)])];
}

interface Attack {
  /** Of at least so many characters. */
  text(size: number): string;
}

/** What is hard for this pattern: one piece repeated, after what fits and before what does not. */
function* attacksOn(pattern: Pattern): Generator<Attack> {
  const whole = samplesOf(pattern);
  const pieces = piecesOf(pattern);
  const heads = ["", ...[1, 2, 3, 4, 6, 9, 12].map((many) => whole.slice(0, many).join(""))];
  for (const head of new Set([...heads, ...wordsOf(pattern).slice(0, 10)]))
    for (const piece of pieces) yield { text: (size) => `${head}${piece.repeat(size / piece.length)}\u0001` };
}

/** Tries the attacks one after the other, up to one that takes longer than the limit (ms): that one is given. */
const firstSlow = new Script(`(() => {
  const regex = new RegExp(pattern.source, pattern.flags);
  for (let next; !(next = attacks.next()).done; ) {
    const text = next.value.text(size);
    const before = now();
    if (regex.global) text.replace(regex, ""); else regex.test(text);
    if (now() - before > limit) return next.value;
  }
})()`);

/** ms that the processor has spent on this thread: others' work beside it does not count. */
function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function firstSlowOf(
  pattern: Pattern,
  attacks: Iterator<Attack>,
  size: number,
  limit: number,
  timeout: number,
): Attack | undefined {
  const context = createContext({ pattern, attacks, size, limit, now });
  return firstSlow.runInContext(context, { timeout });
}

/** The first attack that takes this pattern longer than the text is long; one that does not end in `patience` ms is. */
function slowOn(pattern: Pattern, patience = hang): string | undefined {
  const attacks = attacksOn(pattern);
  try {
    for (;;) {
      const suspect = firstSlowOf(pattern, attacks, length, limit, patience);
      if (!suspect) return undefined;
      if (firstSlowOf(pattern, [suspect].values(), longer, longLimit, patience))
        return suspect.text(longer).slice(0, 40);
    }
  } catch {
    return "an attack that did not end";
  }
}

it("finds the patterns of the product", () => {
  expect(found.length).toBeGreaterThan(70);
});

it("no pattern is made of something that is not known here", () => {
  expect([...new Set(made)]).toEqual(["lib/export/backup-format.ts"]);
});

it("the test itself sees a pattern that is quadratic, and one that is exponential", {
  timeout: 240_000,
}, () => {
  expect(slowOn({ source: "\\b(?:app|path)\\b.*\\bnot found\\b", flags: "i" })).toBeDefined();
  expect(slowOn({ source: "^(?:a|\\s)*(?:\\s|a)*<svg", flags: "" }, knownHang)).toBeDefined();
  expect(slowOn({ source: "\\b[0-9a-f]{8}-[0-9a-f-]{8,}:[0-9a-f]{16,}", flags: "gi" })).toBeDefined();
  expect(slowOn({ source: "^\\s*(?:<!--[\\s\\S]*?-->|\\s)*<svg", flags: "i" }, knownHang)).toBeDefined();
});

it.each(found.map(({ where, pattern }) => [where, `/${pattern.source}/${pattern.flags}`, pattern] as const))(
  "%s %s needs no longer than a text is long",
  (_where, _shown, pattern) => {
    expect(slowOn(pattern)).toBeUndefined();
  },
  120_000,
);
