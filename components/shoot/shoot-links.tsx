import { text } from "../../lib/browser/i18n";
import { openShoot } from "../../lib/browser/open-shoot";
import { useAttempt } from "../status/report-failure";
import { type ShootName, useShootNames } from "./use-shoot-names";

/** The shoots, newest first, in one row; a press opens one. Nothing while there are none. */
export function ShootLinks() {
  const shoots = useShootNames();
  if (!shoots?.length) return null;
  return (
    <ul
      aria-label={text("shoots")}
      className="-mx-1 flex gap-1.5 overflow-x-auto mask-r-from-[calc(100%-24px)] p-1 pr-6 [scrollbar-width:none]"
    >
      {shoots.map((shoot) => (
        <ShootLink key={shoot.id} shoot={shoot} />
      ))}
    </ul>
  );
}

function ShootLink({ shoot: { id, name, state } }: { shoot: ShootName }) {
  const attempt = useAttempt();
  const isOn = state === "running" || state === "waiting" || state === "paused";
  return (
    <li className="shrink-0">
      <a
        href={`/shoot.html#${id}`}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => {
          event.preventDefault();
          attempt(openShoot(id));
        }}
        className="flex h-7 max-w-50 items-center gap-1 rounded-control bg-sunken px-2 text-12 transition-colors hover:bg-hover"
      >
        <bdi className="truncate">{name || text("shootUnnamed")}</bdi>
        {isOn && <span className="text-ink-soft">· {text(`shootIs_${state}`)}</span>}
      </a>
    </li>
  );
}
