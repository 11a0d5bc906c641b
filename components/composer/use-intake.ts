import { useCallback, useState } from "react";
import { browser } from "wxt/browser";
import { text } from "../../lib/browser/i18n";
import { maySeeSite, sitePattern } from "../../lib/browser/site-access";
import { pictureAddress } from "../../lib/domain/handed-in";
import type { Reference } from "../../lib/domain/reference";
import { type Role, roles } from "../../lib/domain/tray";
import { roleSchema } from "../../lib/domain/tray-schema";
import { toFailure } from "../../lib/failure/failure";
import { addAddressAsReference } from "../../lib/storage/handed-reference";
import { addFileAsReference } from "../../lib/storage/references";
import { db } from "../database";
import { useDocumentEvent } from "../hooks/use-document-event";
import { useReportFailure } from "../status/report-failure";

/** A picture whose site the user would have to allow first. */
interface Closed {
  role: Role;
  url: string;
}

export interface Intake {
  /** The role whose picture is being made ready. */
  preparing: Role | undefined;
  add: (role: Role, files: File[]) => Promise<void>;
  /** Takes whatever was dropped: files, a picture of a page, an address. */
  drop: (role: Role, data: DataTransfer) => void;
  closed: Closed | undefined;
  /** Asks for the site of the closed picture, and takes it then. */
  allow: () => void;
}

/** Makes references of what is handed in: files, and what is dropped on a slot or pasted anywhere. */
export function useIntake(references: Reference[]): Intake {
  const report = useReportFailure();
  const [preparing, setPreparing] = useState<Role>();
  const [closed, setClosed] = useState<Closed>();
  const prepare = useCallback(
    async (role: Role, work: () => Promise<unknown>) => {
      report(undefined);
      setClosed(undefined);
      setPreparing(role);
      try {
        await work();
      } catch (error) {
        report(toFailure(error));
      } finally {
        setPreparing(undefined);
      }
    },
    [report],
  );
  const add = (role: Role, files: File[]) => prepare(role, () => addFiles(role, files, report));
  const addFrom = (role: Role, url: string) =>
    prepare(role, async () => {
      const maySee = await maySeeSite(url);
      const from = { maySee, source: text("pastedPicture") };
      await addAddressAsReference(db, role, url, from).catch((error) => {
        if (toFailure(error).code === "site_not_allowed") setClosed({ role, url });
        throw error;
      });
    });
  const take = (role: Role, data: DataTransfer) => {
    const files = [...data.files];
    const url = files.length > 0 ? undefined : addressIn(data);
    if (files.length > 0) void add(role, files);
    else if (url) void addFrom(role, url);
    else report({ code: "no_picture_handed_in" });
  };
  const allow = () => {
    const pattern = closed && sitePattern(closed.url);
    if (!pattern) return;
    // No await before the request: the browser wants it in the click itself.
    browser.permissions.request({ origins: [pattern] }).then(
      (granted) => void (granted && addFrom(closed.role, closed.url)),
      (error) => report(toFailure(error)),
    );
  };
  usePaste((data) => take(roleForPaste(references), data));
  return { preparing, add, drop: take, closed, allow };
}

/** Longer HTML than this (characters) is not looked through: no picture needs it. */
const maxHtml = 50_000_000;

function addressIn(data: DataTransfer): string | undefined {
  const html = data.getData("text/html");
  // The document is inert: nothing in it is loaded or run.
  const page = new DOMParser().parseFromString(html.length <= maxHtml ? html : "", "text/html");
  const images = [...page.querySelectorAll("img[src]")].map((image) => image.getAttribute("src") ?? "");
  return pictureAddress({ images, uris: data.getData("text/uri-list"), text: data.getData("text/plain") });
}

async function addFiles(
  role: Role,
  files: File[],
  report: ReturnType<typeof useReportFailure>,
): Promise<void> {
  // One after the other: each product takes the next place, and a photo decoded is 50 MB of memory.
  for (const file of role === "product" ? files : files.slice(0, 1)) await addFileAsReference(db, role, file);
  if (role !== "product" && files.length > 1) report({ code: "only_first_taken" });
}

/** The group that has the focus or the pointer; else the first role with nothing in it. */
function roleForPaste(references: Reference[]): Role {
  const group =
    document.activeElement?.closest<HTMLElement>("[data-role]") ??
    document.querySelector<HTMLElement>("[data-role]:hover");
  const meant = roleSchema.safeParse(group?.dataset.role).data;
  return meant ?? roles.find((role) => references.every((one) => one.role !== role)) ?? "product";
}

function usePaste(onPaste: (data: DataTransfer) => void): void {
  useDocumentEvent("paste", (event) => {
    const { clipboardData: data, target } = event;
    const isSeen = document.querySelector("[data-role]")?.checkVisibility();
    if (!data || !isSeen) return;
    const isField = target instanceof Element && target.closest("input, textarea") !== null;
    // Office programs put a picture of the text beside it: text wins where text can go.
    if (isField && (data.files.length === 0 || data.getData("text/plain"))) return;
    event.preventDefault();
    onPaste(data);
  });
}
