import { expect, it } from "vitest";
import { type HandedIn, pictureAddress } from "../../../lib/domain/handed-in";

const nothing: HandedIn = { images: [], uris: "", text: "" };
const cup = "https://shop.example/cup.jpg";

it.each<[string, Partial<HandedIn>, string | undefined]>([
  ["nothing", {}, undefined],
  [
    "a picture of a page: its image, not the link around it",
    { images: [cup], uris: "https://shop.example/" },
    cup,
  ],
  ["a copied picture", { images: ["data:image/png;base64,AAAA"] }, "data:image/png;base64,AAAA"],
  ["a link", { uris: `${cup}\r\n` }, cup],
  ["a list with a comment", { uris: `# from a page\r\n${cup}` }, cup],
  ["a picture's address", { text: `  ${cup}\n` }, cup],
  [
    "an address with letters beyond ASCII",
    { text: "https://shop.example/kopi é.jpg".replace(" ", "") },
    "https://shop.example/kopi%C3%A9.jpg",
  ],
  ["words", { text: "a cup on a table" }, undefined],
  ["words with an address in them", { text: `look: ${cup}` }, undefined],
  ["a script", { uris: "javascript:alert(1)", text: "javascript:alert(1)" }, undefined],
  ["a file by its path", { images: ["file:///home/a.png"], uris: "file:///home/a.png" }, undefined],
  ["an image of an extension or a blob", { images: ["blob:https://a.example/1", "cid:1"] }, undefined],
  ["a page in its own address", { text: "data:text/html,<p>" }, undefined],
  ["no address", { text: "https://" }, undefined],
  ["an endless address", { text: `https://a.example/${"a".repeat(4_000)}` }, undefined],
  ["a long picture in its address", { text: `data:image/png;base64,${"A".repeat(45_000_001)}` }, undefined],
])("%s", (_, handed, address) => {
  expect(pictureAddress({ ...nothing, ...handed })).toBe(address);
});
