import { DropdownMenu } from "radix-ui";
import { type ReactNode, useState } from "react";

interface ActionMenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  /** A heading within the menu. */
  title?: string;
  items: { name: string; onSelect: () => void }[];
}

/** A menu of things to do. */
export function ActionMenu({ trigger, title, items }: ActionMenuProps) {
  // In the page's main part and not at the end of the body: those who go by landmarks would miss it there.
  const [home, setHome] = useState<HTMLElement>();
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(open) => open && setHome(mainInSight())}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal {...(home && { container: home })}>
        <DropdownMenu.Content
          sideOffset={4}
          collisionPadding={8}
          // The press that opens it also gives Firefox's focus to the button, which would close it again.
          onFocusOutside={(event) => event.preventDefault()}
          className="z-float max-w-[calc(100vw-16px)] min-w-36 rounded-card border border-line bg-raised p-1 shadow-float"
        >
          {title && (
            <DropdownMenu.Label className="px-2.5 py-1 text-12 text-ink-soft">{title}</DropdownMenu.Label>
          )}
          {items.map(({ name, onSelect }) => (
            <DropdownMenu.Item
              key={name}
              onSelect={onSelect}
              className="rounded-thumb px-2.5 py-1 outline-none data-highlighted:bg-sunken"
            >
              {name}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The grid stays in the page behind the details, out of sight. */
function mainInSight(): HTMLElement | undefined {
  return [...document.querySelectorAll("main")].find((main) => main.checkVisibility());
}
