import { useId } from "react";

interface RadioCardProps {
  /** The same for all of a group. */
  group: string;
  name: string;
  detail?: string;
  checked: boolean;
  /** Called once a press, also on the one that is chosen already. */
  onChoose: () => void;
}

/** One of a few choices as a card that is pressed anywhere. */
export function RadioCard({ group, name, detail, checked, onChoose }: RadioCardProps) {
  const id = useId();
  return (
    <label
      className={`relative flex min-w-0 flex-col items-center justify-center rounded-thumb px-1 py-1 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus ${detail ? "min-h-11" : "min-h-7"} ${checked ? "bg-chosen shadow-segment" : "text-ink-soft hover:text-ink"}`}
    >
      <input
        type="radio"
        name={group}
        aria-label={name}
        aria-describedby={detail ? id : undefined}
        checked={checked}
        // A press on what holds already is an answer, too, and no change: each press is told once.
        onClick={() => checked && onChoose()}
        onChange={onChoose}
        // Over the whole card: it is what is pressed.
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      <span className={`${detail ? "text-13" : "text-12"} font-semibold`}>{name}</span>
      {detail && (
        <span id={id} dir="auto" className="line-clamp-2 max-w-full text-12 wrap-anywhere text-ink-soft">
          {detail}
        </span>
      )}
    </label>
  );
}
