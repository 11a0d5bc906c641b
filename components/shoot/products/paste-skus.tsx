import { Dialog } from "radix-ui";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { Button } from "../../ui/button";
import { TitledDialog } from "../../ui/dialog";

interface PasteSkusProps {
  /** What stands on the button. */
  children: ReactNode;
  disabled: boolean;
  onPaste: (pasted: string) => void;
}

/** A column of SKUs for the products, from the first one on. */
export function PasteSkus({ children, disabled, onPaste }: PasteSkusProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [pasted, setPasted] = useState("");
  const save = (event: FormEvent) => {
    event.preventDefault();
    setOpen(false);
    setPasted("");
    onPaste(pasted);
  };
  return (
    <TitledDialog
      title={text("pasteSkus")}
      hint={text("pasteSkusHint")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" disabled={disabled} className="disabled:opacity-45">
          {children}
        </Button>
      }
    >
      <form onSubmit={save} className="flex min-h-0 flex-1 flex-col gap-3">
        <label htmlFor={id} className="sr-only">
          {text("skus")}
        </label>
        <textarea
          id={id}
          // biome-ignore lint/a11y/noAutofocus: the user has just asked for this field
          autoFocus
          rows={10}
          value={pasted}
          onChange={({ target }) => setPasted(target.value)}
          className="block w-full flex-1 resize-none rounded-control border border-line-strong bg-raised px-3 py-2 focus-visible:outline-offset-0"
        />
        <div className="flex justify-end gap-2">
          <Dialog.Close asChild>
            <Button>{text("editCancel")}</Button>
          </Dialog.Close>
          <Button variant="primary" type="submit">
            {text("pasteSkusDo")}
          </Button>
        </div>
      </form>
    </TitledDialog>
  );
}
