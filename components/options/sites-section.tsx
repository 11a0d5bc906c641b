import { useId } from "react";
import { browser } from "wxt/browser";
import { text } from "../../lib/browser/i18n";
import { allSites, forgetSites } from "../../lib/browser/site-access";
import { usePermissions } from "../hooks/use-permissions";
import { Section } from "./section";

const mayAllSites = () => browser.permissions.contains({ origins: allSites });

/** One switch: may Refshot read the originals of pictures on every site, or ask for each. */
export function SitesSection() {
  const allowed = usePermissions(mayAllSites) ?? false;
  const id = useId();
  // No await before the request: the browser wants it in the click itself.
  const change = () => void (allowed ? forgetSites() : browser.permissions.request({ origins: allSites }));
  return (
    <Section title={text("sitesTitle")} hint={text("sitesHint")}>
      <div className="flex items-center gap-3">
        <button
          type="button"
          role="switch"
          aria-checked={allowed}
          aria-labelledby={id}
          onClick={change}
          className={`flex h-6 w-11 shrink-0 items-center rounded-full border p-0.5 transition-colors ${allowed ? "justify-end border-accent bg-accent" : "border-line-strong bg-sunken"}`}
        >
          <span className={`size-4.5 rounded-full ${allowed ? "bg-on-accent" : "bg-ink-soft"}`} />
        </button>
        <span id={id}>{text("allowAllSites")}</span>
      </div>
    </Section>
  );
}
