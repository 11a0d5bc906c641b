import { AlertDialog } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { text } from "../../lib/browser/i18n";
import { Button } from "./button";

interface ConfirmDialogProps {
  /** The button that asks. */
  trigger: ReactNode;
  title: string;
  warning: string;
  confirm: string;
  onConfirm: () => void;
  onOpenChange?: () => void;
  /** What has the focus after a yes, where the button that asks may go away then. */
  then?: RefObject<HTMLElement | null>;
  /** More to choose before the answer. */
  children?: ReactNode;
}

/** One question before something is deleted. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, warning, confirm, onConfirm, onOpenChange, then, children } = props;
  const isConfirmed = useRef(false);
  const go = () => {
    isConfirmed.current = true;
    onConfirm();
  };
  const onClosed = (event: Event) => {
    if (isConfirmed.current && then) {
      event.preventDefault();
      then.current?.focus();
    }
    isConfirmed.current = false;
  };
  return (
    <AlertDialog.Root {...(onOpenChange && { onOpenChange })}>
      <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-question bg-veil" />
        <AlertDialog.Content
          onCloseAutoFocus={onClosed}
          className="fixed top-1/2 left-1/2 z-question max-h-[92vh] w-[min(420px,92vw)] -translate-x-1/2 -translate-y-1/2 space-y-3 overflow-y-auto rounded-card border border-line bg-raised p-5 shadow-float tight:p-3 outline-none"
        >
          <AlertDialog.Title className="text-15 font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-ink-soft">{warning}</AlertDialog.Description>
          {children}
          <div className="flex flex-wrap justify-end gap-2 pt-2">
            <AlertDialog.Cancel asChild>
              <Button>{text("keepEverything")}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button variant="danger" onClick={go}>
                {confirm}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
