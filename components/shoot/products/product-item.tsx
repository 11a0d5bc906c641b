import { TriangleAlert, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, memo, useId, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { maxName, maxSku } from "../../../lib/domain/name";
import { ownName } from "../../../lib/domain/product-name";
import type { Reference } from "../../../lib/domain/reference";
import type { ShootProduct } from "../../../lib/shoot/shoot";
import { MissingPicture } from "../../picture/missing-picture";
import { Thumbnail } from "../../picture/thumbnail";
import { IconButton } from "../../ui/button";
import { rowHeight } from "../matrix/measures";
import type { ProductActions } from "./use-product-actions";

interface ProductItemProps {
  product: ShootProduct;
  /** Undefined when its picture is gone. */
  reference: Reference | undefined;
  /** Whether the references are read: before that none is gone. */
  isRead: boolean;
  row: number;
  total: number;
  /** From the list's top, in px. */
  top: number;
  /** Another product has the same SKU. */
  isTwice: boolean;
  actions: ProductActions;
}

const picture = "size-18 shrink-0 rounded-thumb max-[719px]:size-12";
const field =
  "block w-full min-w-0 truncate rounded-control border border-transparent bg-transparent px-2 transition-colors hover:border-line-strong focus:bg-raised focus-visible:outline-offset-0";

/** One product: its picture, what it is called, its number. */
export const ProductItem = memo(function ProductItem(props: ProductItemProps) {
  const { product, reference, isRead, row, total, top, isTwice, actions } = props;
  const page = reference && ownName(reference);
  const alt = product.name || page || text("productNumber", row + 1);
  return (
    <li
      data-row={row}
      aria-setsize={total}
      aria-posinset={row + 1}
      className="absolute inset-x-0 top-0 flex items-start gap-2 py-1 pr-1 pl-3"
      style={{ height: rowHeight, transform: `translateY(${top}px)` }}
    >
      {isRead && !reference ? (
        <MissingPicture alt={alt} className={picture} />
      ) : (
        <Thumbnail id={product.referenceId} alt={alt} className={picture} />
      )}
      <div className="min-w-0 flex-1">
        <NameField product={product} page={page} row={row} actions={actions} />
        <SkuField product={product} row={row} isTwice={isTwice} actions={actions} />
      </div>
      <IconButton
        icon={X}
        name={text("productRemove")}
        onClick={({ currentTarget }) => {
          focusNear(currentTarget);
          actions.remove(product.id);
        }}
        className="size-6!"
      />
    </li>
  );
}, isSame);

/** Every change of the shoot brings new objects; what they say is what counts. */
function isSame(before: ProductItemProps, after: ProductItemProps): boolean {
  const { product: was, ...rest } = before;
  const { product: is, ...others } = after;
  return (
    was.id === is.id &&
    was.referenceId === is.referenceId &&
    was.name === is.name &&
    was.sku === is.sku &&
    Object.entries(rest).every(([name, value]) => value === others[name as keyof typeof others])
  );
}

interface FieldProps {
  product: ShootProduct;
  row: number;
  actions: ProductActions;
}

function NameField({ product, page, row, actions }: FieldProps & { page: string | undefined }) {
  // As it is typed: what is stored has no space at its end.
  const [typed, setTyped] = useState<string>();
  return (
    <input
      dir="auto"
      aria-label={text("productName")}
      title={text("shootNameHint")}
      value={typed ?? (product.name || page || "")}
      placeholder={page ?? text("productNumber", row + 1)}
      maxLength={maxName}
      onChange={({ target }) => {
        setTyped(target.value);
        actions.change(product.id, { name: target.value });
      }}
      onBlur={() => setTyped(undefined)}
      className={`${field} h-7 font-semibold`}
    />
  );
}

function SkuField({ product, row, isTwice, actions }: FieldProps & { isTwice: boolean }) {
  const note = useId();
  const [typed, setTyped] = useState<string>();
  /** A column of a table fills the fields from here on; one line is pasted as anywhere. */
  const paste = (event: ClipboardEvent) => {
    const words = event.clipboardData.getData("text/plain");
    if (!/[\r\n]/.test(words.trim())) return;
    event.preventDefault();
    setTyped(undefined);
    actions.pasteSkus(row, words);
  };
  return (
    <>
      <input
        dir="auto"
        data-sku
        aria-label={text("sku")}
        aria-describedby={isTwice ? note : undefined}
        value={typed ?? product.sku ?? ""}
        placeholder={text("sku")}
        maxLength={maxSku}
        onChange={({ target }) => {
          setTyped(target.value);
          actions.change(product.id, { sku: target.value });
        }}
        onPaste={paste}
        onKeyDown={toNextField}
        onBlur={() => setTyped(undefined)}
        className={`${field} h-6 text-12 text-ink-soft`}
      />
      {isTwice && (
        <p id={note} className="flex items-center gap-1 pl-2 text-12 whitespace-nowrap text-warning">
          <TriangleAlert size={12} aria-hidden="true" className="shrink-0" />
          {text("skuTwice")}
        </p>
      )}
    </>
  );
}

/** Enter goes down the column, as in a table. */
function toNextField(event: KeyboardEvent): void {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const next = event.currentTarget.closest("li")?.nextElementSibling;
  next?.querySelector<HTMLElement>("[data-sku]")?.focus();
}

/** The button goes with its product: the one beside it has the focus then. */
function focusNear(button: HTMLElement): void {
  const item = button.closest("li");
  (item?.nextElementSibling ?? item?.previousElementSibling)?.querySelector<HTMLElement>("button")?.focus();
}
