import { ClipboardPaste, ImagePlus, Inbox } from "lucide-react";
import { useId } from "react";
import { text } from "../../../lib/browser/i18n";
import type { Shoot } from "../../../lib/shoot/shoot";
import { maxShootProducts } from "../../../lib/shoot/shoot";
import { readTray } from "../../../lib/storage/references";
import { addShootProducts } from "../../../lib/storage/shoot-products";
import { db } from "../../database";
import { useAttempt, useReportFailure } from "../../status/report-failure";
import { Button, buttonClass } from "../../ui/button";
import type { References } from "../use-references";
import { IntakeNote } from "./intake-note";
import { OriginalsNote } from "./originals-note";
import { PasteSkus } from "./paste-skus";
import type { ProductActions } from "./use-product-actions";
import { useProductIntake } from "./use-product-intake";

interface ProductToolsProps {
  shoot: Shoot;
  references: References | undefined;
  actions: ProductActions;
}

/** The ways to more products, and to their SKUs. */
export function ProductTools({ shoot, references, actions }: ProductToolsProps) {
  const attempt = useAttempt();
  const report = useReportFailure();
  const { intake, add, dismiss } = useProductIntake(shoot.id);
  const count = shoot.products.length;
  const takeTray = async () => {
    const { products } = await readTray(db);
    const { full } = await addShootProducts(db, shoot.id, products);
    if (full > 0) report({ code: "shoot_full" });
  };
  return (
    <div className="space-y-2 px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-15 font-semibold">{text("shootProducts")}</h2>
        <span className="mr-2 text-12 text-ink-soft tabular-nums">
          {text("countOf", count, maxShootProducts)}
        </span>
        <AddPictures onFiles={add} />
        <Button size="small" onClick={() => attempt(takeTray())}>
          <Inbox size={14} aria-hidden="true" />
          {text("productsFromTray")}
        </Button>
        <PasteSkus onPaste={(pasted) => actions.pasteSkus(0, pasted)} disabled={count === 0}>
          <ClipboardPaste size={14} aria-hidden="true" />
          {text("pasteSkus")}
        </PasteSkus>
        <ToMatrix />
        {count > 0 && <span className="text-12 text-ink-soft">{text("productsHint")}</span>}
      </div>
      {count === 0 && <p className="text-ink-soft">{text("productsNone")}</p>}
      <OriginalsNote products={shoot.products} references={references} />
      <IntakeNote intake={intake} onDismiss={dismiss} />
    </div>
  );
}

/** For those who go by Tab: past two hundred products. Seen only while it has the focus. */
function ToMatrix() {
  const go = () => document.querySelector<HTMLElement>("[role=grid] [tabindex='0']")?.focus();
  return (
    <Button size="small" onClick={go} className="not-focus:sr-only">
      {text("toMatrix")}
    </Button>
  );
}

/** A button that is the browser's own way to choose files. */
function AddPictures({ onFiles }: { onFiles: (files: File[]) => void }) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={`${buttonClass({ size: "small" })} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
    >
      <ImagePlus size={14} aria-hidden="true" />
      {text("addProductPictures")}
      <input
        id={id}
        type="file"
        accept="image/*"
        multiple
        className="sr-only"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // So that choosing the same files again is a change again.
          currentTarget.value = "";
          onFiles(files);
        }}
      />
    </label>
  );
}
