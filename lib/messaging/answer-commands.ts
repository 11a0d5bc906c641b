import { browser } from "wxt/browser";
import { handleCommand } from "./handle-command";
import type { Command, Payload, Reply } from "./messages";
import type { Sender } from "./sender";

type Handlers = { [C in Command]: (payload: Payload<C>) => Promise<void> };

/** Answers the commands of our own pages from now on, each by what `handlers` has for it. */
export function answerCommands(handlers: Handlers): void {
  const own = { id: browser.runtime.id, url: browser.runtime.getURL("/") };
  const isCommand = (type: unknown): type is Command =>
    typeof type === "string" && Object.hasOwn(handlers, type);
  const answer = <C extends Command>(command: C, from: { data: unknown; sender: Sender }) =>
    handleCommand(command, handlers[command], from, own);
  browser.runtime.onMessage.addListener((message, sender, reply) => {
    const { type, data }: { type?: unknown; data?: unknown } = message ?? {};
    if (!isCommand(type)) return;
    answer(type, { data, sender }).then((res) => reply({ res } satisfies Reply));
    // The reply comes later.
    return true;
  });
}
