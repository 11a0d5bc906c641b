import { Image, MousePointer2 } from "lucide-react";
import { text } from "../../lib/text";

const items = ["menuFace", "menuProduct", "menuBackground"] as const;

/** A drawing of the right-click that sets a reference, for a tray with nothing in it. */
export function RightClickHint() {
  return (
    <div className="flex items-center gap-3 rounded-card bg-sunken p-3">
      <div aria-hidden="true" className="relative h-20 w-44 shrink-0">
        <div className="flex h-full w-24 items-center justify-center rounded-thumb border border-line-strong bg-raised text-ink-soft">
          <Image size={24} strokeWidth={1.5} />
        </div>
        <MousePointer2 size={16} className="absolute top-3 left-9 fill-ink text-surface" />
        <div className="absolute top-6 left-12 w-32 rounded-thumb border border-line bg-raised py-1 text-12 shadow-float">
          {items.map((item, index) => (
            <p key={item} className={`truncate px-2 leading-4 ${index === 0 ? "bg-accent-soft" : ""}`}>
              {text(item)}
            </p>
          ))}
        </div>
      </div>
      <p className="min-w-0 flex-1 text-12 text-ink-soft">{text("rightClickHint")}</p>
    </div>
  );
}
