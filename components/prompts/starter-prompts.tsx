import { text } from "../../lib/browser/i18n";
import { PromptRow } from "./prompt-row";

/** The usual jobs of a seller, as something to begin with. */
const starters = [
  "fashionWoman",
  "fashionMan",
  "table",
  "flatLay",
  "lifestyle",
  "food",
  "beauty",
  "white",
] as const;

/** Prompts that come with Refshot, in the reader's language. */
export function StarterPrompts({ onUse }: { onUse: (prompt: string) => void }) {
  return (
    <ul className="space-y-1.5">
      {starters.map((starter) => {
        const prompt = text(`starter_${starter}_prompt`);
        return (
          <PromptRow
            key={starter}
            name={text(`starter_${starter}_name`)}
            prompt={prompt}
            onUse={() => onUse(prompt)}
          />
        );
      })}
    </ul>
  );
}
