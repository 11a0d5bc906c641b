import { FileImage } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { isLostAtFileDialog } from "../../lib/browser/file-dialog";
import { text } from "../../lib/browser/i18n";
import { useSidePanel } from "../hooks/use-side-panel";
import { Button } from "../ui/button";
import { TitledDialog } from "../ui/dialog";
import { FileInput } from "../ui/file-input";
import { Segments } from "../ui/segmented-control";
import { RecentPrompts } from "./recent-prompts";
import { SavedPrompts } from "./saved-prompts";
import { StarterPrompts } from "./starter-prompts";

const tabs = ["saved", "recent", "starter"] as const;

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
  const [tab, setTab] = useState<(typeof tabs)[number]>("saved");
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
    <TitledDialog size="window" trigger={children} title={text("prompts")} open={open} onOpenChange={setOpen}>
      <Segments
        name={text("prompts")}
        value={tab}
        options={tabs.map((one) => [one, text(`prompts_${one}`)] as const)}
        onChoose={setTab}
      />
      <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 pb-1">
        {tab === "saved" && <SavedPrompts current={current} onUse={use} />}
        {tab === "recent" && <RecentPrompts onUse={use} />}
        {tab === "starter" && <StarterPrompts combine={combine} onUse={use} />}
      </div>
      <Button size="small" onClick={chooseFile} className="self-start">
        <FileImage size={14} aria-hidden="true" />
        {text("openPictureFile")}
      </Button>
      <FileInput ref={input} multiple={false} onFiles={read} />
    </TitledDialog>
  );
}
