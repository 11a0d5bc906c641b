import { type DragEvent, useRef, useState } from "react";
import { text } from "../../lib/browser/i18n";
import type { Reference } from "../../lib/domain/reference";
import { maxProducts, type Role } from "../../lib/domain/tray";
import { ModelsDialog } from "../models/models-dialog";
import { useReportFailure } from "../status/report-failure";
import { FileInput } from "../ui/file-input";
import { EmptySlot } from "./empty-slot";
import { ReferenceSlot } from "./reference-slot";

interface RoleGroupProps {
  role: Role;
  /** Undefined until they are read. */
  references: Reference[] | undefined;
  sentId: string | undefined;
  preparing: boolean;
  onFiles: (files: File[]) => void;
}

/** One role of the tray: its references, and one place for the next. */
export function RoleGroup({ role, references, sentId, preparing, onFiles }: RoleGroupProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const chooseFile = () => input.current?.click();
  const [over, drop] = useDropTarget(onFiles);
  const count = references?.length ?? 0;
  const canAdd = references && !preparing && count < (role === "product" ? maxProducts : 1);
  return (
    <fieldset
      ref={group}
      data-role={role}
      tabIndex={-1}
      aria-label={text(`role_${role}`)}
      className={`min-w-0 space-y-1 outline-none ${over ? "rounded-thumb ring-2 ring-focus ring-offset-4 ring-offset-surface" : ""}`}
      {...drop}
    >
      <div className="flex justify-between gap-2 text-12 text-ink-soft">
        <span aria-hidden="true">{text(`role_${role}`)}</span>
        {role === "product" && count > 0 && (
          <span aria-hidden="true">{text("countOf", count, maxProducts)}</span>
        )}
        {role === "face" && (
          <ModelsDialog>
            <button type="button" className="rounded-thumb underline underline-offset-2 hover:text-ink">
              {text("models")}
            </button>
          </ModelsDialog>
        )}
      </div>
      <div className={slotsClass(role, count + (preparing ? 1 : 0))}>
        {references?.map((reference, index) => (
          <ReferenceSlot
            key={reference.id}
            reference={reference}
            position={index + 1}
            sent={reference.id === sentId}
            large={index === 0}
            // A face or background is replaced by the next one; a product has its own place for that.
            onReplace={role === "product" ? undefined : chooseFile}
            // The button that had the focus is gone with its picture.
            onRemoved={() => group.current?.focus()}
          />
        ))}
        {preparing && (
          <div className="skeleton rounded-thumb">
            <span className="sr-only">{text("preparingPicture")}</span>
          </div>
        )}
        {canAdd && <EmptySlot role={role} small={count > 0} onPress={chooseFile} />}
      </div>
      <FileInput ref={input} multiple={role === "product"} onFiles={onFiles} />
    </fieldset>
  );
}

/** The first product is large, the others are half as high beside it; three and more need two columns. */
function slotsClass(role: Role, count: number): string {
  if (role !== "product") return "relative grid h-24 *:col-start-1 *:row-start-1";
  if (count === 0) return "grid h-24 w-36";
  const columns = count > 2 ? "grid-cols-[84px_42px_42px]" : "grid-cols-[92px_44px]";
  return `grid h-24 grid-rows-2 gap-1.5 ${columns} *:first:row-span-2`;
}

/** Handlers that take dropped files, and whether something hangs over the place now. */
function useDropTarget(onFiles: (files: File[]) => void) {
  const report = useReportFailure();
  const [over, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const files = [...event.dataTransfer.files];
      if (files.length > 0) onFiles(files);
      // A picture dragged from some pages comes as an address only.
      else report({ code: "capture_unreachable" });
    },
  };
  return [over, handlers] as const;
}
