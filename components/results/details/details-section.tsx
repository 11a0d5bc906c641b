import { type ReactNode, useId } from "react";

/** A part of Details under its own heading, which also names it. */
export function DetailsSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-2">
      <h2 id={id} className="text-12 font-semibold text-ink-soft">
        {title}
      </h2>
      {children}
    </section>
  );
}
