import { Minus, Plus } from "lucide-react";
import { useId, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { maxImages } from "../../lib/domain/request";
import { IconButton } from "../ui/button";

const clamp = (images: number) => Math.min(maxImages, Math.max(1, images));

/** How many images one press makes. */
export function ImageCount({ value, onChange }: { value: number; onChange: (images: number) => void }) {
  const id = useId();
  // What is typed may be empty or too large for a moment; only a real number of images goes on.
  const [typed, setTyped] = useState<string>();
  const type = (entry: string) => {
    setTyped(entry);
    if (/^\d+$/.test(entry) && clamp(Number(entry)) === Number(entry)) onChange(Number(entry));
  };
  const leave = () => {
    if (typed && /^\d+$/.test(typed)) onChange(clamp(Number(typed)));
    setTyped(undefined);
  };
  const step = (by: number) => {
    setTyped(undefined);
    onChange(clamp(value + by));
  };
  return (
    <div className="flex items-center gap-2.5 tight:flex-wrap tight:gap-y-1">
      <label htmlFor={id} className="text-ink-soft">
        {text("images")}
      </label>
      <div className="flex items-center rounded-control border border-line-strong bg-raised p-0.5">
        <IconButton
          icon={Minus}
          name={text("fewerImages")}
          disabled={value === 1}
          onClick={() => step(-1)}
          className="disabled:opacity-40"
        />
        <input
          id={id}
          type="number"
          min={1}
          max={maxImages}
          value={typed ?? value}
          onChange={({ target }) => type(target.value)}
          onBlur={leave}
          className="w-8 rounded-thumb py-1 text-center font-semibold focus-visible:outline-offset-0"
        />
        <IconButton
          icon={Plus}
          name={text("moreImages")}
          disabled={value === maxImages}
          onClick={() => step(1)}
          className="disabled:opacity-40"
        />
      </div>
    </div>
  );
}
