import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { text } from "../../lib/browser/i18n";
import { IconButton } from "../ui/button";

interface ShootDialogProps {
  title: string;
  hint: string;
  /** The button that opens it. */
  trigger: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** A dialog over the page of a shoot. */
export function ShootDialog({ title, hint, trigger, open, onOpenChange, children }: ShootDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 bg-veil" />
        <Dialog.Content className="fixed inset-x-2 top-[6vh] z-40 mx-auto flex max-h-[88vh] max-w-120 flex-col gap-3 rounded-card border border-line bg-surface p-4 shadow-float outline-none">
          <div className="flex items-center">
            <Dialog.Title className="flex-1 text-15 font-semibold">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} name={text("close")} />
            </Dialog.Close>
          </div>
          <Dialog.Description className="text-12 text-ink-soft">{hint}</Dialog.Description>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
