import { CircleCheck } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { text } from "../../lib/browser/i18n";
import { cleanKey } from "../../lib/domain/fal-key";
import { clearSetting } from "../../lib/storage/settings";
import { useSetting } from "../hooks/use-setting";
import { Button } from "../ui/button";
import { OutcomeLine } from "./outcome-line";
import { optionFieldClass, Section } from "./section";
import { saveAndTestKey, type TestAccess, testKey } from "./test-key";
import { useOutcome } from "./use-outcome";

/** The user's fal key: saved, tested and removed here, and never shown again. */
export function KeySection({ testAccess }: { testAccess: TestAccess }) {
  const field = useId();
  const [typed, setTyped] = useState("");
  const [outcome, run] = useOutcome();
  const saved = useSetting("falKey");
  const proxy = useSetting("proxyUrl");
  const isSaved = saved.value !== undefined;
  const input = useRef<HTMLInputElement>(null);
  const isWanted = saved.loaded && proxy.loaded && !isSaved && proxy.value === undefined;
  useEffect(() => {
    if (isWanted) input.current?.focus({ preventScroll: true });
  }, [isWanted]);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const hadKey = typed.trim() !== "" && cleanKey(typed) !== undefined;
    const result = run(() => saveAndTestKey(typed, testAccess), text("testing"));
    // It is never shown again, also when fal then refuses it.
    if (hadKey) setTyped("");
    await result;
  }
  const test = () => run(() => testKey(typed, testAccess), text("testing"));
  const remove = () =>
    run(async () => {
      await clearSetting("falKey");
      return { status: "success", message: text("keyRemoved") };
    });

  return (
    <Section title={text("keyTitle")} hint={text("keyHint")}>
      <form onSubmit={save} className="space-y-3">
        <label htmlFor={field} className="block font-semibold">
          {text("falApiKey")}
        </label>
        <div className="flex flex-wrap gap-2">
          <input
            ref={input}
            id={field}
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder={isSaved ? text("keyPlaceholderSaved") : text("keyPlaceholder")}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            className={`${optionFieldClass} basis-60`}
          />
          <Button type="submit" variant="primary">
            {text("saveKey")}
          </Button>
          <Button onClick={test}>{text("testKey")}</Button>
        </div>
      </form>
      <OutcomeLine outcome={outcome} main />
      {isSaved && <SavedKey onRemove={remove} />}
      <p>
        <a
          href="https://fal.ai/dashboard/keys"
          target="_blank"
          rel="noreferrer"
          className="text-ink-soft underline underline-offset-2 hover:text-ink"
        >
          {text("keyWhere")}
        </a>
      </p>
    </Section>
  );
}

function SavedKey({ onRemove }: { onRemove: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-control bg-sunken py-1.5 pr-1.5 pl-3">
      <CircleCheck size={16} aria-hidden="true" className="shrink-0 text-success" />
      <p className="min-w-0 flex-1 basis-24">{text("keyIsSaved")}</p>
      <Button size="small" onClick={onRemove}>
        {text("removeKey")}
      </Button>
    </div>
  );
}
