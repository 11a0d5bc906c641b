import { type PricedRequest, textToImageSize } from "./estimate";

interface Size {
  width: number;
  height: number;
}

/** What is to be sent, as far as the price goes: plain numbers, whoever decides them. */
interface Sent {
  mode: string;
  endpoint: string;
  /** The pictures that are sent, in pixels. */
  pictures: readonly Size[];
  /** The size that a combined picture is asked for in. */
  imageSize?: Size | undefined;
  images: number;
}

/**
 * The request as it is priced. Restyle gives back a picture as large as the one that it got, and only that is
 * billed; Combine is billed for what it gets, too.
 */
export function pricedRequest({ mode, endpoint, pictures, imageSize, images }: Sent): PricedRequest {
  const [first] = pictures;
  if (mode === "multi-reference")
    return { endpoint, output: imageSize ?? combinedSize, inputs: pictures, images };
  return { endpoint, output: first ?? textToImageSize, inputs: [], images };
}

/** What a combined picture comes to where its size is not known yet: a square of 1,048,576 pixels. */
const combinedSize = { width: 1024, height: 1024 };
