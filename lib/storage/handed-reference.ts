import type { Reference } from "../domain/reference";
import type { Role } from "../domain/tray";
import { FailureError, toFailure } from "../failure/failure";
import { fetchPicture } from "../image/fetch-image";
import { normalizeContent } from "../image/normalize-file";
import type { Db } from "./db";
import { addReference, requireRoom } from "./references";

/**
 * The picture behind an address as a reference; `maySee` says whether the user has allowed its site, `source` names
 * a picture that is in the address itself. Throws `site_not_allowed` with the host when the site gives its pictures
 * to its own pages only, else as `addFileAsReference` does.
 */
export async function addAddressAsReference(
  db: Db,
  role: Role,
  url: string,
  { maySee, source }: { maySee: boolean; source: string },
): Promise<Reference> {
  await requireRoom(db, role);
  const host = URL.parse(url)?.host;
  // As for a right-click: where a redirect leads cannot be seen before it is followed.
  const bytes = await fetchPicture(url, undefined, { redirect: maySee ? "follow" : "manual" }).catch(
    (error) => {
      if (maySee || toFailure(error).code !== "capture_unreachable") throw error;
      throw new FailureError("site_not_allowed", host);
    },
  );
  const picture = await normalizeContent(bytes);
  return addReference(
    db,
    role,
    picture,
    host ? { rung: "worker", source: host.slice(0, 300), pictureUrl: url } : { rung: "file", source },
  );
}
