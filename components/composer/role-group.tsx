import { type DragEvent, useEffect, useRef, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { maxProducts, type Role } from "../../lib/domain/tray";
import { FileInput } from "../ui/file-input";
import { useComposer } from "./composer-state";
import { EmptySlot } from "./empty-slot";
import { ReferenceSlot } from "./reference-slot";
import type { Intake } from "./use-intake";

/** One role of the tray: its references, and one place for the next. */
export function RoleGroup({ role, intake }: { role: Role; intake: Intake }) {
  const { composition, chooseElsewhere, wanted } = useComposer();
  const group = useRef<HTMLFieldSetElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const chooseFile = () => (chooseElsewhere ? chooseElsewhere(role) : input.current?.click());
  const [over, drop] = useDropTarget((data) => intake.drop(role, data));
  const references = composition?.references.filter((reference) => reference.role === role);
  const preparing = intake.preparing === role;
  const count = references?.length ?? 0;
  const canAdd = references && !preparing && count < (role === "product" ? maxProducts : 1);
  const isRead = references !== undefined;
  useEffect(() => {
    // The browser opens a file dialog only for a press: the place is ready for it.
    if (isRead && wanted?.role === role)
      (group.current?.querySelector<HTMLElement>("[data-add]") ?? group.current)?.focus();
  }, [isRead, wanted, role]);
  return (
    <fieldset
      ref={group}
      data-role={role}
      tabIndex={-1}
      aria-label={text(`role_${role}`)}
      className={`min-w-0 space-y-1 outline-none ${over ? "rounded-thumb ring-2 ring-focus ring-offset-4 ring-offset-surface" : ""}`}
      {...drop}
    >
      <div className="flex justify-between gap-1 text-12 text-ink-soft">
        <span aria-hidden="true" className="truncate">
          {text(`role_${role}`)}
        </span>
        {role === "product" && count > 0 && (
          <span aria-hidden="true">{text("countOf", count, maxProducts)}</span>
        )}
      </div>
      <div className={slotsClass(role, count + (preparing ? 1 : 0))}>
        {references?.map((reference, index) => (
          <ReferenceSlot
            key={reference.id}
            reference={reference}
            position={index + 1}
            large={index === 0}
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
      <FileInput
        ref={input}
        multiple={role === "product"}
        onFiles={(files) => void intake.add(role, files)}
      />
    </fieldset>
  );
}

/** Every slot keeps its size, whatever the tray holds: the first product is large, up to three stand beside it. */
function slotsClass(role: Role, count: number): string {
  const height = "h-28";
  if (role !== "product" || count === 0) return `grid ${height} grid-rows-1 *:col-start-1 *:row-start-1`;
  return `grid ${height} grid-cols-[minmax(0,1fr)_44px] grid-rows-3 gap-1 max-[359px]:grid-cols-[minmax(0,1fr)_36px] *:first:row-span-3`;
}

/** Handlers that take what is dropped, and whether something hangs over the place now. */
function useDropTarget(onDrop: (data: DataTransfer) => void) {
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
      onDrop(event.dataTransfer);
    },
  };
  return [over, handlers] as const;
}
