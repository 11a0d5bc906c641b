import { ImageOff } from "lucide-react";
import { text } from "../../lib/browser/i18n";

/** In the place of a picture whose bytes are gone. A place that is too small for the words has them as its name. */
export function MissingPicture({ alt, className }: { alt: string; className: string }) {
  const label = text("pictureMissing");
  return (
    <div role="img" aria-label={`${alt}. ${label}`} title={label} className={`@container ${className}`}>
      <div className="flex size-full flex-col items-center justify-center gap-1 rounded-[inherit] bg-sunken p-1 text-center text-12 text-ink-soft">
        <ImageOff size={20} aria-hidden="true" className="shrink-0" />
        <span className="@max-[84px]:hidden">{label}</span>
      </div>
    </div>
  );
}
