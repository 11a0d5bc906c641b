import type { VirtualItem } from "@tanstack/react-virtual";
import { useMemo } from "react";
import { text } from "../../../lib/browser/i18n";
import type { ShootProduct } from "../../../lib/shoot/shoot";
import { repeatedSkus, skuKey } from "../../../lib/shoot/skus";
import type { References } from "../use-references";
import { ProductItem } from "./product-item";
import type { ProductActions } from "./use-product-actions";

interface ProductListProps {
  products: ShootProduct[];
  references: References | undefined;
  /** The rows in sight, and where the first of all begins (px). */
  rows: VirtualItem[];
  margin: number;
  height: number;
  actions: ProductActions;
}

/** The products, beside their rows of the matrix. Only those in sight are in the page. */
export function ProductList({ products, references, rows, margin, height, actions }: ProductListProps) {
  const repeated = useMemo(() => repeatedSkus(products), [products]);
  return (
    <ul aria-label={text("shootProducts")} className="relative" style={{ height }}>
      {rows.map(({ index, start }) => {
        const product = products[index];
        if (!product) return null;
        return (
          <ProductItem
            key={product.id}
            product={product}
            reference={references?.get(product.referenceId)}
            isRead={references !== undefined}
            row={index}
            total={products.length}
            top={start - margin}
            isTwice={repeated.has(skuKey(product.sku))}
            actions={actions}
          />
        );
      })}
    </ul>
  );
}
