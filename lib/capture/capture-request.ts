import type { NormalizedImage } from "../image/normalize";
import type { ImageDescription } from "../page/protocol";
import type { FrameTarget } from "./page-client";

/** A picture that is wanted: what is known of it, and where our script can be asked about it. */
export interface CaptureRequest {
  sighting: ImageDescription;
  pageUrl?: string | undefined;
  place?: FrameTarget | undefined;
  /** What was made of these very bytes before, by their SHA-256. */
  recall?: ((sha256: string) => Promise<NormalizedImage | undefined>) | undefined;
}
