import { type MouseEvent, memo, useEffect, useId, useRef } from "react";
import { text } from "../../../lib/browser/i18n";
import { type Generation, type GenerationIn, isOpen } from "../../../lib/domain/generation";
import type { ResultRecord } from "../../../lib/history/result-records";
import { clockTime, dayName } from "../../format/dates";
import { truncate } from "../../format/truncate";
import { modeText } from "../../status/generation-facts";
import { useActions } from "../actions/use-result-actions";
import type { CardProps } from "./card-props";
import { DoneCard } from "./done-card";
import { EndedCard } from "./ended-card";
import { measures } from "./grid-rows";
import { OpenCard } from "./open-card";
import type { Tile } from "./tile-layout";

interface ResultItemProps {
  id: string;
  /** Undefined until it is read. */
  record: ResultRecord | undefined;
  /** The like failures that its row stands for, or did. */
  behind: GenerationIn<"failed">[] | undefined;
  tile: Tile;
  rowWidth: number;
  total: number;
  isCurrent: boolean;
  wantsFocus: boolean;
  selected: boolean;
  selecting: boolean;
  onPress: (id: string, event: MouseEvent) => void;
}

/** One result of the list, at its place in the grid. All have the same size, so that nothing moves. */
export const ResultItem = memo(function ResultItem(props: ResultItemProps) {
  const { id, record, tile, rowWidth, total, isCurrent, wantsFocus, selected, selecting, onPress } = props;
  const item = useRef<HTMLLIElement>(null);
  const caption = useId();
  const actions = useActions();
  const isThere = record !== undefined;
  useEffect(() => {
    if (wantsFocus && isThere)
      item.current?.querySelector<HTMLElement>("[data-opens-details]")?.focus({ preventScroll: true });
  }, [wantsFocus, isThere]);
  const card = {
    describedBy: caption,
    tabIndex: isCurrent ? (0 as const) : (-1 as const),
    selected,
    selecting,
    height: tile.side,
    ...(tile.fold && props.behind && { fold: { open: tile.fold.open, members: props.behind } }),
    onPress: (event: MouseEvent) => onPress(id, event),
    onSelect: (event: MouseEvent) => actions.select(id, event.shiftKey),
  };
  return (
    <li
      ref={item}
      data-result={id}
      aria-setsize={total}
      aria-posinset={tile.place + 1}
      className="absolute top-0 left-0"
      style={{
        width: tile.width,
        height: tile.side,
        transform: `translate(${tile.left}px, ${tile.top}px)`,
      }}
    >
      {tile.day !== undefined && <DayHeading at={tile.day} width={rowWidth} />}
      {record ? (
        <Card generation={record.generation} {...card} />
      ) : (
        <div className="size-full rounded-thumb bg-sunken" />
      )}
      {record && <Caption id={caption} record={record} group={tile.group} />}
    </li>
  );
}, isSame);

/** Positions are made anew at every scroll; what they say is what counts. */
function isSame(before: ResultItemProps, after: ResultItemProps): boolean {
  const { tile: was, ...rest } = before;
  const { tile: is, ...others } = after;
  return (
    Object.entries(rest).every(([name, value]) => value === others[name as keyof typeof others]) &&
    JSON.stringify(was) === JSON.stringify(is)
  );
}

function Card({ generation, ...card }: CardProps & { generation: Generation }) {
  if (isOpen(generation)) return <OpenCard generation={generation} {...card} />;
  if (generation.status === "done") return <DoneCard generation={generation} {...card} />;
  return <EndedCard generation={generation} {...card} />;
}

function DayHeading({ at, width }: { at: number; width: number }) {
  return (
    <h2
      className="absolute left-0 flex items-center text-13 font-semibold"
      style={{ width, top: -measures.dayHeading, height: measures.dayHeading - measures.gap }}
    >
      {dayName(at)}
    </h2>
  );
}

interface CaptionProps {
  id: string;
  record: ResultRecord;
  group: Tile["group"];
}

/** Prompt and facts: seen once under the pictures of a batch, and there for every one of them to be heard. */
function Caption({ id, record: { generation, source }, group }: CaptionProps) {
  const { prompt, mode, createdAt, places } = generation;
  // Isolated, because a name may be written from right to left.
  const products = places.flatMap(({ role, name }) =>
    role === "product" && name ? [`\u2068${truncate(name, 60)}\u2069`] : [],
  );
  if (!group)
    return (
      <p id={id} className="sr-only">
        {[truncate(prompt, 300), ...products].join(" · ")}
      </p>
    );
  const images = group.count > 1 ? [text("imagesMany", group.count)] : [];
  const combined = mode === "multi-reference" ? [modeText(mode)] : [];
  const facts = [...products, clockTime(createdAt), ...images, ...combined, source ?? modeText(mode)];
  return (
    <div
      className="absolute left-0 pt-1.5 text-12"
      style={{ top: group.height, width: group.width, height: measures.caption }}
    >
      <p id={id} dir="auto" title={truncate(prompt, 300)} className="line-clamp-2 wrap-anywhere">
        {truncate(prompt, 300)}
      </p>
      <p title={facts.join(" · ")} className="truncate text-ink-soft">
        {[...new Set(facts)].join(" · ")}
      </p>
    </div>
  );
}
