import { FileImage, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ReactNode, useRef, useState } from "react";
import { isLostAtFileDialog } from "../../lib/browser/file-dialog";
import { text } from "../../lib/browser/i18n";
import { useSidePanel } from "../hooks/use-side-panel";
import { Button, IconButton } from "../ui/button";
import { FileInput } from "../ui/file-input";
import { Segments } from "../ui/segmented-control";
import { RecentPrompts } from "./recent-prompts";
import { SavedPrompts } from "./saved-prompts";
import { StarterPrompts } from "./starter-prompts";

const shelves = ["saved", "recent", "starter"] as const;

interface PromptsDialogProps {
  /** The button that opens it. */
  children: ReactNode;
  /** What is written now, which can be saved. */
  current: string;
  /** Whether all references are sent together: ideas fit what is sent. */
  combine?: boolean;
  onUse: (prompt: string) => void;
  /** A picture file was chosen, which may say how it was made. */
  onFile: (file: File) => void;
}

/** The user's saved prompts, those used last, and some to begin with. A press on one uses it. */
export function PromptsDialog({ children, current, combine = false, onUse, onFile }: PromptsDialogProps) {
  const [open, setOpen] = useState(false);
  const [shelf, setShelf] = useState<(typeof shelves)[number]>("saved");
  const use = (prompt: string) => {
    setOpen(false);
    onUse(prompt);
  };
  const input = useRef<HTMLInputElement>(null);
  const openSidePanel = useSidePanel();
  const chooseFile = () =>
    isLostAtFileDialog() ? void openSidePanel().then(() => window.close()) : input.current?.click();
  const read = ([file]: File[]) => {
    setOpen(false);
    if (file) onFile(file);
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>{children}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-20 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-2 top-2 bottom-2 z-30 mx-auto flex max-h-160 max-w-120 flex-col gap-3 rounded-card border border-line bg-surface p-3 shadow-float outline-none"
        >
          <div className="flex items-center">
            <Dialog.Title className="flex-1 text-15 font-semibold">{text("prompts")}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} name={text("close")} />
            </Dialog.Close>
          </div>
          <Segments
            name={text("prompts")}
            value={shelf}
            options={shelves.map((one) => [one, text(`prompts_${one}`)] as const)}
            onChoose={setShelf}
          />
          <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 pb-1">
            {shelf === "saved" && <SavedPrompts current={current} onUse={use} />}
            {shelf === "recent" && <RecentPrompts onUse={use} />}
            {shelf === "starter" && <StarterPrompts combine={combine} onUse={use} />}
          </div>
          <Button size="small" onClick={chooseFile} className="self-start">
            <FileImage size={14} aria-hidden="true" />
            {text("openPictureFile")}
          </Button>
          <FileInput ref={input} multiple={false} onFiles={read} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
