import { Image, MousePointer2 } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { useHasAccess } from "../hooks/use-setting";

const items = ["menuFace", "menuProduct", "menuBackground"] as const;

/**
 * The right-click that sets a reference, for a tray with nothing in it: in words, and drawn once there is a key.
 * Before that the notice that asks for one needs the room.
 */
export function RightClickHint() {
  const isDrawn = useHasAccess() !== false;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card bg-sunken p-3">
      {isDrawn && <Drawing />}
      <p className="min-w-0 flex-1 basis-20 text-12 text-ink-soft">{text("rightClickHint")}</p>
    </div>
  );
}

function Drawing() {
  return (
    <div aria-hidden="true" className="flex max-w-full items-start tight:hidden">
      <div className="relative flex h-18 shrink-0 w-14 items-center pl-1 rounded-thumb border border-line-strong bg-raised text-ink-soft">
        <Image size={20} strokeWidth={1.5} />
        <MousePointer2 size={16} className="absolute top-1 right-2 fill-ink text-surface" />
      </div>
      <div className="z-1 mt-3.5 -ml-8 min-w-0 overflow-hidden rounded-thumb border border-line bg-raised py-1 text-12 whitespace-nowrap shadow-float">
        {items.map((item, index) => (
          <p key={item} className={`px-2 leading-4.5 ${index === 0 ? "bg-sunken" : ""}`}>
            {text(item)}
          </p>
        ))}
      </div>
    </div>
  );
}
