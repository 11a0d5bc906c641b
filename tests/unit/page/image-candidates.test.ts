import { describe, expect, it } from "vitest";
import { maxCandidates } from "../../../lib/domain/image-source";
import { type ImageAttributes, isPlaceholder, orderCandidates } from "../../../lib/page/image-candidates";

const base = "https://shop.example/cups/";
const on = (name: string) => `https://shop.example/cups/${name}`;
const shown = (url: string): Pick<ImageAttributes, "shown"> => ({ shown: { url, from: "img" } });
const urlsOf = (told: ImageAttributes) => orderCandidates(told).candidates.map(({ url }) => url);
const spacer = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

describe("only what is certainly this picture's address", () => {
  const data = (name: string, value: string) => ({ data: [{ name, value }] });
  it.each<[string, Omit<ImageAttributes, "base">, string[]]>([
    ["an action", { ...shown("a.jpg"), ...data("data-add-to-cart-url", "/cart/add/17") }, [on("a.jpg")]],
    [
      "an action with an image's name",
      { ...shown("a.jpg"), ...data("data-delete-image", "/w/17/delete") },
      [on("a.jpg")],
    ],
    [
      "an action on a file",
      { ...shown("a.jpg"), ...data("data-remove-image", "/remove/17.jpg") },
      [on("a.jpg")],
    ],
    [
      "a script of another host",
      { ...shown("a.jpg"), ...data("data-image-url", "https://t.example/s.php?u=b.jpg") },
      [on("a.jpg")],
    ],
    [
      "what comes under the pointer",
      { ...shown("a.jpg"), ...data("data-hover-src", "b.jpg") },
      [on("a.jpg")],
    ],
    ["a person", { ...shown("a.jpg"), ...data("data-user-avatar-url", "b.jpg") }, [on("a.jpg")]],
    ["no file name", { ...shown("a.jpg"), ...data("data-zoom-image", "/image/17") }, [on("a.jpg")]],
    [
      "the shown path with another query",
      { ...shown("/is/a?wid=300"), ...data("data-zoom-image", "/is/a?wid=2000") },
      ["https://shop.example/is/a?wid=2000", "https://shop.example/is/a?wid=300"],
    ],
    [
      "a loader's attribute behind a stand-in",
      { ...shown(spacer), ...data("data-src", "/image/17") },
      ["https://shop.example/image/17"],
    ],
    [
      "no loader's attribute behind a stand-in",
      { ...shown(spacer), ...data("data-seo-image-page", "/p/17.jpg") },
      [spacer],
    ],
    ["the same with a fragment", { ...shown("a.jpg"), ...data("data-src", "a.jpg#x") }, [on("a.jpg")]],
    [
      "the same twice",
      { ...shown("a.jpg"), srcsets: ["b.jpg 2x"], ...data("data-src", "b.jpg") },
      [on("b.jpg"), on("a.jpg")],
    ],
  ])("%s", (_name, told, expected) => expect(urlsOf({ base, ...told })).toEqual(expected));
});

describe("the best first, what is on the screen last", () => {
  it.each<[string, Omit<ImageAttributes, "base">, string[]]>([
    ["one address", shown("a.jpg"), [on("a.jpg")]],
    [
      "srcset by width",
      { ...shown("s.jpg"), srcsets: ["s.jpg 320w, l.jpg 1600w, m.jpg 800w"] },
      [on("l.jpg"), on("m.jpg"), on("s.jpg")],
    ],
    [
      "srcset by density",
      { ...shown("s.jpg"), srcsets: ["s.jpg, l.jpg 3x, m.jpg 2x"] },
      [on("l.jpg"), on("m.jpg"), on("s.jpg")],
    ],
    [
      "commas in addresses",
      { ...shown("w_320,c/a.jpg"), srcsets: ["w_320,c/a.jpg 320w, w_900,c/a.jpg 900w"] },
      [on("w_900,c/a.jpg"), on("w_320,c/a.jpg")],
    ],
    ["a linked original", { ...shown("s.jpg"), link: "l.jpg" }, [on("l.jpg"), on("s.jpg")]],
    ["a link to a page", { ...shown("s.jpg"), link: "cup.html" }, [on("s.jpg")]],
    [
      "a late address, a placeholder on the screen",
      { ...shown(spacer), data: [{ name: "data-src", value: "l.jpg" }] },
      [on("l.jpg")],
    ],
    [
      "a late srcset",
      { ...shown("s.jpg"), data: [{ name: "data-srcset", value: "m.jpg 800w, l.jpg 1600w" }] },
      [on("l.jpg"), on("m.jpg"), on("s.jpg")],
    ],
    [
      "a late background",
      { ...shown("s.jpg"), data: [{ name: "data-bg", value: "url('l.jpg')" }] },
      [on("l.jpg"), on("s.jpg")],
    ],
    [
      "data that is no address",
      {
        ...shown("s.jpg"),
        data: [
          { name: "data-src", value: "lazy loaded" },
          { name: "data-id", value: "l.jpg" },
        ],
      },
      [on("s.jpg")],
    ],
    [
      "a tiny picture on the screen",
      { ...shown("p.png"), shownSize: { width: 1, height: 1 }, data: [{ name: "data-src", value: "l.jpg" }] },
      [on("l.jpg")],
    ],
    ["only a placeholder", shown(spacer), [spacer]],
    ["scripts are no pictures", { ...shown("s.jpg"), link: "javascript:x.jpg" }, [on("s.jpg")]],
  ])("%s", (_name, told, expected) => expect(urlsOf({ base, ...told })).toEqual(expected));

  it("the known original of a scaled address comes before it", () => {
    const url = "https://blog.example/wp-content/uploads/cup-300x200.jpg";
    expect(orderCandidates({ base, ...shown(url) }).candidates).toEqual([
      { url: "https://blog.example/wp-content/uploads/cup.jpg", from: "upsized" },
      { url, from: "img" },
    ]);
  });

  it("a signed query is left as it is", () => {
    const url = "https://cdn.example/a.jpg?w=300&X-Signature=a%2Bb%3D%3D&Expires=9";
    expect(orderCandidates({ base, ...shown(url) }).candidates).toEqual([{ url, from: "img" }]);
  });

  it("a page with hundreds of addresses costs few tries, and keeps the one on the screen", () => {
    const srcset = Array.from({ length: 300 }, (_, i) => `p${i}.jpg ${i + 1}w`).join(", ");
    const found = urlsOf({ base, ...shown("p0.jpg"), srcsets: [srcset] });
    expect(found).toHaveLength(maxCandidates);
    expect(found.at(-1)).toBe(on("p0.jpg"));
  });
});

it.each<[string, boolean]>([
  [spacer, true],
  ["https://shop.example/img/placeholder.png", true],
  ["https://shop.example/spacer.gif", true],
  ["https://shop.example/1x1.gif", true],
  ["https://shop.example/pixel-phone.jpg", false],
  ["https://shop.example/cup.jpg", false],
])("%s is a placeholder: %s", (url, expected) => expect(isPlaceholder(url)).toBe(expected));
