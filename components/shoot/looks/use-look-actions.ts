import { useMemo } from "react";
import type { Look } from "../../../lib/shoot/shoot";
import {
  changeLook,
  removeLook,
  saveLook,
  setLookFile,
  setLookPicture,
} from "../../../lib/storage/shoot-looks";
import { db } from "../../database";
import type { ChangeShoot } from "../use-shoot";

export type LookActions = ReturnType<typeof useLookActions>;

/** What can be done with the looks of a shoot. The same object as long as the shoot is the same. */
export function useLookActions(shootId: string, change: ChangeShoot) {
  return useMemo(() => {
    const update = (apply: (looks: Look[]) => Look[], write: () => Promise<unknown>) =>
      change((shoot) => ({ ...shoot, looks: apply(shoot.looks) }), write);
    const replace = (id: string, part: Partial<Look>) => (looks: Look[]) =>
      looks.map((one) => (one.id === id ? { ...one, ...part } : one));
    return {
      change(id: string, part: Partial<Pick<Look, "name" | "prompt" | "combine" | "images">>) {
        update(replace(id, part), () => changeLook(db, shootId, id, part));
      },
      remove(id: string) {
        update(
          (looks) => looks.filter((one) => one.id !== id),
          () => removeLook(db, shootId, id),
        );
      },
      /** The face or background of a look; none without `referenceId`. */
      setPicture(id: string, role: "face" | "background", referenceId: string | undefined) {
        const part = role === "face" ? { faceId: referenceId } : { backgroundId: referenceId };
        update(replace(id, part), () => setLookPicture(db, shootId, id, role, referenceId));
      },
      /** A file as that. Throws a `capture_…` code. */
      setFile: (id: string, role: "face" | "background", file: File) =>
        setLookFile(db, shootId, id, role, file),
      keep: (look: Look) => saveLook(db, look),
    };
  }, [shootId, change]);
}
