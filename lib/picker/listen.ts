import type { createView } from "./view";

interface Handlers {
  onKey(event: KeyboardEvent): void;
  onPointer(event: MouseEvent): void;
  follow(): void;
  leave(): void;
}

/** Nothing that is done in the picker goes on to the page's own listeners. */
export function listen(
  { dialog, host }: Pick<ReturnType<typeof createView>, "dialog" | "host">,
  signal: AbortSignal,
  handlers: Handlers,
): void {
  dialog.addEventListener("keydown", handlers.onKey, { signal });
  dialog.addEventListener("cancel", handlers.leave, { signal });
  for (const type of ["pointermove", "click"] as const)
    dialog.addEventListener(type, (event) => event.target === dialog && handlers.onPointer(event), {
      signal,
    });
  window.addEventListener("scroll", handlers.follow, { signal, capture: true, passive: true });
  window.addEventListener("resize", handlers.follow, { signal });
  for (const type of [
    "keydown",
    "keyup",
    "keypress",
    "click",
    "pointerdown",
    "pointerup",
    "mousedown",
    "mouseup",
  ])
    host.addEventListener(type, (event) => event.stopPropagation());
}
