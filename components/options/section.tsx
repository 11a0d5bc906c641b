import { type ReactNode, useId } from "react";
import { fieldClass } from "../ui/field";

interface SectionProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

/** One card of Options. */
export function Section({ title, hint, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="space-y-3 rounded-card border border-line bg-raised p-5 tight:p-3"
    >
      <div className="space-y-0.5">
        <h2 id={id} className="text-15 font-semibold">
          {title}
        </h2>
        {hint && <p className="text-ink-soft">{hint}</p>}
      </div>
      {children}
    </section>
  );
}

/** A field of Options. */
export const optionFieldClass = `${fieldClass} h-9 min-w-0 flex-1 px-3 text-13`;
