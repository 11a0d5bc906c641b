/** Ids in four words each. A UUID is 16 bytes in place of the 52 of its text; any other id is kept beside them. */
export interface PackedIds {
  words: Uint32Array<ArrayBuffer>;
  odd: string[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Where a UUID has its version, which is never 0: there an id of another kind has none. */
const version = 0x0000f000;

/** The four words of an id. */
function packId({ odd }: PackedIds, id: string): [number, number, number, number] {
  if (uuid.test(id)) {
    const word = (digits: string) => Number.parseInt(digits, 16);
    const middle = [id.slice(9, 13) + id.slice(14, 18), id.slice(19, 23) + id.slice(24, 28)] as const;
    return [word(id.slice(0, 8)), word(middle[0]), word(middle[1]), word(id.slice(28))];
  }
  const known = odd.indexOf(id);
  return [known < 0 ? odd.push(id) - 1 : known, 0, 0, 0];
}

/** Puts an id at a place, for which there is room. */
export function writeId(ids: PackedIds, at: number, id: string): void {
  ids.words.set(packId(ids, id), at * 4);
}

/** The id at a place. */
export function idIn({ words, odd }: PackedIds, at: number): string {
  const [a = 0, b = 0, c = 0, d = 0] = words.subarray(at * 4, at * 4 + 4);
  if ((b & version) === 0) return odd[a] ?? "";
  const hex = [a, b, c, d].map((word) => word.toString(16).padStart(8, "0")).join("");
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join("-");
}

/** The place of an id among the first `length`; -1 when it is not there. */
export function placeOfId(ids: PackedIds, id: string, length: number): number {
  const [a, b, c, d] = packId(ids, id);
  const { words } = ids;
  for (let at = 0; at < length * 4; at += 4)
    if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return at / 4;
  return -1;
}
