import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { text } from "../../lib/browser/i18n";
import { IconButton } from "./button";

/** `window` fills a popup; `content` is as high as what it holds. */
const sizes = {
  window: "top-2 bottom-2 max-h-160 p-3",
  content: "top-[6vh] max-h-[88vh] p-4",
};

interface TitledDialogProps {
  title: string;
  hint?: string;
  /** The button that opens it. */
  trigger: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  size?: keyof typeof sizes;
  children: ReactNode;
}

/** A dialog over the page, with its title and the button that closes it. */
export function TitledDialog(props: TitledDialogProps) {
  const { title, hint, trigger, open, onOpenChange, size = "content", children } = props;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-dialog bg-veil" />
        <Dialog.Content
          {...(!hint && { "aria-describedby": undefined })}
          className={`fixed inset-x-2 z-dialog mx-auto flex max-w-120 flex-col gap-3 rounded-card border border-line bg-surface shadow-float outline-none ${sizes[size]}`}
        >
          <div className="flex items-center">
            <Dialog.Title className="flex-1 text-15 font-semibold">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} name={text("close")} />
            </Dialog.Close>
          </div>
          {hint && <Dialog.Description className="text-12 text-ink-soft">{hint}</Dialog.Description>}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
