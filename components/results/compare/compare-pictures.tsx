import { useId, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { usePageKeys } from "../../hooks/use-hotkeys";
import { useZoom, useZoomFrame, type Zoom } from "../../picture/use-zoom";
import { ZoomButtons } from "../../picture/zoom-buttons";

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

/** Two pictures against each other: under a slider, side by side, or one in the other's place; one zoom for both. */
export function ComparePictures({ mode, before, after }: CompareProps) {
  const zoom = useZoom();
  usePageKeys(zoom.keys);
  const views = { slider: SliderView, beside: BesideView, hover: HoverView };
  const View = views[mode];
  return (
    <div className="space-y-1">
      <View before={before} after={after} zoom={zoom} />
      <div className="flex justify-center">
        <ZoomButtons zoom={zoom} />
      </div>
    </div>
  );
}

type ViewProps = Omit<CompareProps, "mode"> & { zoom: Zoom };

const frame = "relative mx-auto max-h-[80vh] overflow-hidden rounded-card bg-sunken";
const ratio = ({ width, height }: Side) => ({ aspectRatio: `${width} / ${height}` });

function Shown({ side, style, zoom }: { side: Side; style?: { clipPath: string }; zoom: Zoom }) {
  if (!side.url) return null;
  return (
    // A ground of its own: under a picture of another shape the other one must not show.
    <div className="absolute inset-0 bg-sunken" style={style}>
      <img
        src={side.url}
        alt={side.alt}
        draggable={false}
        style={zoom.style}
        className="size-full object-contain"
      />
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

function SliderView({ before, after, zoom }: ViewProps) {
  const hands = useZoomFrame(zoom, false);
  const [at, setAt] = useState(50);
  return (
    <div
      {...hands}
      className={`${frame} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
      style={ratio(after)}
    >
      <Shown side={after} zoom={zoom} />
      <Shown side={before} zoom={zoom} style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }} />
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
      {zoom.isNear && <Grips at={at} />}
    </div>
  );
}

/** What is near is moved by a drag beside the slider's line; at the line the slider is. */
function Grips({ at }: { at: number }) {
  const look = "absolute inset-y-0 cursor-grab touch-none active:cursor-grabbing";
  return (
    <>
      <div aria-hidden="true" className={`${look} left-0`} style={{ right: `calc(${100 - at}% + 20px)` }} />
      <div aria-hidden="true" className={`${look} right-0`} style={{ left: `calc(${at}% + 20px)` }} />
    </>
  );
}

function BesideView({ before, after, zoom }: ViewProps) {
  return (
    <div className="grid grid-cols-2 gap-2">
      {[before, after].map((side) => (
        <figure key={side.label} className="min-w-0 space-y-1">
          <BesideFrame side={side} zoom={zoom} />
          <figcaption className="text-center text-12 text-ink-soft">{side.label}</figcaption>
        </figure>
      ))}
    </div>
  );
}

function BesideFrame({ side, zoom }: { side: Side; zoom: Zoom }) {
  const hands = useZoomFrame(zoom, false);
  return (
    <div {...hands} className="relative overflow-hidden rounded-card bg-sunken" style={ratio(side)}>
      <Shown side={side} zoom={zoom} />
    </div>
  );
}

function HoverView({ before, after, zoom }: ViewProps) {
  const hands = useZoomFrame(zoom, false);
  const [isOver, setOver] = useState(false);
  const [isPressed, setPressed] = useState(false);
  const hint = useId();
  const side = isOver !== isPressed ? before : after;
  return (
    <div className="space-y-1">
      <button
        type="button"
        {...hands}
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
        <Shown side={{ ...side, alt: "" }} zoom={zoom} />
        <Label label={side.label} />
      </button>
      <p id={hint} className="text-center text-12 text-ink-soft">
        {text("compareHoverHint", before.label)}
      </p>
    </div>
  );
}
