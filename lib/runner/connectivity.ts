import { type Access, isLoopback } from "../domain/access";
import { toFailure } from "../failure/failure";

/** So long (ms) the browser's word that it is offline is believed, before fal itself is asked. */
const believed = 4_000;
/** How often (ms) fal is asked while the browser says so, and how long its answer counts. */
const [pause, answered] = [5_000, 30_000];

interface ConnectivityParts {
  readAccess(): Promise<Access>;
  /** Throws `fal_unreachable`, or what fal says. */
  askFal(): Promise<void>;
  /** ms, by a clock that does not jump. */
  now(): number;
}

/**
 * Gives the question whether fal cannot be reached now. The browser's `onLine` is false on some networks that do lead
 * to fal (virtual machines, VPNs), and nothing would ever be sent there: after some seconds fal is asked. A proxy on
 * this computer needs no network.
 */
export function createConnectivity({ readAccess, askFal, now }: ConnectivityParts) {
  let offlineSince: number | undefined;
  let asked: { at: number; isThere: boolean } | undefined;
  let asking: Promise<boolean> | undefined;

  async function ask(): Promise<boolean> {
    // Free. Whatever fal answers, it is there.
    const isThere = await askFal().then(
      () => true,
      (error) => toFailure(error).code !== "fal_unreachable",
    );
    asked = { at: now(), isThere };
    asking = undefined;
    return isThere;
  }

  return async function isOffline(): Promise<boolean> {
    if (navigator.onLine) {
      offlineSince = undefined;
      return false;
    }
    const access = await readAccess();
    if (access.kind === "proxy" && isLoopback(access.proxyUrl)) return false;
    offlineSince ??= now();
    const since = asked ? now() - asked.at : Number.POSITIVE_INFINITY;
    if (asked?.isThere && since < answered) return false;
    if (access.kind === "none" || now() - offlineSince < believed || since < pause) return true;
    asking ??= ask();
    return !(await asking);
  };
}
