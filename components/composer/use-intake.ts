import { useCallback, useEffect, useEffectEvent, useState } from "react";
import type { Reference } from "../../lib/domain/reference";
import { type Role, roles } from "../../lib/domain/tray";
import { roleSchema } from "../../lib/domain/tray-schema";
import { toFailure } from "../../lib/failure/failure";
import { addFileAsReference } from "../../lib/storage/references";
import { db } from "../database";
import { useReportFailure } from "../status/report-failure";

/** Makes references of files: those that are handed over, and pictures pasted anywhere in the popup. */
export function useIntake(places: Reference[]) {
  const report = useReportFailure();
  const [preparing, setPreparing] = useState<Role>();
  const add = useCallback(
    async (role: Role, files: File[]) => {
      report(undefined);
      setPreparing(role);
      try {
        // One after the other: each product takes the next place, and a photo decoded is 50 MB of memory.
        for (const file of role === "product" ? files : files.slice(0, 1))
          await addFileAsReference(db, role, file);
      } catch (error) {
        report(toFailure(error));
      } finally {
        setPreparing(undefined);
      }
    },
    [report],
  );
  usePastedPictures((files) => add(roleForPaste(places), files));
  return { preparing, add };
}

/** The group that has the focus or the pointer; else the first role with nothing in it. */
function roleForPaste(places: Reference[]): Role {
  const group =
    document.activeElement?.closest<HTMLElement>("[data-role]") ??
    document.querySelector<HTMLElement>("[data-role]:hover");
  const meant = roleSchema.safeParse(group?.dataset.role).data;
  return meant ?? roles.find((role) => places.every((place) => place.role !== role)) ?? "product";
}

function usePastedPictures(onPictures: (files: File[]) => void): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
    // Office programs put a picture of the text beside it: text wins where text can go.
    const asText = event.target instanceof HTMLTextAreaElement && event.clipboardData?.getData("text/plain");
    if (files.length === 0 || asText) return;
    event.preventDefault();
    onPictures(files);
  });
  useEffect(() => {
    document.addEventListener("paste", take);
    return () => document.removeEventListener("paste", take);
  }, []);
}
