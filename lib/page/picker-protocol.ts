import type { Role } from "../domain/tray";
import type { ImageDescription } from "./protocol";

/** What the user chose in the picker. The pictures themselves stay in the page. */
export interface PickerAnswer {
  role: Role;
}

/** What the worker may ask of the picker. It stands in the extension's own isolated world, as `PageAgent` does. */
export interface Picker {
  /** Ends with the user's choice, or with nothing when the user left. */
  picked: Promise<PickerAnswer | undefined>;
  /** Says of the chosen picture what the agent, which is here by now, says of it for this capture. */
  choose(captureId: string): Promise<ImageDescription | undefined>;
  leave(): void;
}

declare global {
  var refshotPicker: Picker | undefined;
}
