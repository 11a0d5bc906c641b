import { useId, useState } from "react";
import { text } from "../../../lib/browser/i18n";

/** One of two pictures, ready to be shown. */
interface Side {
  url: string | undefined;
  alt: string;
  label: string;
  width: number;
  height: number;
}

export const compareModes = ["slider", "beside", "hover"] as const;
export type CompareMode = (typeof compareModes)[number];

interface CompareProps {
  mode: CompareMode;
  before: Side;
  after: Side;
}

/** Two pictures against each other: under a slider, side by side, or one in the other's place. */
export function ComparePictures({ mode, before, after }: CompareProps) {
  if (mode === "slider") return <SliderView before={before} after={after} />;
  if (mode === "beside") return <BesideView before={before} after={after} />;
  return <HoverView before={before} after={after} />;
}

const frame = "relative mx-auto max-h-[80vh] overflow-hidden rounded-card bg-sunken";
const ratio = ({ width, height }: Side) => ({ aspectRatio: `${width} / ${height}` });

function Shown({ side, style }: { side: Side; style?: { clipPath: string } }) {
  if (!side.url) return null;
  return (
    // A ground of its own: under a picture of another shape the other one must not show.
    <div className="absolute inset-0 bg-sunken" style={style}>
      <img src={side.url} alt={side.alt} draggable={false} className="size-full object-contain" />
    </div>
  );
}

function Label({ label, right = false }: { label: string; right?: boolean }) {
  return (
    <span
      className={`pointer-events-none absolute top-2 rounded-full bg-scrim px-2 py-0.5 text-12 text-on-scrim ${right ? "right-2" : "left-2"}`}
    >
      {label}
    </span>
  );
}

function SliderView({ before, after }: Omit<CompareProps, "mode">) {
  const [at, setAt] = useState(50);
  return (
    <div
      className={`${frame} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
      style={ratio(after)}
    >
      <Shown side={after} />
      <Shown side={before} style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }} />
      <Label label={before.label} />
      <Label label={after.label} right />
      <div
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-on-scrim shadow-float"
        style={{ left: `${at}%` }}
      >
        <span className="absolute top-1/2 left-1/2 flex size-8 -translate-1/2 items-center justify-center rounded-full bg-scrim-hover text-15 text-on-scrim">
          ↔
        </span>
      </div>
      <input
        type="range"
        min={0}
        max={100}
        value={at}
        aria-label={text("compareSlider")}
        aria-valuetext={text("compareShare", at)}
        onChange={({ target }) => setAt(Number(target.value))}
        className="absolute inset-0 size-full cursor-ew-resize touch-pan-y opacity-0"
      />
    </div>
  );
}

function BesideView({ before, after }: Omit<CompareProps, "mode">) {
  return (
    <div className="grid grid-cols-2 gap-2">
      {[before, after].map((side) => (
        <figure key={side.label} className="min-w-0 space-y-1">
          <div className="relative overflow-hidden rounded-card bg-sunken" style={ratio(side)}>
            <Shown side={side} />
          </div>
          <figcaption className="text-center text-12 text-ink-soft">{side.label}</figcaption>
        </figure>
      ))}
    </div>
  );
}

function HoverView({ before, after }: Omit<CompareProps, "mode">) {
  const [isOver, setOver] = useState(false);
  const [isPressed, setPressed] = useState(false);
  const hint = useId();
  const side = isOver !== isPressed ? before : after;
  return (
    <div className="space-y-1">
      <button
        type="button"
        aria-pressed={isPressed}
        // The label that is seen is part of the name.
        aria-label={`${side.label}. ${text("compareShowOther", before.label)}`}
        aria-describedby={hint}
        onClick={() => setPressed(!isPressed)}
        onPointerEnter={({ pointerType }) => setOver(pointerType === "mouse")}
        onPointerLeave={() => setOver(false)}
        className={`${frame} block w-full`}
        style={ratio(after)}
      >
        {/* Its label says what it is. */}
        <Shown side={{ ...side, alt: "" }} />
        <Label label={side.label} />
      </button>
      <p id={hint} className="text-center text-12 text-ink-soft">
        {text("compareHoverHint", before.label)}
      </p>
    </div>
  );
}
