import { TriangleAlert } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import type { Reference } from "../../lib/domain/reference";
import { warningFor } from "../../lib/domain/reference-quality";

/** What to know about a reference before money is spent on it; nothing when all is well. */
export function ConcernNote({ reference }: { reference: Reference }) {
  const concern = warningFor(reference.receipt);
  if (!concern) return null;
  const { width, height } = reference.receipt.original;
  return (
    <p className="flex gap-1.5 text-12 text-warning">
      <TriangleAlert size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{text(`concern_${concern}`, `${width}×${height}`)}</span>
    </p>
  );
}
