import { Check, X } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import type { PlacedPicture } from "../../../lib/shoot/review";
import { MissingPicture } from "../../picture/missing-picture";
import { usePicture } from "../../picture/use-picture";
import { useZoomFrame, type Zoom } from "../../picture/use-zoom";
import { ZoomButtons } from "../../picture/zoom-buttons";

interface ReviewFrameProps {
  shown: PlacedPicture;
  /** The one that should come next: it is read meanwhile. */
  following: PlacedPicture | undefined;
  zoom: Zoom;
  name: string;
}

/** The picture in as much room as there is. */
export function ReviewFrame({ shown, following, zoom, name }: ReviewFrameProps) {
  const frame = useZoomFrame(zoom, true);
  const held = following && following.id !== shown.id ? [shown.id, following.id] : [shown.id];
  return (
    <div
      {...frame}
      data-review-picture=""
      tabIndex={-1}
      className={`relative min-h-0 min-w-0 flex-1 touch-none overflow-hidden bg-sunken outline-none ${zoom.isNear ? "cursor-grab active:cursor-grabbing" : ""}`}
    >
      {held.map((id) => (
        <Picture key={id} id={id} alt={name} isShown={id === shown.id} style={zoom.style} />
      ))}
      {shown.review && <Word word={shown.review} />}
      <div className="absolute right-2 bottom-2 rounded-control bg-surface shadow-float">
        <ZoomButtons zoom={zoom} />
      </div>
    </div>
  );
}

interface PictureProps {
  id: string;
  alt: string;
  isShown: boolean;
  style: { transform: string };
}

function Picture({ id, alt, isShown, style }: PictureProps) {
  const { url, missing } = usePicture(id);
  if (missing && isShown) return <MissingPicture alt={alt} className="absolute inset-0" />;
  if (!url) return null;
  return (
    <img
      src={url}
      alt={alt}
      hidden={!isShown}
      draggable={false}
      style={style}
      className="absolute inset-0 size-full object-contain"
    />
  );
}

function Word({ word }: { word: NonNullable<PlacedPicture["review"]> }) {
  const Icon = word === "accepted" ? Check : X;
  return (
    <span className="absolute top-2 left-2 flex items-center gap-1 rounded-full bg-scrim px-2.5 py-1 text-12 font-semibold text-on-scrim">
      <Icon size={14} aria-hidden="true" />
      {text(`reviewSaid_${word}`)}
    </span>
  );
}
