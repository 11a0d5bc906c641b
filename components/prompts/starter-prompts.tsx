import { useLiveQuery } from "dexie-react-hooks";
import { language, text } from "../../lib/browser/i18n";
import { type IdeaLanguage, ideaLanguages, ideasFor } from "../../lib/domain/ideas";
import { modeFor, sentPictures } from "../../lib/domain/sent-pictures";
import { traySlots } from "../../lib/domain/tray";
import { readTray } from "../../lib/storage/references";
import { db } from "../database";
import { useSetting } from "../hooks/use-setting";
import { Segments } from "../ui/segmented-control";
import { PromptRow } from "./prompt-row";

interface StarterPromptsProps {
  /** Whether all references are sent together. */
  combine: boolean;
  onUse: (prompt: string) => void;
}

/** Prompts that come with Refshot: those that fit what will be sent. The models read English best. */
export function StarterPrompts({ combine, onUse }: StarterPromptsProps) {
  const tray = useLiveQuery(() => readTray(db));
  const [chosen, own, choose] = useIdeaLanguage();
  if (!tray) return null;
  const slots = traySlots(tray);
  const mode = modeFor(slots, combine);
  const pictures = sentPictures(mode, slots, tray.chosen);
  const ideas = ideasFor(
    mode,
    pictures.flatMap((picture) => picture.slots.map(({ role }) => role)),
  );
  return (
    <div className="space-y-3">
      {own !== "en" && (
        <div className="space-y-1">
          <p className="text-12 text-ink-soft">{text("ideasLanguageWhy")}</p>
          <Segments
            name={text("ideasLanguage")}
            value={chosen}
            options={ideaLanguages.map((one) => [one, text(`ideasIn_${one}`)] as const)}
            onChoose={choose}
          />
        </div>
      )}
      <ul className="space-y-1.5">
        {ideas.map(({ id, prompt }) => (
          <PromptRow
            key={id}
            name={text(`idea_${id}`)}
            prompt={prompt[chosen]}
            {...(own !== "en" && { translation: prompt[chosen === "en" ? own : "en"] })}
            onUse={() => onUse(prompt[chosen])}
          />
        ))}
      </ul>
    </div>
  );
}

/** The language in which ideas are used, that of the interface, and the way to choose; remembered once chosen. */
function useIdeaLanguage(): [IdeaLanguage, IdeaLanguage, (chosen: IdeaLanguage) => void] {
  const { value, change } = useSetting("ideaLanguage");
  const own = ideaLanguages.find((one) => language().startsWith(one)) ?? "en";
  return [own === "en" ? "en" : (value ?? "en"), own, change];
}
