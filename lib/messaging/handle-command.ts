import { type Failure, toFailure } from "../failure/failure";
import type { Command, Payload } from "./messages";
import { isOwnPage, type Sender } from "./sender";

/** Who this extension is, as the browser tells it. */
interface Own {
  id: string;
  /** The extension's root, with the slash at its end. */
  url: string;
}

/**
 * Carries out one command: checks who sent it, parses it, and answers with a failure's code when it was
 * refused. Throws nothing.
 */
export async function handleCommand<C extends Command>(
  command: C,
  carryOut: (payload: Payload<C>) => Promise<void>,
  { data, sender }: { data: unknown; sender: Sender },
  own: Own,
): Promise<{ failure?: Failure }> {
  if (!isOwnPage(sender, own.id, own.url))
    return { failure: { code: "unexpected", detail: "unknown sender" } };
  const { commandSchemas } = await import("./command-schemas");
  const parsed = commandSchemas[command].safeParse(data);
  if (!parsed.success) return { failure: { code: "unexpected", detail: `bad ${command} command` } };
  try {
    await carryOut(parsed.data as Payload<C>);
    return {};
  } catch (error) {
    return { failure: toFailure(error) };
  }
}
