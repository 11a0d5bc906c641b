import { ArrowLeft } from "lucide-react";
import { Dialog } from "radix-ui";
import { text } from "../../lib/browser/i18n";
import { Button } from "../ui/button";
import { useZoom, useZoomFrame } from "./use-zoom";
import { ZoomButtons } from "./zoom-buttons";

/** A picture in the whole window, to be looked at from near; it stands in a dialog that its opener holds. */
export function FullWindow({ url, alt }: { url: string; alt: string }) {
  const zoom = useZoom();
  const frame = useZoomFrame(zoom, true);
  return (
    <Dialog.Portal>
      <Dialog.Content
        aria-describedby={undefined}
        onKeyDown={(event) => {
          const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : zoom.keys[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
        className="fixed inset-0 z-dialog flex flex-col bg-surface outline-none"
      >
        <div className="flex flex-wrap items-center gap-1 border-b border-line px-2 py-2 tight:px-0">
          <Dialog.Close asChild>
            <Button variant="quiet" size="small">
              <ArrowLeft size={16} aria-hidden="true" />
              {text("back")}
            </Button>
          </Dialog.Close>
          <Dialog.Title className="sr-only">{text("fullWindow")}</Dialog.Title>
          <span className="flex-1" />
          <ZoomButtons zoom={zoom} />
        </div>
        <div
          {...frame}
          className={`relative min-h-0 flex-1 touch-none overflow-hidden bg-sunken ${zoom.isNear ? "cursor-grab active:cursor-grabbing" : ""}`}
        >
          <img
            src={url}
            alt={alt}
            draggable={false}
            style={zoom.style}
            className="absolute inset-0 size-full object-contain"
          />
        </div>
      </Dialog.Content>
    </Dialog.Portal>
  );
}
