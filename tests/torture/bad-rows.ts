import { box, cdn, open } from "./row.ts";

/** What must be refused with a sentence, and leave the tray as it was. */
export interface BadRow {
  name: string;
  body: string;
  /** The failure's code. */
  code: string;
  /** A crop of what the page itself shows is no fault: nothing was read. */
  cropIsFine?: boolean;
  /** What happens to the page while the picture is fetched. */
  meanwhile?: "close" | "navigate";
  /** A path that must not be asked for more often than the page itself asks. */
  unasked?: string;
}

const bad = (src: string) => `<img id="it" style="${box}" src="${src}" alt="picture">`;

export const badRows: BadRow[] = [
  { name: "HTML as image", body: bad("/html/1.jpg"), code: "capture_not_picture" },
  { name: "zero bytes", body: bad("/empty/1.jpg"), code: "capture_empty" },
  { name: "truncated file", body: bad("/cut.jpg"), code: "capture_not_picture|capture_undecodable" },
  { name: "404", body: bad("/nothing.jpg"), code: "capture_unreachable" },
  { name: "redirect loop", body: bad("/loop/1.jpg"), code: "capture_unreachable" },
  { name: "48 KB PNG of 20000×20000", body: bad("/bomb.jpg"), code: "capture_too_large" },
  { name: "endless stream", body: bad("/endless/1.jpg"), code: "capture_too_large" },
  { name: "8×8 pixels", body: bad("/speck.jpg"), code: "capture_too_small" },
  {
    name: "public page, loopback address",
    body: bad("LOOPBACK/secret.jpg"),
    code: "capture_address_refused",
    unasked: "/secret.jpg",
  },
  {
    name: "public page, loopback in decimal",
    body: bad("LOOPBACK/secret2.jpg").replace("LOOPBACK", "DECIMAL"),
    code: "capture_address_refused",
    unasked: "/secret2.jpg",
  },
  {
    name: "public page, loopback by redirect",
    body: bad(`${open}/to/1.jpg?at=LOOPBACK/large.jpg`),
    code: "capture_address_refused",
    cropIsFine: true,
  },
  {
    name: "page closed during capture",
    body: bad(`${cdn}/slow/1.jpg`),
    code: "capture_page_gone|capture_unreachable",
    meanwhile: "close",
  },
  {
    name: "page navigated during capture",
    body: bad(`${cdn}/slow/2.jpg`),
    code: "capture_page_gone|capture_unreachable",
    meanwhile: "navigate",
  },
];
