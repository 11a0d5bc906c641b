import { useState } from "react";
import { language, text } from "../../lib/browser/i18n";
import { FalAccessNotice } from "../status/fal-access-notice";
import { Logo } from "../ui/logo";
import { KeepNothingSection } from "./keep-nothing-section";
import { KeySection } from "./key-section";
import { ModelSection } from "./model-section";
import { PrivacySection } from "./privacy-section";
import { ProxySection } from "./proxy-section";
import { ShortcutSection } from "./shortcut-section";
import { SitesSection } from "./sites-section";
import { SpendingSection } from "./spending-section";
import { StorageSection } from "./storage-section";
import type { TestAccess } from "./test-key";
import { useWelcomeSteps, Welcome } from "./welcome";

/** Options: how fal is reached, which model, and what is stored. */
export function OptionsPage({ testAccess }: { testAccess: TestAccess }) {
  // A new number begins the sections of key and proxy afresh: what they last said is no longer true.
  const [wipes, setWipes] = useState(0);
  const steps = useWelcomeSteps();
  // What stands on top is known first: a press must not miss because the page has moved under it.
  if (!steps) return <main />;
  return (
    <main className="mx-auto max-w-160 space-y-4 px-4 py-8 tight:px-2">
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 pb-2">
        <Logo size={26} />
        <h1 className="min-w-0 flex-1 basis-28 text-18 font-semibold tracking-tight">
          {text("optionsTitle")}
        </h1>
        <a
          href={`guide-${language()}.html`}
          target="_blank"
          rel="noreferrer"
          className="text-ink-soft underline underline-offset-2 hover:text-ink"
        >
          {text("guide")}
        </a>
      </header>
      <Welcome {...steps} />
      <FalAccessNotice />
      <KeySection key={`key ${wipes}`} testAccess={testAccess} />
      <ProxySection key={`proxy ${wipes}`} testAccess={testAccess} />
      <ModelSection />
      <SitesSection />
      <SpendingSection />
      <KeepNothingSection />
      <StorageSection onWiped={() => setWipes(wipes + 1)} />
      <PrivacySection />
      <ShortcutSection />
    </main>
  );
}
