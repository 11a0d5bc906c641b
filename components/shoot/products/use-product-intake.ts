import { useRef, useState } from "react";
import { type Failure, toFailure } from "../../../lib/failure/failure";
import { addShootFile } from "../../../lib/storage/shoot-products";
import { db } from "../../database";
import { useDocumentEvent } from "../../hooks/use-document-event";
import { useFileDrops } from "../../hooks/use-file-drops";
import { useReportFailure } from "../../status/report-failure";

/** A file that did not become a product. */
interface Unread {
  name: string;
  failure: Failure;
}

/** What became of the files that were handed in last. */
export interface Intake {
  /** How many were handed in, and how many of them have been looked at. */
  all: number;
  read: number;
  /** How many of these the shoot had already. */
  there: number;
  unread: Unread[];
}

const nothing: Intake = { all: 0, read: 0, there: 0, unread: [] };

/**
 * Makes products of picture files that are chosen, dropped or pasted: one after the other, because a photo decoded is
 * 50 MB of memory, and each is stored before the next is read, so that a page that closes loses only the rest.
 */
export function useProductIntake(shootId: string) {
  const report = useReportFailure();
  const [intake, setIntake] = useState(nothing);
  const waiting = useRef<File[]>([]);
  const isReading = useRef(false);

  async function readOne(file: File): Promise<Partial<Pick<Intake, "there" | "unread">>> {
    try {
      return (await addShootFile(db, shootId, file)) ? {} : { there: 1 };
    } catch (error) {
      return { unread: [{ name: file.name, failure: toFailure(error) }] };
    }
  }

  async function readAll(): Promise<void> {
    if (isReading.current) return;
    isReading.current = true;
    for (let file = waiting.current.shift(); file; file = waiting.current.shift()) {
      const { there = 0, unread = [] } = await readOne(file);
      // Without room every other file would fail in the same way.
      const isOver = unread.some(({ failure }) =>
        ["shoot_full", "shoot_lost", "storage_full"].includes(failure.code),
      );
      if (isOver) waiting.current = [];
      if (isOver) report(unread[0]?.failure);
      setIntake((now) => ({
        all: isOver ? now.read + 1 : now.all,
        read: now.read + 1,
        there: now.there + there,
        unread: isOver ? now.unread : [...now.unread, ...unread],
      }));
    }
    isReading.current = false;
  }

  function add(files: readonly File[]): void {
    if (files.length === 0) return;
    report(undefined);
    waiting.current.push(...files);
    setIntake((now) =>
      isReading.current ? { ...now, all: now.all + files.length } : { ...nothing, all: files.length },
    );
    void readAll();
  }

  useFileDrops(add);
  usePastedFiles(add);
  return { intake, add, dismiss: () => setIntake(nothing) };
}

/** Pictures pasted anywhere on the page, unless what is pasted is text for a field or belongs to a dialog. */
function usePastedFiles(onFiles: (files: File[]) => void): void {
  useDocumentEvent("paste", (event) => {
    const { clipboardData: data, target } = event;
    if (!data || data.files.length === 0) return;
    const place = target instanceof Element ? target : document.body;
    // Office programs put a picture of the text beside it: text wins where text can go.
    if (place.closest("[role=dialog]") || (place.closest("input, textarea") && data.getData("text/plain")))
      return;
    event.preventDefault();
    onFiles([...data.files]);
  });
}
