import { maxDataAddress } from "../domain/image-source";

/** What was dropped or pasted, as the browser hands it over. */
export interface HandedIn {
  files: File[];
  html: string;
  uris: string;
  text: string;
}

/** The parts of a drop or of the clipboard that can hold a picture. */
export function readTransfer(data: DataTransfer): HandedIn {
  return {
    files: [...data.files],
    html: data.getData("text/html"),
    uris: data.getData("text/uri-list"),
    text: data.getData("text/plain"),
  };
}

/** Longer HTML than this (characters) is not looked through: no picture needs it. */
const maxHtml = 20_000_000;

/**
 * The address of the picture in something that was dropped or pasted: an image in its HTML, else the address that it
 * is. Undefined when it holds none. `imagesOf` gives the addresses of the images in HTML.
 */
export function pictureAddress(
  { html, uris, text }: HandedIn,
  imagesOf: (html: string) => string[] = imagesInHtml,
): string | undefined {
  const images = html.length <= maxHtml ? imagesOf(html) : [];
  // A list of addresses may have comments: https://www.rfc-editor.org/rfc/rfc2483#section-5
  const listed = uris.split(/\r?\n/).filter((line) => !line.startsWith("#"));
  return [...images, ...listed, text].map(toAddress).find((address) => address !== undefined);
}

function toAddress(words: string): string | undefined {
  const address = words.trim();
  if (/^data:image\//i.test(address)) return address.length <= maxDataAddress ? address : undefined;
  if (!/^https?:\/\/\S+$/i.test(address) || address.length > 4_000) return undefined;
  return URL.parse(address)?.href;
}

/** The document is inert: nothing in it is loaded or run. */
function imagesInHtml(html: string): string[] {
  const images = new DOMParser().parseFromString(html, "text/html").querySelectorAll("img[src]");
  return [...images].map((image) => image.getAttribute("src") ?? "");
}
