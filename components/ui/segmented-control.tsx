interface SegmentsProps<T extends string> {
  name: string;
  value: T;
  options: (readonly [T, string])[];
  onChoose: (value: T) => void;
}

/** A few choices of which one holds, side by side. */
export function Segments<T extends string>({ name, value, options, onChoose }: SegmentsProps<T>) {
  return (
    <fieldset aria-label={name} className="flex flex-wrap gap-0.5 rounded-control bg-sunken p-0.5">
      {options.map(([one, label]) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === value}
          onClick={() => onChoose(one)}
          className={`min-h-7 flex-auto rounded-thumb px-2 text-12 whitespace-nowrap transition-colors ${one === value ? "bg-chosen font-semibold shadow-segment" : "text-ink-soft hover:text-ink"}`}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
