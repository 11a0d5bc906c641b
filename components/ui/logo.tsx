/** Two viewfinder corners around a dot, in the colour of the text. The name stands beside it. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true" className="shrink-0">
      <path
        d="M3 8.5V5.5A2.5 2.5 0 0 1 5.5 3H8.5M17 11.5V14.5A2.5 2.5 0 0 1 14.5 17H11.5"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <circle cx="10" cy="10" r="3" className="fill-accent" />
    </svg>
  );
}
