import type { Role } from "../domain/tray";
import type { Failure } from "../failure/failure";
import type { ImageDescription } from "./protocol";

/** Where several pictures go: into the tray as products, or into a shoot. */
export type Gathering = "products" | "shoot";

/** What the user chose in the picker. The pictures themselves stay in the page. */
export type PickerAnswer =
  | { role: Role }
  /** What the page calls each of them, in their order; an empty text where it has no name for one. */
  | { into: Gathering; names: string[] };

/** How the reading of one picture ended; `there`: the same picture was there already. */
export type PictureOutcome = { kind: "added" | "there" } | { kind: "failed"; failure: Failure };

/** What the worker may ask of the picker. It stands in the extension's own isolated world, as `PageAgent` does. */
export interface Picker {
  /** Ends with the user's choice, or with nothing when the user left. */
  picked: Promise<PickerAnswer | undefined>;
  /**
   * Says of the chosen picture number `index` what the agent, which is here by now, says of it for this capture.
   * When the page shows something else in its place, only what was shown when the user chose.
   */
  choose(index: number, captureId: string): Promise<ImageDescription | undefined>;
  /** Shows how the picture ended; true when the user wants no more of them. */
  report(index: number, outcome: PictureOutcome): Promise<boolean>;
  /** Takes its words off the screen while that is photographed. */
  hide(isHidden: boolean): void;
  /** All pictures are read. What went wrong stays to be read, until the user closes it. */
  finish(): Promise<void>;
  leave(): void;
}

declare global {
  var refshotPicker: Picker | undefined;
}
