import { ZoomIn, ZoomOut } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { numberFormat } from "../format/number-format";
import { Button, IconButton } from "../ui/button";
import type { Zoom } from "./use-zoom";

/** Nearer, farther, and how near it is; a press on that shows the whole picture again. */
export function ZoomButtons({ zoom }: { zoom: Zoom }) {
  const share = numberFormat({ style: "percent" }).format(zoom.view.scale);
  return (
    <fieldset aria-label={text("zoom")} className="flex items-center gap-0.5">
      <IconButton icon={ZoomOut} name={text("zoomOut")} onClick={zoom.zoomOut} />
      <Button
        variant="quiet"
        size="small"
        title={text("zoomReset")}
        onClick={zoom.reset}
        className="min-w-14 tabular-nums"
      >
        <span className="sr-only">{text("zoomReset")} </span>
        {share}
      </Button>
      <IconButton icon={ZoomIn} name={text("zoomIn")} onClick={zoom.zoomIn} />
    </fieldset>
  );
}
