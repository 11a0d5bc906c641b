import { ShieldCheck } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { browser } from "wxt/browser";
import { text } from "../../lib/browser/i18n";
import { isProxyAddress } from "../../lib/domain/access";
import { clearSetting, writeSetting } from "../../lib/storage/settings";
import { useSetting } from "../hooks/use-setting";
import { Button } from "../ui/button";
import { type Outcome, OutcomeLine } from "./outcome-line";
import { optionFieldClass, Section } from "./section";
import { type TestAccess, testKey } from "./test-key";
import { useOutcome } from "./use-outcome";

async function saveProxy(url: string): Promise<Outcome> {
  if (!url) {
    await clearSetting("proxyUrl");
    return { status: "success", message: text("proxyRemoved") };
  }
  if (!isProxyAddress(url)) return { status: "error", message: text("proxyOdd") };
  await writeSetting("proxyUrl", url);
  return { status: "success", message: text("proxySaved") };
}

/**
 * Most proxies let only their own pages in (CORS), and the extension only with the user's leave. False when it
 * was refused. A proxy on this computer is not asked about: those who run one can open it.
 */
async function askForHost(url: string): Promise<boolean> {
  if (!isProxyAddress(url) || !url.startsWith("https:")) return true;
  return browser.permissions.request({ origins: [`${new URL(url).origin}/*`] }).catch(() => false);
}

/** The address of a team's fal proxy, in place of a key. */
export function ProxySection({ testAccess }: { testAccess: TestAccess }) {
  const field = useId();
  const saved = useSetting("proxyUrl").value;
  const [typed, setTyped] = useState<string>();
  const [outcome, run] = useOutcome();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const url = (typed ?? saved ?? "").trim();
    // Before any await: the browser asks the user only within the press itself. Saving does not wait for it.
    void askForHost(url).then((allowed) => {
      if (!allowed) void run(async () => ({ status: "error", message: text("proxyNotAllowed") }));
    });
    const result = await run(() => saveProxy(url));
    if (result?.status !== "success") return;
    setTyped(undefined);
    // Whether it answers as fal's is asked quietly: Test key says more.
    if (url) await testKey("", testAccess);
  }

  return (
    <Section title={text("proxyTitle")} hint={text("proxyHint")}>
      <form onSubmit={save} noValidate className="space-y-3">
        <label htmlFor={field} className="block font-semibold">
          {text("proxyUrl")}
        </label>
        <div className="flex flex-wrap gap-2">
          <input
            id={field}
            type="text"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://example.com/api/fal/proxy"
            value={typed ?? saved ?? ""}
            onChange={({ target }) => setTyped(target.value)}
            className={`${optionFieldClass} basis-60`}
          />
          <Button type="submit">{text("saveProxy")}</Button>
        </div>
      </form>
      <OutcomeLine outcome={outcome} />
      {saved && (
        <p className="flex gap-2 rounded-control bg-sunken px-3 py-2">
          <ShieldCheck size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-success" />
          {text("proxyInUse")}
        </p>
      )}
    </Section>
  );
}
