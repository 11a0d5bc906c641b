import { TriangleAlert } from "lucide-react";
import { browser } from "wxt/browser";
import { text } from "../../../lib/browser/i18n";
import { sitePattern } from "../../../lib/browser/site-access";
import { originalOf, warningFor } from "../../../lib/domain/reference-quality";
import { toFailure } from "../../../lib/failure/failure";
import { sendCommand } from "../../../lib/messaging/send-command";
import type { ShootProduct } from "../../../lib/shoot/shoot";
import { formatNumber } from "../../format/numbers";
import { useReportFailure } from "../../status/report-failure";
import { Button } from "../../ui/button";
import type { References } from "../use-references";

interface OriginalsNoteProps {
  products: ShootProduct[];
  references: References | undefined;
}

/** Of products that were cut out of the screen: asks for the sites that have their originals, all in one press. */
export function OriginalsNote({ products, references }: OriginalsNoteProps) {
  const report = useReportFailure();
  const receipts = products.flatMap(({ referenceId }) => references?.get(referenceId)?.receipt ?? []);
  const crops = receipts.filter((receipt) => warningFor(receipt) === "crop");
  if (crops.length === 0) return null;
  const originals = crops.flatMap((receipt) => originalOf(receipt) ?? []);
  const origins = [...new Set(originals.flatMap((url) => sitePattern(url) ?? []))];
  const hosts = [...new Set(origins.map((origin) => URL.parse(origin)?.hostname))];
  // No await before the request: the browser wants it in the click itself.
  const allow = () =>
    browser.permissions.request({ origins }).then(
      async (granted) => granted && report(await sendCommand("upgrade", {})),
      (error) => report(toFailure(error)),
    );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-12 text-warning">
      <span className="flex gap-1.5">
        <TriangleAlert size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
        {text(crops.length === 1 ? "productCropOne" : "productCropMany", formatNumber(crops.length))}
      </span>
      {hosts.length > 0 && (
        <Button size="small" onClick={allow} className="h-auto! text-left whitespace-normal!">
          {text("getOriginals", hosts.join(", "))}
        </Button>
      )}
    </div>
  );
}
