import { useState } from "react";
import { text } from "../../lib/browser/i18n";
import { maxName } from "../../lib/domain/name";
import type { Reference } from "../../lib/domain/reference";
import { nameReference } from "../../lib/storage/references";
import { db } from "../database";
import { useAttempt } from "../status/report-failure";
import { useComposer } from "./composer-state";

/** What the products are called, under their slots: the page's words, or the user's own. */
export function ProductNames() {
  const { composition } = useComposer();
  const products = composition?.references.filter(({ role }) => role === "product") ?? [];
  if (products.length === 0) return null;
  return (
    <div className={`grid gap-1 ${products.length > 1 ? "grid-cols-2 tight:grid-cols-1" : ""}`}>
      {products.map((reference, index) => (
        <ProductName
          key={reference.id}
          reference={reference}
          position={index + 1}
          isOne={products.length === 1}
        />
      ))}
    </div>
  );
}

interface ProductNameProps {
  reference: Reference;
  position: number;
  isOne: boolean;
}

/** One name; kept as it is typed, so that Generate never comes too early. */
function ProductName({ reference: { id, name, receipt }, position, isOne }: ProductNameProps) {
  const attempt = useAttempt();
  // As it is typed: what is stored has no space at its end.
  const [typed, setTyped] = useState<string>();
  const type = (words: string) => {
    setTyped(words);
    attempt(nameReference(db, id, { name: words }));
  };
  return (
    <span className="flex min-w-0 items-center gap-1 text-12">
      {!isOne && (
        <span aria-hidden="true" className="w-3 shrink-0 text-ink-soft">
          {position}
        </span>
      )}
      <input
        dir="auto"
        aria-label={isOne ? text("productName") : text("productNameOf", position)}
        title={text("productNameHint")}
        value={typed ?? name ?? receipt.alt ?? ""}
        maxLength={maxName}
        placeholder={receipt.alt ?? text("productNamePlaceholder")}
        onChange={({ target }) => type(target.value)}
        onBlur={() => setTyped(undefined)}
        className="h-7 w-full min-w-0 truncate rounded-control border border-transparent bg-sunken px-2 hover:border-line-strong focus-visible:outline-offset-0"
      />
    </span>
  );
}
