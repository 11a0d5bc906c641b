/** The look of a field that holds words or numbers; how large it is, its place says. */
export const fieldClass =
  "rounded-control border border-line-strong bg-surface focus-visible:outline-offset-0";
