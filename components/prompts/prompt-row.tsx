import type { ReactNode } from "react";
import { truncate } from "../format/truncate";

interface PromptRowProps {
  /** By which a list finds its row again. */
  id?: string;
  name?: string;
  prompt: string;
  /** The same in another language, to be read only. */
  translation?: string;
  onUse: () => void;
  /** Buttons for what else can be done with it. */
  children?: ReactNode;
}

/** One prompt of a list; a press uses it. */
export function PromptRow({ id, name, prompt, translation, onUse, children }: PromptRowProps) {
  return (
    <li
      data-prompt={id}
      className="flex items-center justify-end gap-1 tight:flex-wrap rounded-control border border-line bg-raised pr-1 transition-colors hover:border-line-strong"
    >
      <button
        type="button"
        onClick={onUse}
        className="min-w-0 flex-1 rounded-control px-3 py-2 text-left tight:basis-full"
      >
        {name && <span className="block truncate font-semibold">{name}</span>}
        <span
          dir="auto"
          className={`wrap-anywhere ${name ? "line-clamp-2 text-12 text-ink-soft" : "line-clamp-3"}`}
        >
          {truncate(prompt, 400)}
        </span>
        {translation && (
          <span
            dir="auto"
            className="mt-1 line-clamp-3 border-l-2 border-line pl-2 text-12 text-ink-soft wrap-anywhere"
          >
            {translation}
          </span>
        )}
      </button>
      {children}
    </li>
  );
}

/** What a list of prompts says when it is empty. */
export function NoPrompts({ children }: { children: ReactNode }) {
  return <p className="px-4 py-10 text-center text-ink-soft">{children}</p>;
}
