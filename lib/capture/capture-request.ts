import type { NormalizedImage } from "../image/normalize";
import type { ImageDescription } from "../page/protocol";
import type { FileMark } from "../storage/recall-picture";
import type { FrameTarget } from "./page-client";
import type { Ahead } from "./read-ahead";

/** A picture that is wanted: what is known of it, and where our script can be asked about it. */
export interface CaptureRequest {
  sighting: ImageDescription;
  pageUrl?: string | undefined;
  place?: FrameTarget | undefined;
  /** An address that is being read already. */
  ahead?: Ahead | undefined;
  /** What was made of these very bytes before. */
  recall?: ((file: FileMark) => Promise<NormalizedImage | undefined>) | undefined;
}
