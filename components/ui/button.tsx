import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border border-line bg-raised text-ink hover:bg-sunken",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-line bg-raised text-danger hover:bg-danger-soft",
};

const shape =
  "inline-flex items-center justify-center gap-1.5 rounded-control font-semibold whitespace-nowrap transition-colors select-none [&>svg]:shrink-0 tight:max-w-full tight:whitespace-normal tight:wrap-anywhere";
const sizes = { small: "min-h-7 px-2.5 py-1 text-12", default: "min-h-9 px-3.5 py-1.5 text-13" };

interface Style {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** The classes of a button, for the few links that look like one. */
export function buttonClass({ variant = "plain", size = "default" }: Style = {}): string {
  return `${shape} ${sizes[size]} ${variants[variant]}`;
}

/** A button with words. */
export function Button({ variant, size, className = "", ...rest }: ComponentProps<"button"> & Style) {
  return (
    <button
      type="button"
      {...rest}
      className={`${buttonClass({ ...(variant && { variant }), ...(size && { size }) })} ${className}`}
    />
  );
}

const iconVariants = {
  bare: "text-ink-soft hover:bg-sunken hover:text-ink",
  picture: "bg-scrim text-on-scrim hover:bg-scrim-hover",
  chosen: "bg-accent text-on-accent hover:bg-accent-hover",
};

/** A square button of 28 px with only an icon; `name` is its accessible name and its tooltip. */
export function IconButton({
  icon: Icon,
  name,
  variant = "bare",
  filled = false,
  className = "",
  ...rest
}: ComponentProps<"button"> & {
  icon: LucideIcon;
  name: string;
  variant?: keyof typeof iconVariants;
  filled?: boolean;
}) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={name}
      title={name}
      className={`inline-flex size-7 shrink-0 items-center justify-center rounded-control transition ${iconVariants[variant]} ${className}`}
    >
      <Icon size={16} aria-hidden="true" {...(filled && { fill: "currentColor" })} />
    </button>
  );
}
