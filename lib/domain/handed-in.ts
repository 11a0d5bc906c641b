import { maxDataAddress } from "./image-source";

/** What was dropped or pasted and is no file, as the browser hands it over. */
export interface HandedIn {
  /** The addresses of the images in its HTML. */
  images: readonly string[];
  /** As `text/uri-list`. */
  uris: string;
  text: string;
}

/**
 * The address of the picture in something that was dropped or pasted: an image in its HTML, else the address that
 * it is. Undefined when it holds none that can be read: only the web's, and pictures that are in the address itself.
 */
export function pictureAddress({ images, uris, text }: HandedIn): string | undefined {
  // A list of addresses may have comments: https://www.rfc-editor.org/rfc/rfc2483#section-5
  const listed = uris.split(/\r?\n/).filter((line) => !line.startsWith("#"));
  return [...images, ...listed, text].map(toAddress).find((address) => address !== undefined);
}

function toAddress(words: string): string | undefined {
  if (words.length > maxDataAddress) return undefined;
  const address = words.trim();
  if (/^data:image\//i.test(address)) return address;
  if (!/^https?:\/\/\S+$/i.test(address) || address.length > 4_000) return undefined;
  return URL.parse(address)?.href;
}
