import type { Generation } from "../domain/generation";

/**
 * `refshot-2026-11-22-1412-merah-cup-coffee-on-a-marble-1.jpg`: when, of which product, what, and which of its
 * batch. Safe on every disk.
 */
export function pictureFileName(generation: Generation, type: string): string {
  const { createdAt, prompt, number, places } = generation;
  const product = places.find(({ role, name }) => role === "product" && name)?.name ?? "";
  const what = [firstWords(product), firstWords(prompt)];
  const name = ["refshot", stamp(createdAt), ...what, number].filter(Boolean).join("-");
  return `${name}.${extensionOf(type)}`;
}

/** Of each text at most so many bytes: a disk gives a whole name 255, and a zip's double one needs a few more. */
const maxBytes = 80;

/** The first words, marks of their letters included; cut between letters as they are read. */
function firstWords(text: string): string {
  const plain = text.slice(0, 500).toWellFormed().normalize("NFC").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d]*/gu) ?? [];
  let name = "";
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(words.slice(0, 4).join("-"))) {
    bytes += new TextEncoder().encode(segment).length;
    if (bytes > maxBytes) break;
    name += segment;
  }
  return name.replace(/[-\u200c\u200d]$/, "");
}

/** `2026-11-22-1412`, in local time. */
export function stamp(at: number): string {
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}-${two(time.getHours())}${two(time.getMinutes())}`;
}

function extensionOf(type: string): string {
  const name = /^image\/([a-z0-9]{2,5})$/.exec(type)?.[1] ?? "jpg";
  return name === "jpeg" ? "jpg" : name;
}

/** Names as they are given, with a number added to one that was there before, whatever its case. */
export function createUniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const dot = name.lastIndexOf(".");
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number++)
      free = `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
    taken.add(free.toLowerCase());
    return free;
  };
}
