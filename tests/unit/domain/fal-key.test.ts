import { expect, it } from "vitest";
import { cleanKey } from "../../../lib/domain/fal-key";

const key = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";

it.each([
  ["as it is", key],
  ["spaces around it", `  ${key}\n`],
  ["a no-break space at its end", `${key}\u00a0`],
  ["a zero-width space at its end", `${key}\u200b`],
  ["a byte order mark before it", `\ufeff${key}`],
  ["soft hyphens and joiners within", key.replace("4c", "4\u00ad\u2060c")],
  ["a mark of direction", `\u200e${key}\u202c`],
  ["a variation selector", `${key}\ufe0f`],
  ["an en dash for each hyphen", key.replaceAll("-", "\u2013")],
  ["a minus and a non-breaking hyphen", key.replace("-", "\u2212").replace("-", "\u2011")],
  ["a full-width colon", key.replace(":", "\uff1a")],
  ["full-width digits", key.replace("0d1f", "\uff10d\uff11f")],
  ["quotes around it", `\u201c${key}\u201d`],
  ["a line of an .env file", `FAL_KEY="${key}"`],
  ["a header", `Authorization: Key ${key}`],
  ["wrapped over two lines", `${key.slice(0, 40)}\r\n${key.slice(40)}`],
])("%s: the key", (_name, pasted) => expect(cleanKey(pasted)).toBe(key));

it.each([
  ["nothing", ""],
  ["nothing that can be seen", "\u200b\u00a0"],
  ["words", "my fal key"],
  ["a space within", `${key.slice(0, 20)} ${key.slice(20)}`],
  ["a Cyrillic letter", key.replace("a", "\u0430")],
  ["an ellipsis in place of what was hidden", "0d1f2a3b…4a5b:…"],
  ["dots in place of letters", "•".repeat(40)],
  ["an emoji", `${key}🔑`],
  ["half an emoji", `${key}\ud83d`],
  ["too long", "k".repeat(301)],
])("%s: refused", (_name, pasted) => {
  const cleaned = cleanKey(pasted);
  // What is let in can be sent, whatever it was.
  if (cleaned !== undefined) expect(() => new Headers({ authorization: `Key ${cleaned}` })).not.toThrow();
  expect(cleaned).toBeUndefined();
});
