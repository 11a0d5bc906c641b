import { SlidersHorizontal } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useId } from "react";
import { text } from "../../../lib/browser/i18n";
import { modes } from "../../../lib/domain/request";
import { roles } from "../../../lib/domain/tray";
import { countChoices, type Filter, outcomes, sorts } from "../../../lib/history/filter";
import { useShootNames } from "../../shoot/use-shoot-names";
import { modeText } from "../../status/generation-facts";
import { Button, IconButton } from "../../ui/button";

interface FilterMenuProps {
  filter: Filter;
  onChange: (choices: Partial<Filter>) => void;
  onReset: () => void;
}

/** Every filter and the order, behind one button that says how many are set. */
export function FilterMenu({ filter, onChange, onReset }: FilterMenuProps) {
  const set = countChoices(filter) + (filter.sort === "newest" ? 0 : 1);
  return (
    <Popover.Root>
      <span className="relative">
        <Popover.Trigger asChild>
          <IconButton icon={SlidersHorizontal} name={set > 0 ? text("filtersSet", set) : text("filters")} />
        </Popover.Trigger>
        {set > 0 && (
          <span className="pointer-events-none absolute -top-1 -right-1 flex size-4 items-center justify-center rounded-full bg-accent text-12 font-semibold text-on-accent">
            <span aria-hidden="true">{set}</span>
          </span>
        )}
      </span>
      <Popover.Portal>
        <Popover.Content
          aria-label={text("filters")}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-float max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-16px)] space-y-3 overflow-y-auto rounded-card border border-line bg-raised p-3 shadow-float"
        >
          <Choices filter={filter} onChange={onChange} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button size="small" onClick={onReset}>
              {text("filtersReset")}
            </Button>
            <Popover.Close asChild>
              <Button size="small" variant="primary">
                {text("done")}
              </Button>
            </Popover.Close>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const fieldClass = "h-8 w-full min-w-0 rounded-control border border-line-strong bg-surface px-2 text-12";

function Choices({ filter, onChange }: Omit<FilterMenuProps, "onReset">) {
  const shoots = useShootNames() ?? [];
  return (
    <div className="grid grid-cols-2 gap-2.5 tight:grid-cols-1">
      <Choice
        name={text("sortBy")}
        value={filter.sort}
        options={sorts.map((sort) => [sort, text(`sort_${sort}`)])}
        onChoose={(sort) => onChange({ sort: sort ?? "newest" })}
      />
      <Choice
        name={text("filterStatus")}
        value={filter.outcome}
        any
        options={outcomes.map((outcome) => [outcome, text(`outcome_${outcome}`)])}
        onChoose={(outcome) => onChange({ outcome })}
      />
      <Choice
        name={text("factMode")}
        value={filter.mode}
        any
        options={modes.map((mode) => [mode, modeText(mode)])}
        onChoose={(mode) => onChange({ mode })}
      />
      <Choice
        name={text("filterRole")}
        value={filter.role}
        any
        options={roles.map((role) => [role, text(`role_${role}`)])}
        onChoose={(role) => onChange({ role })}
      />
      {shoots.length > 0 && (
        <Choice
          name={text("filterShoot")}
          value={filter.shoot}
          any
          options={shoots.map(({ id, name }) => [id, name || text("shootUnnamed")])}
          onChoose={(shoot) => onChange({ shoot })}
        />
      )}
      <Day name={text("filterFrom")} value={filter.from} onChoose={(from) => onChange({ from })} />
      <Day name={text("filterTo")} value={filter.to} onChoose={(to) => onChange({ to })} />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  value: T | undefined;
  options: [T, string][];
  any?: boolean;
  onChoose: (value: T | undefined) => void;
}

function Choice<T extends string>({ name, value, options, any = false, onChoose }: ChoiceProps<T>) {
  return (
    <Labelled name={name}>
      {(id) => (
        <select
          id={id}
          value={value ?? ""}
          onChange={({ target }) => onChoose(options.find(([one]) => one === target.value)?.[0])}
          className={fieldClass}
        >
          {any && <option value="">{text("filterAny")}</option>}
          {options.map(([one, label]) => (
            <option key={one} value={one}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface DayProps {
  name: string;
  value: string | undefined;
  onChoose: (day: string | undefined) => void;
}

function Day({ name, value, onChoose }: DayProps) {
  return (
    <Labelled name={name}>
      {(id) => (
        <input
          id={id}
          type="date"
          value={value ?? ""}
          onChange={({ target }) => onChoose(target.value || undefined)}
          className={fieldClass}
        />
      )}
    </Labelled>
  );
}

function Labelled({ name, children }: { name: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="min-w-0 space-y-1">
      <label htmlFor={id} className="block text-12 text-ink-soft">
        {name}
      </label>
      {children(id)}
    </div>
  );
}
